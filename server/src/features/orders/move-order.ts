import { canMove, isUnfinished, sourcesOf } from '@soban/contract/lifecycle';
import type { MoveOrder, Order } from '@soban/contract/orders';
import { audit } from '../../audit.ts';
import { clock } from '../../clock.ts';
import type { Connection } from '../../db/database.ts';
import type { Append, Transact } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { businessDay } from '../store/business-day.ts';
import { getStore } from '../store/store-rows.ts';
import { noteLeaving } from './leaving-rows.ts';
import { lockOrder } from './lock-order.ts';
import { orderEventData, orderEventOf } from './order-event.ts';
import { moveOrderRow } from './order-rows.ts';
import { type FoundVisit, findVisit } from './visit-rows.ts';
import { voidOrder } from './void-rows.ts';

/** Moves an order one step along its lifecycle, forward or as a recall. */
export function moveOrder(
  { transact }: { transact: Transact },
  staff: StaffPrincipal,
  id: string,
  move: MoveOrder,
): Promise<Order> {
  const { storeId } = staff;
  return transact(async (tx, append) => {
    const { order: before, found } = await lockOrder(tx, storeId, id);
    const from = move.from === undefined ? sourcesOf(move.status) : [move.from];
    const now = clock.now();
    const moved = from.every((status) => canMove(status, move.status))
      ? await moveOrderRow(tx, id, from, { status: move.status, at: now })
      : false;
    if (!moved) throw cannotMove(before, move.status);
    if (!isUnfinished(before) && !(await isOfToday(tx, storeId, found, now))) throw hasLeft(before);
    await audit(tx, staff, 'order.moved', id, { from: before.status, to: move.status });
    const order: Order = { ...before, status: move.status, statusChangedAt: new Date(now).toISOString() };
    await tell(tx, append, storeId, 'order_updated', order, found);
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
  const { storeId } = staff;
  return transact(async (tx, append) => {
    const { order: before, found } = await lockOrder(tx, storeId, id);
    const order = await voidOrder(tx, staff, before, { reason, at: clock.now() });
    if (!order) throw cannotMove(before, 'canceled');
    // What they have had and paid for stands.
    if (found.endedAt !== null && !isUnfinished(before)) throw hasLeft(before);
    await tell(tx, append, storeId, 'order_deleted', order, await findVisit(tx, storeId, found.visit.id));
  });
}

async function tell(
  tx: Connection,
  append: Append,
  storeId: string,
  type: 'order_updated' | 'order_deleted',
  order: Order,
  found: FoundVisit,
): Promise<void> {
  const { session, tableId } = orderEventOf(found);
  if (found.endedAt !== null) await noteLeaving(tx, storeId, order);
  await append({ storeId, type, tableId, data: orderEventData(JSON.stringify(order), session) });
}

/** Whether the party still sits there, or left on this business day: what went out for it can be called back. */
async function isOfToday(tx: Connection, storeId: string, { endedAt }: FoundVisit, now: number): Promise<boolean> {
  if (endedAt === null) return true;
  const store = await getStore(tx, storeId);
  return businessDay(Date.parse(endedAt), store) === businessDay(now, store);
}

function hasLeft(order: Order): Refusal {
  return new Refusal('session_ended', `The visit that order ${order.number} belongs to has ended.`);
}

function cannotMove(order: Order, to: string): Refusal {
  return new Refusal('invalid_transition', `Order ${order.number} is ${order.status} and cannot become ${to}.`);
}
