import type { PatchStore, Store } from '@soban/contract/store';
import { audit } from '../../audit.ts';
import type { Database } from '../../db/database.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { bumpVersion, getStoreAtVersion, updateSettings } from './store-rows.ts';

export interface ChangeStoreDeps {
  database: Database;
  /** Hears of every change once it has committed. */
  stores: { changed(storeId: string, version: number): void };
}

export async function changeStore(
  { database, stores }: ChangeStoreDeps,
  staff: StaffPrincipal,
  change: PatchStore,
): Promise<Store> {
  const { kitchen } = change;
  if (kitchen && kitchen.lateAfterMinutes <= kitchen.warnAfterMinutes) {
    const message = 'The late limit has to come after the warning.';
    throw new Refusal('validation_failed', message, { errors: [{ path: '/kitchen/lateAfterMinutes', message }] });
  }
  const { storeId } = staff;
  const { settings, version } = await database.transaction(async (tx) => {
    await updateSettings(tx, storeId, change);
    await audit(tx, staff, 'store.changed', storeId, change);
    await bumpVersion(tx, storeId);
    return getStoreAtVersion(tx, storeId);
  });
  stores.changed(storeId, version);
  return settings;
}
