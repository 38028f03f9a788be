import { canMove, sourcesOf } from '@soban/contract/lifecycle';
import type { MoveOrder, Order } from '@soban/contract/orders';
import type { SessionSummary } from '@soban/contract/tables';
import { audit } from '../../audit.ts';
import { clock } from '../../clock.ts';
import type { Connection } from '../../db/database.ts';
import type { Transact } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { orderEventData } from './order-event.ts';
import { getOrder, moveOrderRow } from './order-rows.ts';
import { adjustVisit } from './visit-rows.ts';

/** Moves an order one step along its lifecycle, forward or as a recall. */
export function moveOrder(
  { transact }: { transact: Transact },
  staff: StaffPrincipal,
  id: string,
  move: MoveOrder,
): Promise<Order> {
  return transact(async (tx, append) => {
    const before = await getOrder(tx, staff, id);
    const from = move.from === undefined ? sourcesOf(move.status) : [move.from];
    const now = clock.now();
    const moved = from.every((status) => canMove(status, move.status))
      ? await moveOrderRow(tx, id, from, { status: move.status, at: now })
      : false;
    if (!moved) throw cannotMove(before, move.status);
    const visit = await adjustOpenVisit(tx, before, 0, 0);
    await audit(tx, staff, 'order.moved', id, { from: before.status, to: move.status });
    const order: Order = { ...before, status: move.status, statusChangedAt: new Date(now).toISOString() };
    const data = orderEventData(JSON.stringify(order), visit);
    await append({ storeId: staff.storeId, type: 'order_updated', tableId: order.tableId, data });
    return order;
  });
}

/** Voids an order: out of the table's total, kept in the audit trail with its reason. That is final. */
export function cancelOrder(
  { transact }: { transact: Transact },
  staff: StaffPrincipal,
  id: string,
  reason: string,
): Promise<void> {
  return transact(async (tx, append) => {
    const before = await getOrder(tx, staff, id);
    const now = clock.now();
    const to = { status: 'canceled', at: now, cancelReason: reason } as const;
    if (!(await moveOrderRow(tx, id, sourcesOf('canceled'), to))) throw cannotMove(before, 'canceled');
    const visit = await adjustOpenVisit(tx, before, -before.total, -1);
    await audit(tx, staff, 'order.canceled', id, { from: before.status, reason, total: before.total });
    const order: Order = {
      ...before,
      status: 'canceled',
      statusChangedAt: new Date(now).toISOString(),
      cancelReason: reason,
    };
    const data = orderEventData(JSON.stringify(order), visit);
    await append({ storeId: staff.storeId, type: 'order_deleted', tableId: order.tableId, data });
  });
}

/** An order moves only while its party sits there; answers the visit with its totals adjusted. */
async function adjustOpenVisit(tx: Connection, order: Order, total: number, orders: number): Promise<SessionSummary> {
  const visit = await adjustVisit(tx, order.tableId, total, orders);
  // The next party may be sitting there already: then its totals are rolled back with the rest.
  if (visit?.id === order.sessionId) return visit;
  throw new Refusal('session_ended', `The visit that order ${order.number} belongs to has ended.`);
}

function cannotMove(order: Order, to: string): Refusal {
  return new Refusal('invalid_transition', `Order ${order.number} is ${order.status} and cannot become ${to}.`);
}
