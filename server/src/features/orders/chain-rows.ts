import type { Order } from '@soban/contract/orders';
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
