import type { PatchStore, Store } from '@soban/contract/store';
import { audit } from '../../audit.ts';
import type { Database } from '../../db/database.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { getStore, updateKitchen } from './store-rows.ts';

export function changeStore(database: Database, staff: StaffPrincipal, { kitchen }: PatchStore): Promise<Store> {
  if (kitchen.lateAfterMinutes <= kitchen.warnAfterMinutes) {
    const message = 'The late limit has to come after the warning.';
    throw new Refusal('validation_failed', message, { errors: [{ path: '/kitchen/lateAfterMinutes', message }] });
  }
  return database.transaction(async (tx) => {
    await updateKitchen(tx, staff.storeId, kitchen);
    await audit(tx, staff, 'store.changed', staff.storeId, { kitchen });
    return getStore(tx, staff.storeId);
  });
}
