import type { OrderLine } from '@soban/contract/orders';
import { expect, test } from 'vitest';
import type { OrderRow, VisitRow } from '../../src/db/schema.ts';
import { bcryptPasswords } from '../../src/features/auth/passwords.ts';
import { createStore } from '../../src/features/store/create-store.ts';
import { listTables } from '../../src/features/tables/table-rows.ts';
import { newId } from '../../src/ids.ts';
import { appOfThisFile } from '../harness/app-harness.ts';
import { signIn } from '../harness/staff.ts';

/** More orders in one answer than an engine takes parameters in one query. */
const beyondParameters = 33_000;

const app = await appOfThisFile();
const account = { storeCode: 'palace', password: 'a-very-large-house' };
const passwordHash = await bcryptPasswords(4).hash(account.password);
const storeId = await app.database.transaction((tx) =>
  createStore(tx, {
    code: account.storeCode,
    name: 'Palace',
    currency: 'KRW',
    language: 'ko',
    timeZone: 'Asia/Seoul',
    dayCutoff: '05:00',
    owner: { username: 'owner', passwordHash },
    tables: { count: Math.ceil(beyondParameters / 200), passwordHash },
  }),
);
const tables = await listTables(app.database.read, storeId);
const owner = await signIn(app.anyone, account);

const tea: OrderLine = {
  id: 'tea-1',
  menuItemId: 'tea',
  name: 'Tea',
  unitPrice: 1000,
  quantity: 1,
  options: [],
  lineTotal: 1000,
  note: null,
  status: 'completed',
  servedAt: null,
  cancelReason: null,
  voidOf: null,
};

/** Writes a visit of so many orders of one line, as if they had been placed. */
async function addVisit(table: { id: string; number: number }, count: number, state: 'open' | 'ended'): Promise<void> {
  const at = Date.now();
  const ids = Array.from({ length: count }, () => newId());
  const session: VisitRow = {
    id: newId(),
    store_id: storeId,
    table_id: table.id,
    open_table_id: state === 'open' ? table.id : null,
    started_at: at,
    ended_at: state === 'open' ? null : at,
    business_day: '2026-01-01',
    total: 1000 * count,
    order_count: count,
    party_size: null,
    awaiting: null,
    code: null,
    last_order_id: ids.at(-1) ?? null,
    before_last_id: ids.at(-2) ?? null,
    merged_into: null,
  };
  const orders = ids.map(
    (id, place): OrderRow => ({
      id,
      store_id: storeId,
      table_id: table.id,
      table_number: table.number,
      session_id: session.id,
      previous_order_id: ids[place - 1] ?? null,
      number: `T${table.number}-${place + 1}`,
      status: 'completed',
      total: 1000,
      note: null,
      items: JSON.stringify([tea]),
      created_at: at,
      status_changed_at: at,
      cancel_reason: null,
      intent_key: id,
      intent_owner: table.id,
      intent_hash: '',
    }),
  );
  await app.database.transaction(async (tx) => {
    await tx.insertInto('table_sessions').values(session).execute();
    await tx.insertInto('orders').values(orders).execute();
  });
}

test('a page of history holds its visits whole, however many orders they come to', async () => {
  const [table = { id: '', number: 0 }] = tables;
  const visits = beyondParameters / 500;
  for (let visit = 0; visit <= visits; visit += 1) await addVisit(table, 500, 'ended');
  const { items, nextCursor } = await owner.history(table.id, { limit: visits });
  expect(items).toHaveLength(visits);
  expect(nextCursor).not.toBeNull();
  for (const { orders } of items) {
    expect(orders.map(({ number }) => number)).toEqual(orders.map((_, at) => `T1-${500 - at}`));
    expect(orders).toHaveLength(500);
    expect(orders.every(({ items: lines }) => lines.length === 1)).toBe(true);
  }
});

test('so does the board of a house with very many tables', async () => {
  for (const table of tables) await addVisit(table, 200, 'open');
  const board = await owner.board();
  expect(board.tables).toHaveLength(tables.length);
  for (const { number, orders } of board.tables) {
    expect(orders.map((order) => order.number)).toEqual(orders.map((_, at) => `T${number}-${200 - at}`));
    expect(orders).toHaveLength(200);
  }
});
