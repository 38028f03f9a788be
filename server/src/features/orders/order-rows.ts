import { setImmediate } from 'node:timers/promises';
import type { Order, OrderLine } from '@soban/contract/orders';
import type { OrderStatus } from '@soban/contract/vocabulary';
import type { Connection } from '../../db/database.ts';
import { type Params, prepared, preparedChange, preparedInsert, unlessTaken } from '../../db/prepared.ts';
import type { IdempotencyKeyRow, OrderLineRow, OrderRow } from '../../db/schema.ts';
import { notFound } from '../../refusal.ts';

const claimKey = prepared((db, param: Params<IdempotencyKeyRow>) =>
  unlessTaken(
    db,
    db.insertInto('idempotency_keys').values({
      table_id: param('table_id'),
      key: param('key'),
      request_hash: param('request_hash'),
      order_id: param('order_id'),
    }),
  ),
);

/** Takes the key for this order; false where its owner has used it before. */
export async function claimIdempotencyKey(tx: Connection, claim: IdempotencyKeyRow): Promise<boolean> {
  const { numAffectedRows } = await claimKey(tx, claim);
  return numAffectedRows === 1n;
}

export function findIdempotencyKey(db: Connection, owner: string, key: string) {
  return db
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('table_id', '=', owner)
    .where('key', '=', key)
    .executeTakeFirst();
}

const countOrder = preparedChange(
  (db, param: Params<{ tableId: string; day: string }>) =>
    db
      .updateTable('tables')
      .set((eb) => ({
        // A clock that lags never takes the table back to an earlier day, where its numbers were used already.
        order_sequence: eb
          .case()
          .when('order_day', '>=', param('day'))
          .then(eb('order_sequence', '+', 1))
          .else(1)
          .end(),
        order_day: eb.case().when('order_day', '>=', param('day')).then(eb.ref('order_day')).else(param('day')).end(),
      }))
      .where('id', '=', param('tableId')),
  (db, param) =>
    db
      .selectFrom('tables')
      .select((eb) => [
        'number',
        'order_sequence',
        eb.selectFrom('stores').whereRef('stores.id', '=', 'tables.store_id').select('version').as('version'),
      ])
      .where('id', '=', param('tableId')),
);

/**
 * Takes the table's next order number of the day, and tells the store's version. The table's row stays locked until the
 * commit, so numbers have no gaps.
 */
export async function takeOrderNumber(tx: Connection, tableId: string, day: string) {
  const table = await countOrder(tx, { tableId, day });
  if (!table) throw notFound('table');
  return { tableNumber: table.number, sequence: table.order_sequence, version: Number(table.version) };
}

const insertOrders = preparedInsert('orders');
const insertLines = preparedInsert('order_lines');

/** Writes the order with its lines, behind the one its visit had before. */
export async function insertOrder(
  tx: Connection,
  storeId: string,
  order: Order,
  previousOrderId: string | null,
): Promise<void> {
  const createdAt = Date.parse(order.createdAt);
  await insertOrders(tx, [
    {
      id: order.id,
      store_id: storeId,
      table_id: order.tableId,
      table_number: order.tableNumber,
      session_id: order.sessionId,
      previous_order_id: previousOrderId,
      number: order.number,
      status: order.status,
      total: order.total,
      note: order.note,
      created_at: createdAt,
      status_changed_at: createdAt,
      cancel_reason: null,
    },
  ]);
  const lines = order.items.map((line, position) => ({
    order_id: order.id,
    position,
    menu_item_id: line.menuItemId,
    name: line.name,
    unit_price: line.unitPrice,
    quantity: line.quantity,
    options: JSON.stringify(line.options),
    line_total: line.lineTotal,
    note: line.note,
  }));
  await insertLines(tx, lines);
}

/** One order of the store, or of one of its tables; a foreign id is as unknown as one that never was. */
export async function getOrder(
  db: Connection,
  scope: { storeId: string; tableId?: string },
  id: string,
): Promise<Order> {
  let query = db.selectFrom('orders').selectAll().where('id', '=', id).where('store_id', '=', scope.storeId);
  if (scope.tableId !== undefined) query = query.where('table_id', '=', scope.tableId);
  const [order] = await withLines(db, await query.execute());
  if (!order) throw notFound('order');
  return order;
}

