import type { StoreEvents } from '@soban/contract/events';
import type { Order, OrderLine } from '@soban/contract/orders';
import { expect } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import type { OrderRow } from '../../src/db/schema.ts';

/**
 * What has to hold of the stored orders at any time, whatever has happened: nothing acknowledged is lost or other than it
 * was told, nothing is there in part, and numbers and events have neither gaps nor doubles.
 */
export async function expectSound({ read }: Database, acknowledged: readonly Order[]): Promise<void> {
  const orders = await read.selectFrom('orders').selectAll().orderBy('id').execute();
  const byId = new Map(orders.map((order) => [order.id, order]));
  for (const { id, number, total, sessionId } of acknowledged) {
    expect(byId.get(id), `order ${number} was acknowledged and is lost`).toMatchObject({
      number,
      total,
      session_id: sessionId,
    });
  }

  expectWholeOrders(orders);
  for (const [tableId, ofTable] of Map.groupBy(orders, (order) => order.table_id)) {
    const numbers = ofTable.map(({ number }) => Number(/(\d+)$/.exec(number)?.[1])).toSorted((a, b) => a - b);
    expect(numbers, `the numbers of table ${tableId}`).toEqual(numbers.map((_, at) => at + 1));
    const { order_sequence } = await read
      .selectFrom('tables')
      .select('order_sequence')
      .where('id', '=', tableId)
      .executeTakeFirstOrThrow();
    expect(order_sequence).toBe(numbers.length);
  }
  await expectTotals(read, orders);
  await expectEvents(read, orders);
}

/** Every order has its lines, and they make its total; each has a key of its own. */
function expectWholeOrders(orders: OrderRow[]): void {
  for (const order of orders) {
    const lines = JSON.parse(order.items) as OrderLine[];
    expect(lines.length).toBeGreaterThan(0);
    const counted = order.status === 'canceled' ? lines : lines.filter(({ status }) => status !== 'canceled');
    expect(counted.reduce((sum, line) => sum + line.lineTotal, 0)).toBe(Number(order.total));
  }
  const keys = orders.map((order) => `${order.intent_owner} ${order.intent_key}`);
  expect(new Set(keys).size).toBe(orders.length);
}

/** A session's running total is the sum of its orders; a table has one open session at most. */
async function expectTotals(read: Database['read'], orders: OrderRow[]): Promise<void> {
  const sessions = await read.selectFrom('table_sessions').selectAll().execute();
  const bySession = Map.groupBy(orders, (order) => order.session_id);
  expect([...bySession.keys()].every((id) => sessions.some((session) => session.id === id))).toBe(true);
  for (const session of sessions) {
    const counted = (bySession.get(session.id) ?? []).filter(({ status }) => status !== 'canceled');
    const sum = counted.reduce((total, order) => total + Number(order.total), 0);
    expect({ total: Number(session.total), order_count: session.order_count }).toEqual({
      total: sum,
      order_count: counted.length,
    });
  }
  const open = sessions.flatMap(({ open_table_id }) => open_table_id ?? []);
  expect(new Set(open).size).toBe(open.length);
}

/** Each store's events run from 1 to where its counter stands, and every order has been told of once. */
async function expectEvents(read: Database['read'], orders: OrderRow[]): Promise<void> {
  const events = await read.selectFrom('events').selectAll().orderBy('store_id').orderBy('sequence').execute();
  for (const { id, event_sequence } of await read.selectFrom('stores').select(['id', 'event_sequence']).execute()) {
    const own = events.filter(({ store_id }) => store_id === id).map(({ sequence }) => Number(sequence));
    expect(own).toEqual(Array.from({ length: Number(event_sequence) }, (_, at) => at + 1));
  }
  const told = events
    .filter(({ type }) => type === 'order_created')
    .map(({ data }) => (JSON.parse(data) as StoreEvents['order_created']).id)
    .toSorted((a, b) => a.localeCompare(b));
  expect(told).toEqual(orders.map(({ id }) => id).toSorted((a, b) => a.localeCompare(b)));
}
