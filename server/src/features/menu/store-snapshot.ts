import type { Ordering } from '@soban/contract/ordering';
import type { Opening, StoreSettings } from '@soban/contract/store';
import type { Connection } from '../../db/database.ts';
import { openingsFrom } from '../store/openings.ts';
import { getStoreAtVersion } from '../store/store-rows.ts';
import { readMenu } from './menu-rows.ts';
import { MenuSnapshot } from './menu-snapshot.ts';

/** What a store is at one version, as it is read. */
export async function readStore(db: Connection, storeId: string, picturesUrl: string | undefined) {
  return { ...(await getStoreAtVersion(db, storeId)), menu: await readMenu(db, storeId, picturesUrl) };
}

export type StoreState = Awaited<ReturnType<typeof readStore>>;

const hour = 3_600_000;

/** A store at one version: its settings, by which its business days go among others, and its menu. */
export class StoreSnapshot {
  readonly version: number;
  readonly settings: StoreSettings;
  readonly menu: MenuSnapshot;
  #openings: Opening[] | undefined;
  #workedOutAt = 0;

  constructor({ version, settings, menu }: StoreState) {
    this.version = version;
    this.settings = settings;
    this.menu = new MenuSnapshot(menu, settings.language);
  }
  /** What decides at this instant whether guests may order. The days ahead are worked out once an hour, not for each order. */
  ordering(now: number): Ordering {
    const { hours, timeZone, pauses } = this.settings;
    if (hours === null) return { openings: null, pauses };
    if (this.#openings === undefined || now < this.#workedOutAt || now >= this.#workedOutAt + hour) {
      this.#openings = openingsFrom(hours, timeZone, now);
      this.#workedOutAt = now;
    }
    return { openings: this.#openings, pauses };
  }
}
