import type { Store, StoreSettings } from '@soban/contract/store';
import { type AuditAction, audit } from '../../audit.ts';
import { clock } from '../../clock.ts';
import type { Connection } from '../../db/database.ts';
import type { Transact } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { storeAt } from './openings.ts';
import { bumpVersion, getStoreAtVersion } from './store-rows.ts';

export interface ChangeSettingsDeps {
  transact: Transact;
  /** Hears of every change once it has committed. */
  stores: { changed(storeId: string, version: number): void };
}

interface Deed {
  action: AuditAction;
  detail: object;
  /** Writes what is to be; it is alone with the store, whose settings it gets as they are. */
  write: (tx: Connection, before: StoreSettings) => Promise<void>;
}

/** Changes what is set of the store: counted, in the audit trail, and told to everybody in it. */
export async function changeSettings(
  { transact, stores }: ChangeSettingsDeps,
  staff: StaffPrincipal,
  { action, detail, write }: Deed,
): Promise<Store> {
  const { storeId } = staff;
  const [store, version] = await transact(async (tx, append) => {
    // First, so that whoever else changes something waits, and reads what is written here.
    await bumpVersion(tx, storeId);
    await write(tx, (await getStoreAtVersion(tx, storeId)).settings);
    await audit(tx, staff, action, storeId, detail);
    const after = await getStoreAtVersion(tx, storeId);
    const data = storeAt(after.settings, clock.now());
    await append({ storeId, type: 'store_updated', tableId: null, data });
    return [data, after.version] as const;
  });
  stores.changed(storeId, version);
  return store;
}
