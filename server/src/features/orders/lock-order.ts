import type { Order } from '@soban/contract/orders';
import { Conflict, type Connection } from '../../db/database.ts';
import { findSessionOf, getOrder } from './order-rows.ts';
import { type FoundVisit, lockVisit } from './visit-rows.ts';

/** The order and its visit as they are; nobody changes either, nor takes the order elsewhere, until the commit. */
export async function lockOrder(
  tx: Connection,
  storeId: string,
  id: string,
): Promise<{ order: Order; found: FoundVisit }> {
  // Whatever changes an order locks its visit's row first.
  const found = await lockVisit(tx, storeId, await findSessionOf(tx, storeId, id));
  const order = await getOrder(tx, { storeId }, id);
  if (order.sessionId !== found.visit.id) throw new Conflict('the order has just been taken to another visit');
  return { order, found };
}