/** The visit that the order belongs to just now. */
export async function findSessionOf(db: Connection, storeId: string, id: string): Promise<string> {
  const row = await db
    .selectFrom('orders')
    .select('session_id')
    .where('id', '=', id)
    .where('store_id', '=', storeId)
    .executeTakeFirst();
  if (!row) throw notFound('order');
  return row.session_id;
}

/** The order that its visit had before this one; undefined where the visit has no such order. */
export async function findPreviousOrderId(
  db: Connection,
  sessionId: string,
  id: string,
): Promise<string | null | undefined> {
  const row = await db
    .selectFrom('orders')
    .select('previous_order_id')
    .where('id', '=', id)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  return row?.previous_order_id;
}

/** Orders asked for in one query: every engine takes so many parameters, and the event loop has its turn in between. */
const mostAtOnce = 20_000;

/** Follows the chains of visits' orders back from each of `newestIds`, at most `limit` of each; of each the newest first. */
export async function listOrdersBackFrom(
  db: Connection,
  newestIds: readonly string[],
  limit: number,
): Promise<Order[]> {
  const chainsAtOnce = Math.max(1, Math.floor(mostAtOnce / limit));
  const orders: Order[][] = [];
  for (let at = 0; at < newestIds.length; at += chainsAtOnce) {
    if (at > 0) await setImmediate();
    const rows = await followChains(db, newestIds.slice(at, at + chainsAtOnce), limit);
    orders.push(await withLines(db, rows));
  }
  return orders.flat();
}

function followChains(db: Connection, newestIds: readonly string[], limit: number): Promise<OrderRow[]> {
  return db
    .withRecursive('chain(id, previous_order_id, place)', (cte) =>
      cte
        .selectFrom('orders')
        .select((eb) => ['orders.id', 'orders.previous_order_id', eb.lit(1).as('place')])
        .where('orders.id', 'in', newestIds)
        .unionAll(
          cte
            .selectFrom('chain')
            .innerJoin('orders', 'orders.id', 'chain.previous_order_id')
            .select((eb) => ['orders.id', 'orders.previous_order_id', eb('chain.place', '+', 1).as('place')])
            .where('chain.place', '<', limit),
        ),
    )
    .selectFrom('chain')
    .innerJoin('orders', 'orders.id', 'chain.id')
    .selectAll('orders')
    .orderBy('chain.place')
    .execute();
}

/** Moves the order where it still is in one of the statuses; false where somebody was first. */
export async function moveOrderRow(
  tx: Connection,
  id: string,
  from: readonly OrderStatus[],
  to: { status: OrderStatus; at: number; cancelReason?: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('orders')
    .set({ status: to.status, status_changed_at: to.at, cancel_reason: to.cancelReason ?? null })
    .where('id', '=', id)
    .where('status', 'in', from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** All lines in one query; of no more orders than `mostAtOnce`. */
async function withLines(db: Connection, orders: OrderRow[]): Promise<Order[]> {
  if (orders.length === 0) return [];
  const ids = orders.map((order) => order.id);
  const rows = await db
    .selectFrom('order_lines')
    .selectAll()
    .where('order_id', 'in', ids)
    .orderBy('position')
    .execute();
  const lines = Map.groupBy(rows, (row) => row.order_id);
  return orders.map((order) => orderOf(order, lines.get(order.id) ?? []));
}

function orderOf(row: OrderRow, lines: OrderLineRow[]): Order {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    items: lines.map(lineOf),
    total: Number(row.total),
    note: row.note,
    tableId: row.table_id,
    tableNumber: row.table_number,
    sessionId: row.session_id,
    createdAt: new Date(Number(row.created_at)).toISOString(),
    statusChangedAt: new Date(Number(row.status_changed_at)).toISOString(),
    cancelReason: row.cancel_reason,
  };
}

function lineOf(row: OrderLineRow): OrderLine {
  return {
    menuItemId: row.menu_item_id,
    name: row.name,
    unitPrice: Number(row.unit_price),
    quantity: row.quantity,
    options: JSON.parse(row.options) as OrderLine['options'],
    lineTotal: Number(row.line_total),
    note: row.note,
  };
}
