import { hash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Menu } from '@soban/contract/menu';
import { StoreSettings } from '@soban/contract/store';
import { LRUCache } from 'lru-cache';
import type { SharedMemory } from '../../cache/shared-memory.ts';
import type { Connection, Database } from '../../db/database.ts';
import type { Transport } from '../../live/transport.ts';
import { storeVersion } from '../store/store-rows.ts';
import { readStore, StoreSnapshot, type StoreState } from './store-snapshot.ts';

export interface StoreCacheOptions {
  database: Database;
  /** Milliseconds that a snapshot is kept. */
  ttl: number;
  /** Where browsers fetch uploaded pictures from, when not from here. */
  picturesUrl: string | undefined;
  /** Tells the other instances of changes made here. */
  transport: Pick<Transport, 'announce' | 'isConnected'>;
  /** Where the instances keep what each of them has read; undefined: nowhere. */
  shared: SharedMemory | undefined;
}

interface Entry {
  store: Promise<StoreSnapshot>;
  loaded?: StoreSnapshot;
  /** When the database last said that this is its version, on this process's own clock like every time here. */
  checkedAt: number;
  /** The check that has not begun yet, for all who want one. */
  check: Promise<void> | undefined;
  until: number;
}

/** The most stores in memory. */
const most = 1000;
/** Milliseconds that a snapshot is believed to be the newest without a look at the database, while changes are told and while not. */
const believedTold = 5000;
const believedUntold = 1000;
/** Milliseconds between two looks at the database for one store's version, at least. */
const checkPause = 50;
/** Another one for another form of what is kept: an instance of an older program may have left it there. */
const shape = hash('sha256', JSON.stringify([Menu, StoreSettings]), 'base64url').slice(0, 8);

/** The stores with their menus in memory: one load however many ask, gone at every change and after `ttl` milliseconds anyway. */
export class StoreCache {
  readonly #options: StoreCacheOptions;
  readonly #stores = new LRUCache<string, Entry>({ max: most });

  constructor(options: StoreCacheOptions) {
    this.#options = options;
  }

  /** The store, at this version or a newer one where there is such a one. */
  async get(storeId: string, version = 0): Promise<StoreSnapshot> {
    const entry = this.#entry(storeId);
    const store = await entry.store;
    if (store.version >= version && this.#isBelieved(entry)) return store;
    try {
      await this.#check(storeId, entry);
    } catch (error) {
      if (store.version < version) throw error;
      return store;
    }
    return this.#entry(storeId).store;
  }

  /** The store where it is here already. */
  inMemory(storeId: string): StoreSnapshot | undefined {
    const known = this.#stores.get(storeId);
    const now = performance.now();
    return known && now < known.until && this.#isBelieved(known, now) ? known.loaded : undefined;
  }

  /** The store at the version that a transaction has just read: from memory, or where it is not that one, from the transaction. */
  async atVersion(storeId: string, version: number, tx: Connection): Promise<StoreSnapshot> {
    const known = this.#stores.get(storeId)?.loaded;
    if (known?.version === version) return known;
    if (known && known.version < version) this.#stores.delete(storeId);
    return new StoreSnapshot(await readStore(tx, storeId, this.#options.picturesUrl));
  }

  /** Call once a change has committed; every instance hears of it. */
  changed(storeId: string, version: number): void {
    this.heardOf(storeId, version);
    this.#options.transport.announce({ kind: 'store_changed', storeId, version });
  }

  /** The store stands at this version now: forgets an older one. */
  heardOf(storeId: string, version: number): void {
    const known = this.#stores.get(storeId);
    if (known && (known.loaded === undefined || known.loaded.version < version)) this.#stores.delete(storeId);
  }

  /** Changes may have been missed: every store is checked before it is believed again. */
  missedNotices(): void {
    for (const entry of this.#stores.values()) entry.checkedAt = Number.NEGATIVE_INFINITY;
  }

  #isBelieved({ checkedAt }: Entry, now = performance.now()): boolean {
    return now - checkedAt < (this.#options.transport.isConnected ? believedTold : believedUntold);
  }

  #entry(storeId: string): Entry {
    const now = performance.now();
    const known = this.#stores.get(storeId);
    if (known && now < known.until) return known;
    const store = this.#load(storeId);
    const entry: Entry = { store, checkedAt: now, check: undefined, until: now + this.#options.ttl };
    this.#stores.set(storeId, entry);
    store.then(
      (loaded) => {
        entry.loaded = loaded;
      },
      () => this.#drop(storeId, entry),
    );
    return entry;
  }

  #drop(storeId: string, entry: Entry): void {
    if (this.#stores.peek(storeId) === entry) this.#stores.delete(storeId);
  }

  /** Asks the database for the version, no sooner than now; forgets the snapshot where it is another one. */
  #check(storeId: string, entry: Entry): Promise<void> {
    entry.check ??= this.#checkAfterPause(storeId, entry);
    return entry.check;
  }

  async #checkAfterPause(storeId: string, entry: Entry): Promise<void> {
    const pause = entry.checkedAt + checkPause - performance.now();
    await (pause > 0 ? delay(pause) : undefined);
    // Who comes from here on may know of a change that this look does not see.
    entry.check = undefined;
    entry.checkedAt = performance.now();
    const store = await entry.store;
    if ((await storeVersion(this.#options.database.read, storeId)) !== store.version) this.#drop(storeId, entry);
  }

  /** The rows of one version never change, so what was kept under the version that the database names is the store. */
  async #load(storeId: string): Promise<StoreSnapshot> {
    const { database, shared, picturesUrl, ttl } = this.#options;
    const keyOf = (version: number) => `store ${shape} ${storeId} ${version} ${picturesUrl ?? ''}`;
    if (shared) {
      const text = await shared.get(keyOf(await storeVersion(database.read, storeId)));
      const kept = text === undefined ? undefined : snapshotIn(text);
      if (kept) return kept;
    }
    const state = await database.snapshot((db) => readStore(db, storeId, picturesUrl));
    if (ttl > 0) void shared?.set(keyOf(state.version), JSON.stringify(state), ttl);
    return new StoreSnapshot(state);
  }
}

function snapshotIn(text: string): StoreSnapshot | undefined {
  try {
    return new StoreSnapshot(JSON.parse(text) as StoreState);
  } catch {
    // Whatever else writes there: the database has it right.
    return undefined;
  }
}
