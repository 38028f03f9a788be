import type { Order } from '@soban/contract/orders';
import type { OpenSession } from '@soban/contract/tables';
import type { Connection } from '../../db/database.ts';
import { findPreviousOrderId, listOrdersBackFrom } from './order-rows.ts';

const atOnce = 200;

/** All orders of a visit, newest first, however many there are. */
export async function listWholeVisit(db: Connection, lastOrderId: string | null): Promise<Order[]> {
  const orders: Order[] = [];
  let from: string | null | undefined = lastOrderId;
  while (from) {
    const some: Order[] = await listOrdersBackFrom(db, [from], atOnce);
    orders.push(...some);
    const oldest = some.at(-1);
    from = oldest && some.length === atOnce ? await findPreviousOrderId(db, oldest.sessionId, oldest.id) : null;
  }
  return orders;
}

/**
 * Makes these the orders of a visit and its table, one chain with the newest in front, wherever they were before: in the chains of
 * `was`, newest first. Answers them as they are then.
 */
export async function rechain(
  tx: Connection,
  { id, tableId, tableNumber }: Pick<OpenSession, 'id' | 'tableId' | 'tableNumber'>,
  orders: readonly Order[],
  was: readonly (readonly Order[])[],
): Promise<Order[]> {
  const before = new Map(was.flatMap((chain) => chain.map((order, at) => [order.id, chain[at + 1]?.id ?? null])));
  const newestFirst = orders.toSorted((one, other) => (one.id < other.id ? 1 : -1));
  for (const [at, order] of newestFirst.entries()) {
    const previous = newestFirst[at + 1]?.id ?? null;
    if (order.sessionId === id && order.tableId === tableId && before.get(order.id) === previous) continue;
    await tx
      .updateTable('orders')
      .set({ session_id: id, table_id: tableId, table_number: tableNumber, previous_order_id: previous })
      .where('id', '=', order.id)
      .execute();
  }
  await tx
    .updateTable('table_sessions')
    .set({ last_order_id: newestFirst[0]?.id ?? null })
    .where('id', '=', id)
    .execute();
  return newestFirst.map((order) => ({ ...order, sessionId: id, tableId, tableNumber }));
}
