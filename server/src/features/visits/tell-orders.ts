import type { Order } from '@soban/contract/orders';
import type { OpenSession } from '@soban/contract/tables';
import type { Append } from '../../live/relay.ts';
import { orderEventData } from '../orders/order-event.ts';

/** Tells whoever follows the table of each order as it is now, the oldest first, as they came. */
export async function tellOrders(
  append: Append,
  storeId: string,
  visit: OpenSession,
  newestFirst: readonly Order[],
): Promise<void> {
  const { tableId, tableNumber: _, ...session } = visit;
  for (const order of newestFirst.toReversed()) {
    const data = orderEventData(JSON.stringify(order), session);
    await append({ storeId, type: 'order_updated', tableId, data });
  }
}
