import type { Connection } from '../../db/database.ts';
import { MenuSnapshot } from './menu-snapshot.ts';
import { readMenu } from './menu-store.ts';

interface Entry {
  menu: Promise<MenuSnapshot>;
  loaded?: MenuSnapshot;
  /** Epoch milliseconds. */
  until: number;
}

/** The stores' menus in memory: one load however many ask, gone at every change and after `ttl` milliseconds anyway. */
export class MenuCache {
  readonly #db: Connection;
  readonly #ttl: number;
  readonly #picturesUrl: string | undefined;
  readonly #menus = new Map<string, Entry>();

  /** `picturesUrl`: where browsers fetch uploaded pictures from, when not from here. */
  constructor(db: Connection, ttl: number, picturesUrl: string | undefined) {
    this.#db = db;
    this.#ttl = ttl;
    this.#picturesUrl = picturesUrl;
  }

  get(storeId: string): Promise<MenuSnapshot> {
    const known = this.#menus.get(storeId);
    if (known && known.until > Date.now()) return known.menu;
    const menu = readMenu(this.#db, storeId, this.#picturesUrl).then((rows) => new MenuSnapshot(rows));
    const entry: Entry = { menu, until: Date.now() + this.#ttl };
    this.#menus.set(storeId, entry);
    menu.then(
      (loaded) => {
        entry.loaded = loaded;
      },
      () => {
        if (this.#menus.get(storeId) === entry) this.#menus.delete(storeId);
      },
    );
    return menu;
  }

  /** The menu where it is here already. */
  inMemory(storeId: string): MenuSnapshot | undefined {
    const known = this.#menus.get(storeId);
    return known && known.until > Date.now() ? known.loaded : undefined;
  }

  /** The menu at the version that a transaction has just read: from memory, or where it is not that one, from the transaction. */
  async atVersion(storeId: string, version: number, tx: Connection): Promise<MenuSnapshot> {
    const menu = await this.get(storeId);
    if (menu.version === version) return menu;
    this.forget(storeId);
    return new MenuSnapshot(await readMenu(tx, storeId, this.#picturesUrl));
  }

  /** Call once a change has committed. */
  forget(storeId: string): void {
    this.#menus.delete(storeId);
  }
}
