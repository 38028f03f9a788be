import type { Order, TransferOrder } from '@soban/contract/orders';
import { audit } from '../../audit.ts';
import { Conflict } from '../../db/database.ts';
import type { Transact } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { listWholeVisit, rechain } from '../orders/chain-rows.ts';
import { orderEventData } from '../orders/order-event.ts';
import { findSessionOf, getOrder } from '../orders/order-rows.ts';
import { addToTotals, findVisit } from '../orders/visit-rows.ts';
import { lockOpen, lockTablesOf } from './lock-places.ts';
import { tellOrders } from './tell-orders.ts';

/** Puts one order on another party's bill, and its table's; nothing is fired again. */
export function transferOrder(
  { transact }: { transact: Transact },
  staff: StaffPrincipal,
  id: string,
  { sessionId }: TransferOrder,
): Promise<Order> {
  const { storeId } = staff;
  return transact(async (tx, append) => {
    const seen = await findVisit(tx, storeId, await findSessionOf(tx, storeId, id));
    const seenOther = await findVisit(tx, storeId, sessionId);
    await lockTablesOf(tx, storeId, [seen, seenOther]);
    const from = await lockOpen(tx, storeId, seen);
    const to = await lockOpen(tx, storeId, seenOther);
    const before = await getOrder(tx, { storeId }, id);
    // Twice is as good as once.
    if (before.sessionId === sessionId) return before;
    if (before.sessionId !== from.visit.id) throw new Conflict('the order has just been taken elsewhere');
    if (before.status === 'canceled') throw new Refusal('invalid_transition', `Order ${before.number} is canceled.`);

    const [left, there] = [await listWholeVisit(tx, from.lastOrderId), await listWholeVisit(tx, to.lastOrderId)];
    await rechain(
      tx,
      from.visit,
      left.filter((order) => order.id !== id),
      [left],
    );
    await rechain(tx, to.visit, [...there, before], [left, there]);
    await addToTotals(tx, from.visit.id, -before.total, -1);
    await addToTotals(tx, sessionId, before.total, 1);
    await audit(tx, staff, 'order.transferred', id, { from: from.visit.tableId, to: to.visit.tableId, sessionId });

    const { tableId, tableNumber: _, ...session } = (await findVisit(tx, storeId, from.visit.id)).visit;
    const { visit } = await findVisit(tx, storeId, sessionId);
    const { tableId: at, tableNumber } = visit;
    const data = orderEventData(JSON.stringify({ ...before, movedTo: { tableId: at, tableNumber } }), session);
    await append({ storeId, type: 'order_updated', tableId, data });
    const order: Order = { ...before, sessionId, tableId: at, tableNumber };
    await tellOrders(append, storeId, visit, [order]);
    return order;
  });
}
