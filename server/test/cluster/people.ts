import type { PlaceOrder } from '@soban/contract/orders';
import type { Database } from '../../src/db/database.ts';
import { bcryptPasswords } from '../../src/features/auth/passwords.ts';
import { createStore } from '../../src/features/store/create-store.ts';
import type { Client } from '../harness/client.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { type Guest, pair } from '../harness/guest.ts';
import { putPieOnMenu } from '../harness/second-store.ts';

/** Tablets of tables 1 to `count`, and an order that any of them may place. */
export async function seat(
  anyone: Client,
  count: number,
  login?: { storeCode: string; password: string },
): Promise<{ guests: [Guest, ...Guest[]]; order: PlaceOrder }> {
  const first = await pair(anyone, 1, login);
  const guests: [Guest, ...Guest[]] = [first];
  while (guests.length < count) guests.push(await pair(anyone, guests.length + 1, login));
  return { guests, order: orderOf(new Dishes(await first.menu()).plain) };
}

export const branch = { storeCode: 'branch', password: 'one-for-everybody' };

/** Opens another restaurant, in UTC, with one dish and as many tables as wanted. */
export async function openStore(
  database: Database,
  { tables, dayCutoff = '05:00' }: { tables: number; dayCutoff?: string },
): Promise<void> {
  const passwordHash = await bcryptPasswords(4).hash(branch.password);
  await database.transaction(async (tx) => {
    const store_id = await createStore(tx, {
      code: branch.storeCode,
      name: 'Branch',
      currency: 'USD',
      language: 'en',
      timeZone: 'UTC',
      dayCutoff,
      owner: { username: 'owner', passwordHash },
      tables: { count: tables, passwordHash },
    });
    await putPieOnMenu(tx, store_id);
  });
}
