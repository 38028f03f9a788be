import type { StaffRole } from '@soban/contract/vocabulary';
import type { Connection } from '../../src/db/database.ts';
import { bcryptPasswords } from '../../src/features/auth/passwords.ts';
import { createStore } from '../../src/features/store/create-store.ts';
import { newId } from '../../src/ids.ts';
import type { TestApp } from './app-harness.ts';

export const neighbour = { storeCode: 'neighbour', password: 'next-door-only' };

/** Opens another restaurant on the same server, with one dish; answers the dish's id. */
export async function openNeighbour({ database }: TestApp): Promise<string> {
  const passwordHash = await bcryptPasswords(4).hash(neighbour.password);
  return database.transaction(async (tx) => {
    const store_id = await createStore(tx, {
      code: neighbour.storeCode,
      name: 'Next Door',
      currency: 'USD',
      language: 'en',
      timeZone: 'America/New_York',
      dayCutoff: '04:00',
      owner: { username: 'owner', passwordHash },
      tables: { count: 3, passwordHash },
    });
    return putPieOnMenu(tx, store_id);
  });
}

/** The least menu there is; answers the dish's id. */
export async function putPieOnMenu(tx: Connection, store_id: string): Promise<string> {
  const category_id = newId();
  const id = newId();
  await tx
    .insertInto('categories')
    .values({ id: category_id, store_id, name: 'Pies', translations: '{}', position: 0 })
    .execute();
  await tx
    .insertInto('menu_items')
    .values({
      id,
      store_id,
      category_id,
      name: 'Apple Pie',
      description: 'Like at home.',
      translations: '{}',
      price: 650,
      image_url: null,
      sold_out: 0,
      hidden: 0,
      position: 0,
      min_quantity: null,
      max_quantity: null,
      per_head: null,
    })
    .execute();
  return id;
}

/** Gives the demo store an employee of this role, who signs in by the role's name unless another is given. */
export async function employ(
  { database }: TestApp,
  role: StaffRole,
  password: string,
  username: string = role,
): Promise<void> {
  const password_hash = await bcryptPasswords(4).hash(password);
  await database.transaction(async (tx) => {
    const { id: store_id } = await tx
      .selectFrom('stores')
      .select('id')
      .where('code', '=', 'demo')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('staff')
      .values({ id: newId(), store_id, username, role, password_hash, disabled_at: null, created_at: Date.now() })
      .execute();
  });
}
