import { isUnfinished, leavingSince } from '@soban/contract/lifecycle';
import type { Order } from '@soban/contract/orders';
import type { Connection } from '../../db/database.ts';
import { unlessTaken } from '../../db/prepared.ts';
import { listOrdersBackFrom } from './order-rows.ts';

/** More than any kitchen makes for people who have gone; a bound on what one snapshot may weigh. */
const mostLeaving = 500;

/** The kitchen goes on with what of these is unfinished; what it has had at this table for a day is let go. */
export async function keepLeaving(
  tx: Connection,
  storeId: string,
  orders: readonly Order[],
  { tableId, endedAt }: { tableId: string; endedAt: string },
): Promise<void> {
  await tx
    .deleteFrom('leaving_orders')
    .where('store_id', '=', storeId)
    .where('table_id', '=', tableId)
    .where('created_at', '<', leavingSince(endedAt))
    .execute();
  for (const order of orders) await noteLeaving(tx, storeId, order);
}

/** An order of an ended visit has changed: it is among the leaving ones as long as it is unfinished. */
export async function noteLeaving(tx: Connection, storeId: string, order: Order): Promise<void> {
  if (!isUnfinished(order)) return forgetLeaving(tx, storeId, [order]);
  const row = {
    store_id: storeId,
    order_id: order.id,
    table_id: order.tableId,
    created_at: Date.parse(order.createdAt),
  };
  await unlessTaken(tx, tx.insertInto('leaving_orders').values(row)).execute();
}

/** These are not, or not any more, among what leaves. */
export async function forgetLeaving(tx: Connection, storeId: string, orders: readonly Order[]): Promise<void> {
  if (orders.length === 0) return;
  await tx
    .deleteFrom('leaving_orders')
    .where('store_id', '=', storeId)
    .where(
      'order_id',
      'in',
      orders.map(({ id }) => id),
    )
    .execute();
}

/** What the store's kitchen still makes for parties that have left, newest first. */
export async function listLeaving(db: Connection, storeId: string): Promise<Order[]> {
  const rows = await db
    .selectFrom('leaving_orders')
    .select('order_id')
    .where('store_id', '=', storeId)
    .orderBy('order_id', 'desc')
    .limit(mostLeaving)
    .execute();
  if (rows.length === 0) return [];
  const orders = await listOrdersBackFrom(
    db,
    rows.map((row) => row.order_id),
    1,
  );
  return orders.toSorted((a, b) => (a.id < b.id ? 1 : -1));
}
