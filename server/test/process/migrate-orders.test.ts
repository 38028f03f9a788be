import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Connection } from '../../src/db/database.ts';
import { knownSteps } from '../../src/db/migrate.ts';
import { getOrder } from '../../src/features/orders/order-rows.ts';
import { rounds } from '../cells.ts';
import { restaurantOfThisTest } from '../harness/restaurant.ts';

/** Orders of a restaurant that was open for years. */
const count = rounds({ most: 10_000, else: 1000 });
const atOnce = 500;
const at = Date.parse('2026-03-01T10:00:00Z');
const idOf = (kind: string, number: number) => `${kind}-${String(number).padStart(8, '0')}`;

/** Every third is canceled; each has a line or two. */
const isCanceled = (number: number) => number % 3 === 0;
const linesOf = (number: number) => 1 + (number % 2);

/** As the release before wrote them: lines and keys in tables of their own. */
async function insertOldOrders(db: Connection): Promise<void> {
  // Of one store, one table and one visit, as far as these rows ask for them.
  await sql`insert into stores (id, code, name, currency, language, time_zone, day_cutoff, warn_after_minutes, late_after_minutes,
      event_sequence, version, created_at)
    values ('store', 'old', 'Old', 'KRW', 'ko', 'Asia/Seoul', '05:00', 10, 20, 0, 1, ${at})`.execute(db);
  await sql`insert into ${sql.ref('tables')} (id, store_id, number, name, password_hash, order_day, order_sequence, created_at)
    values ('table', 'store', 1, '', '', '2026-03-01', ${count}, ${at})`.execute(db);
  await sql`insert into table_sessions (id, store_id, table_id, open_table_id, started_at, ended_at, business_day, total, order_count)
    values ('visit', 'store', 'table', null, ${at}, ${at}, '2026-03-01', 0, ${count})`.execute(db);
  for (let first = 0; first < count; first += atOnce) {
    const numbers = Array.from({ length: atOnce }, (_, place) => first + place);
    const orders = numbers.map(
      (n) =>
        sql`(${idOf('order', n)}, 'store', 'table', 1, 'visit', null, ${`T01-${n}`}, ${isCanceled(n) ? 'canceled' : 'completed'},
          ${1000 * linesOf(n)}, null, ${at}, ${at}, ${isCanceled(n) ? 'burnt' : null})`,
    );
    await sql`insert into orders (id, store_id, table_id, table_number, session_id, previous_order_id, number, status, total, note,
      created_at, status_changed_at, cancel_reason) values ${sql.join(orders)}`.execute(db);
    const lines = numbers.flatMap((n) =>
      Array.from(
        { length: linesOf(n) },
        (_, place) =>
          sql`(${idOf('order', n)}, ${place}, 'tea', ${`Tea ${place}`}, 500, 2, '[{"name":"얼음","priceDelta":0}]', 1000, 'hot')`,
      ),
    );
    await sql`insert into order_lines (order_id, ${sql.ref('position')}, menu_item_id, name, unit_price, quantity, ${sql.ref('options')}, line_total, note)
      values ${sql.join(lines)}`.execute(db);
    const keys = numbers.map((n) => sql`('table', ${idOf('key', n)}, ${idOf('hash', n)}, ${idOf('order', n)})`);
    await sql`insert into idempotency_keys (table_id, ${sql.ref('key')}, request_hash, order_id) values ${sql.join(keys)}`.execute(
      db,
    );
  }
}

async function countOf(db: Connection, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.ref(table)}`.execute(db);
  return Number(rows[0]?.count);
}

test(`every old order is carried over with its lines and its key, and back again: ${count} of them`, async () => {
  const restaurant = restaurantOfThisTest();
  await restaurant.ready;
  const database = await restaurant.database.open();
  try {
    // The steps of the release before, by a connection that may write beside transactions.
    await database.migrate();
    const steps = [...(await knownSteps()).keys()];
    for (const step of steps.filter((name) => name >= '0008').toReversed()) {
      expect(await database.migrate('down')).toEqual([step]);
    }
    await database.transaction(insertOldOrders);
    const before = await database.transaction(async (db) => ({
      lines: await countOf(db, 'order_lines'),
      keys: await countOf(db, 'idempotency_keys'),
    }));
    await database.migrate();

    expect(await countOf(database.read, 'orders')).toBe(count);
    for (const n of [0, 1, 2, Math.floor(count / 2), count - 2, count - 1]) {
      const order = await getOrder(database.read, { storeId: 'store' }, idOf('order', n));
      const status = isCanceled(n) ? 'canceled' : 'completed';
      expect(order).toMatchObject({ number: `T01-${n}`, status, total: 1000 * linesOf(n) });
      expect(order.items).toEqual(
        Array.from({ length: linesOf(n) }, (_, place) => ({
          id: order.items[place]?.id,
          menuItemId: 'tea',
          name: `Tea ${place}`,
          unitPrice: 500,
          quantity: 2,
          options: [{ name: '얼음', group: '', priceDelta: 0 }],
          lineTotal: 1000,
          note: 'hot',
          status,
          servedAt: null,
          cancelReason: isCanceled(n) ? 'burnt' : null,
          voidOf: null,
        })),
      );
    }
    const rows = await database.read
      .selectFrom('orders')
      .select(['id', 'items', 'intent_key', 'intent_owner', 'intent_hash'])
      .orderBy('id')
      .execute();
    for (const [n, row] of rows.entries()) {
      expect(row.intent_key + row.intent_owner + row.intent_hash).toBe(`${idOf('key', n)}table${idOf('hash', n)}`);
      expect((JSON.parse(row.items) as unknown[]).length).toBe(linesOf(n));
    }

    for (const step of steps.filter((name) => name >= '0008').toReversed()) {
      expect(await database.migrate('down')).toEqual([step]);
    }
    const after = await database.transaction(async (db) => ({
      lines: await countOf(db, 'order_lines'),
      keys: await countOf(db, 'idempotency_keys'),
    }));
    expect(after).toEqual(before);
  } finally {
    await database.close();
  }
});
