import { setImmediate } from 'node:timers/promises';
import type { Order, OrderLine } from '@soban/contract/orders';
import type { Connection } from '../../db/database.ts';
import { type Params, preparedChange, preparedInsert } from '../../db/prepared.ts';
import type { OrderRow } from '../../db/schema.ts';
import { notFound } from '../../refusal.ts';

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

/** One intent of a caller to order: the same one never makes a second order. */
export interface Intent {
  /** The caller's own. */
  key: string;
  /** Whose it is. */
  owner: string;
  /** A digest of what is asked for. */
  hash: string;
}

const insertOrders = preparedInsert('orders');

/** Writes the order, behind the one its visit had before. Where the intent has made an order already, nothing is written: it throws. */
export function insertOrder(
  tx: Connection,
  storeId: string,
  order: Omit<Order, 'items'>,
  lines: string,
  previousOrderId: string | null,
  intent: Intent,
): Promise<void> {
  const createdAt = Date.parse(order.createdAt);
  return insertOrders(tx, [
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
      items: lines,
      created_at: createdAt,
      status_changed_at: createdAt,
      cancel_reason: null,
      intent_key: intent.key,
      intent_owner: intent.owner,
      intent_hash: intent.hash,
    },
  ]);
}

/** What a screen is told of an order. */
const columns = [
  'orders.id',
  'table_id',
  'table_number',
  'session_id',
  'number',
  'status',
  'total',
  'note',
  'items',
  'created_at',
  'status_changed_at',
  'cancel_reason',
] as const satisfies (keyof OrderRow | 'orders.id')[];
type ShownOrder = Omit<OrderRow, 'store_id' | 'previous_order_id' | `intent_${string}`>;

/** The order that the intent has made, and what was asked for; undefined where it has made none. */
export async function findOrderOfIntent(db: Connection, { key, owner }: Pick<Intent, 'key' | 'owner'>) {
  const row = await db
    .selectFrom('orders')
    .select([...columns, 'intent_hash'])
    .where('intent_key', '=', key)
    .where('intent_owner', '=', owner)
    .executeTakeFirst();
  return row && { order: orderOf(row), hash: row.intent_hash };
}

/** One order of the store, or of one of its tables; a foreign id is as unknown as one that never was. */
export async function getOrder(
  db: Connection,
  scope: { storeId: string; tableId?: string },
  id: string,
): Promise<Order> {
  let query = db.selectFrom('orders').select(columns).where('id', '=', id).where('store_id', '=', scope.storeId);
  if (scope.tableId !== undefined) query = query.where('table_id', '=', scope.tableId);
  const row = await query.executeTakeFirst();
  if (!row) throw notFound('order');
  return orderOf(row);
}

/** Writes what has become of an order that is locked. */
export async function updateOrder(tx: Connection, order: Order): Promise<void> {
  await tx
    .updateTable('orders')
    .set({
      status: order.status,
      total: order.total,
      items: JSON.stringify(order.items),
      status_changed_at: Date.parse(order.statusChangedAt),
      cancel_reason: order.cancelReason,
    })
    .where('id', '=', order.id)
    .execute();
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
    orders.push(rows.map(orderOf));
  }
  return orders.flat();
}

function followChains(db: Connection, newestIds: readonly string[], limit: number): Promise<ShownOrder[]> {
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
    .select(columns)
    .orderBy('chain.place')
    .execute();
}

function orderOf(row: ShownOrder): Order {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    items: JSON.parse(row.items) as OrderLine[],
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
