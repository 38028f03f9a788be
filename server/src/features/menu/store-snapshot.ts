import type { Store } from '@soban/contract/store';
import type { Connection } from '../../db/database.ts';
import { getStoreAtVersion } from '../store/store-rows.ts';
import { readMenu } from './menu-rows.ts';
import { MenuSnapshot } from './menu-snapshot.ts';

/** What a store is at one version, as it is read. */
export async function readStore(db: Connection, storeId: string, picturesUrl: string | undefined) {
  return { ...(await getStoreAtVersion(db, storeId)), menu: await readMenu(db, storeId, picturesUrl) };
}

export type StoreState = Awaited<ReturnType<typeof readStore>>;

/** A store at one version: its settings, by which its business days go among others, and its menu. */
export class StoreSnapshot {
  readonly version: number;
  readonly settings: Store;
  readonly menu: MenuSnapshot;

  constructor({ version, settings, menu }: StoreState) {
    this.version = version;
    this.settings = settings;
    this.menu = new MenuSnapshot(menu, settings.language);
  }
}
