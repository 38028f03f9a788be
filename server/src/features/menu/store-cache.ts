import { hash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Menu } from '@soban/contract/menu';
import { LRUCache } from 'lru-cache';
import type { SharedMemory } from '../../cache/shared-memory.ts';
import type { Connection, Database } from '../../db/database.ts';
import type { Transport } from '../../live/transport.ts';
import { type MenuRows, menuVersion, readMenu } from './menu-rows.ts';
import { MenuSnapshot } from './menu-snapshot.ts';

export interface MenuCacheOptions {
  database: Database;
  /** Milliseconds that a menu is kept. */
  ttl: number;
  /** Where browsers fetch uploaded pictures from, when not from here. */
  picturesUrl: string | undefined;
  /** Tells the other instances of changes made here. */
  transport: Pick<Transport, 'announce' | 'isConnected'>;
  /** Where the instances keep what each of them has read; undefined: nowhere. */
  shared: SharedMemory | undefined;
}

interface Entry {
  menu: Promise<MenuSnapshot>;
  loaded?: MenuSnapshot;
  /** When the database last said that this is its version, on this process's own clock like every time here. */
  checkedAt: number;
  /** The check that has not begun yet, for all who want one. */
  check: Promise<void> | undefined;
  until: number;
}

/** The most menus in memory. */
const most = 1000;
/** Milliseconds that a menu is believed to be the newest without a look at the database, while changes are told and while not. */
const believedTold = 5000;
const believedUntold = 1000;
/** Milliseconds between two looks at the database for one store's version, at least. */
const checkPause = 50;
/** Another one for another form of menus: an instance of an older program may have left what is kept there. */
const shape = hash('sha256', JSON.stringify(Menu), 'base64url').slice(0, 8);

/** The stores' menus in memory: one load however many ask, gone at every change and after `ttl` milliseconds anyway. */
export class MenuCache {
  readonly #options: MenuCacheOptions;
  readonly #menus = new LRUCache<string, Entry>({ max: most });

  constructor(options: MenuCacheOptions) {
    this.#options = options;
  }

  /** The menu, at this version or a newer one where there is such a one. */
  async get(storeId: string, version = 0): Promise<MenuSnapshot> {
    const entry = this.#entry(storeId);
    const menu = await entry.menu;
    if (menu.version >= version && this.#isBelieved(entry)) return menu;
    try {
      await this.#check(storeId, entry);
    } catch (error) {
      if (menu.version < version) throw error;
      return menu;
    }
    return this.#entry(storeId).menu;
  }

  /** The menu where it is here already. */
  inMemory(storeId: string): MenuSnapshot | undefined {
    const known = this.#menus.get(storeId);
    const now = performance.now();
    return known && now < known.until && this.#isBelieved(known, now) ? known.loaded : undefined;
  }

  /** The menu at the version that a transaction has just read: from memory, or where it is not that one, from the transaction. */
  async atVersion(storeId: string, version: number, tx: Connection): Promise<MenuSnapshot> {
    const known = this.#menus.get(storeId)?.loaded;
    if (known?.version === version) return known;
    if (known && known.version < version) this.#menus.delete(storeId);
    return new MenuSnapshot(await readMenu(tx, storeId, this.#options.picturesUrl));
  }

  /** Call once a change has committed; every instance hears of it. */
  changed(storeId: string, version: number): void {
    this.heardOf(storeId, version);
    this.#options.transport.announce({ kind: 'menu_changed', storeId, version });
  }

  /** The store's menu stands at this version now: forgets an older one. */
  heardOf(storeId: string, version: number): void {
    const known = this.#menus.get(storeId);
    if (known && (known.loaded === undefined || known.loaded.version < version)) this.#menus.delete(storeId);
  }

  /** Changes may have been missed: every menu is checked before it is believed again. */
  missedNotices(): void {
    for (const entry of this.#menus.values()) entry.checkedAt = Number.NEGATIVE_INFINITY;
  }

  #isBelieved({ checkedAt }: Entry, now = performance.now()): boolean {
    return now - checkedAt < (this.#options.transport.isConnected ? believedTold : believedUntold);
  }

  #entry(storeId: string): Entry {
    const now = performance.now();
    const known = this.#menus.get(storeId);
    if (known && now < known.until) return known;
    const menu = this.#load(storeId);
    const entry: Entry = { menu, checkedAt: now, check: undefined, until: now + this.#options.ttl };
    this.#menus.set(storeId, entry);
    menu.then(
      (loaded) => {
        entry.loaded = loaded;
      },
      () => this.#drop(storeId, entry),
    );
    return entry;
  }

  #drop(storeId: string, entry: Entry): void {
    if (this.#menus.peek(storeId) === entry) this.#menus.delete(storeId);
  }

  /** Asks the database for the version, no sooner than now; forgets the menu where it is another one. */
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
    const menu = await entry.menu;
    if ((await menuVersion(this.#options.database.read, storeId)) !== menu.version) this.#drop(storeId, entry);
  }

  /** The rows of one version never change, so what was kept under the version that the database names is the menu. */
  async #load(storeId: string): Promise<MenuSnapshot> {
    const { database, shared, picturesUrl, ttl } = this.#options;
    const keyOf = (version: number) => `menu ${shape} ${storeId} ${version} ${picturesUrl ?? ''}`;
    if (shared) {
      const text = await shared.get(keyOf(await menuVersion(database.read, storeId)));
      const kept = text === undefined ? undefined : snapshotIn(text);
      if (kept) return kept;
    }
    const rows = await database.snapshot((db) => readMenu(db, storeId, picturesUrl));
    if (ttl > 0) void shared?.set(keyOf(rows.version), JSON.stringify(rows), ttl);
    return new MenuSnapshot(rows);
  }
}

function snapshotIn(text: string): MenuSnapshot | undefined {
  try {
    return new MenuSnapshot(JSON.parse(text) as MenuRows);
  } catch {
    // Whatever else writes there: the database has it right.
    return undefined;
  }
}
