import type { Pause, PauseOrders, Store } from '@soban/contract/store';
import { clock } from '../../clock.ts';
import type { Connection } from '../../db/database.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { notFound } from '../../refusal.ts';
import { hasCategory } from '../menu/menu-rows.ts';
import { type ChangeSettingsDeps, changeSettings } from './change-settings.ts';
import { updatePauses } from './store-rows.ts';

/** Takes no orders from guests for so long: of everything, or of a category. */
export function pauseOrders(
  deps: ChangeSettingsDeps,
  staff: StaffPrincipal,
  { categoryId = null, minutes = null }: PauseOrders,
): Promise<Store> {
  const { storeId } = staff;
  return changeSettings(deps, staff, {
    action: 'store.paused',
    detail: { categoryId, minutes },
    async write(tx, { pauses }) {
      await requireCategory(tx, storeId, categoryId);
      const until = minutes === null ? null : new Date(clock.now() + minutes * 60_000).toISOString();
      await updatePauses(tx, storeId, [...others(pauses, categoryId), { categoryId, until }]);
    },
  });
}

/** Takes orders of it again. */
export function resumeOrders(
  deps: ChangeSettingsDeps,
  staff: StaffPrincipal,
  categoryId: string | null,
): Promise<Store> {
  const { storeId } = staff;
  return changeSettings(deps, staff, {
    action: 'store.resumed',
    detail: { categoryId },
    async write(tx, { pauses }) {
      await requireCategory(tx, storeId, categoryId);
      await updatePauses(tx, storeId, others(pauses, categoryId));
    },
  });
}

async function requireCategory(tx: Connection, storeId: string, categoryId: string | null): Promise<void> {
  if (categoryId !== null && !(await hasCategory(tx, storeId, categoryId))) throw notFound('category');
}

/** The pauses of something else that are not over by themselves. */
function others(pauses: readonly Pause[], categoryId: string | null): Pause[] {
  const now = clock.now();
  return pauses.filter(
    (pause) => pause.categoryId !== categoryId && (pause.until === null || Date.parse(pause.until) > now),
  );
}
