import { type HoursProblem, hoursProblems } from '@soban/contract/ordering';
import type { FieldError } from '@soban/contract/problem';
import type { PatchStore, Store } from '@soban/contract/store';
import type { StaffPrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { type ChangeSettingsDeps, changeSettings } from './change-settings.ts';
import { updateSettings } from './store-rows.ts';

/** Sets what the owner decides for the whole store. */
export function changeStore(deps: ChangeSettingsDeps, staff: StaffPrincipal, change: PatchStore): Promise<Store> {
  const errors = [...kitchenErrors(change), ...hoursErrors(change)];
  const [first] = errors;
  if (first) throw new Refusal('validation_failed', first.message, { errors });
  return changeSettings(deps, staff, {
    action: 'store.changed',
    detail: change,
    write: (tx) => updateSettings(tx, staff.storeId, change),
  });
}

function kitchenErrors({ kitchen }: PatchStore): FieldError[] {
  if (!kitchen || kitchen.lateAfterMinutes > kitchen.warnAfterMinutes) return [];
  return [{ path: '/kitchen/lateAfterMinutes', message: 'The late limit has to come after the warning.' }];
}

const hoursMessages: Record<HoursProblem['kind'], string> = {
  no_time: 'A day cannot end at the moment it begins.',
  last_order_outside: 'The last order has to come after the opening, and not after the close.',
  overlap: 'The day before is not over by then.',
};

function hoursErrors({ hours }: PatchStore): FieldError[] {
  return hours
    ? hoursProblems(hours).map(({ day, field, kind }) => ({
        path: `/hours/${day}/${field}`,
        message: hoursMessages[kind],
      }))
    : [];
}
