import type { MergeSession, OpenSession } from '@soban/contract/tables';
import { maxPartySize } from '@soban/contract/vocabulary';
import { audit } from '../../audit.ts';
import { clock } from '../../clock.ts';
import type { Transact } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { listWholeVisit, rechain } from '../orders/chain-rows.ts';
import { addToTotals, findVisit, mergeVisitRow, setPartySize } from '../orders/visit-rows.ts';
import { carryCalls } from './carry-calls.ts';
import { lockOpen, lockTablesOf } from './lock-places.ts';
import { tellOrders } from './tell-orders.ts';

/** Makes two parties one: the orders and calls of the first are the other's from now on; nothing is fired again. */
export function mergeVisits(
  { transact }: { transact: Transact },
  staff: StaffPrincipal,
  id: string,
  { into }: MergeSession,
): Promise<OpenSession> {
  const { storeId } = staff;
  if (id === into) {
    const message = 'A party cannot be merged into itself.';
    throw new Refusal('validation_failed', message, { errors: [{ path: '/into', message }] });
  }
  return transact(async (tx, append) => {
    const [seen, seenOther] = [await findVisit(tx, storeId, id), await findVisit(tx, storeId, into)];
    await lockTablesOf(tx, storeId, [seen, seenOther]);
    const [from, to] = [await lockOpen(tx, storeId, seen), await lockOpen(tx, storeId, seenOther)];
    const now = clock.now();
    const [moved, there] = [await listWholeVisit(tx, from.lastOrderId), await listWholeVisit(tx, to.lastOrderId)];
    const orders = await rechain(tx, to.visit, [...moved, ...there], [moved, there]);
    await addToTotals(tx, into, from.visit.total, from.visit.orderCount);
    await setPartySize(tx, into, together(from.visit.partySize, to.visit.partySize));
    await mergeVisitRow(tx, id, { into, at: now });
    const { visit } = await findVisit(tx, storeId, into);
    const { tableId, tableNumber } = visit;
    await audit(tx, staff, 'session.merged', id, {
      into,
      from: from.visit.tableId,
      to: tableId,
      total: from.visit.total,
    });

    await append({ storeId, type: 'session_updated', tableId, data: visit });
    const carried = new Set(moved.map((order) => order.id));
    await tellOrders(
      append,
      storeId,
      visit,
      orders.filter((order) => carried.has(order.id)),
    );
    const { tableNumber: _, ...left } = from.visit;
    const endedAt = new Date(now).toISOString();
    const data = { ...left, total: 0, orderCount: 0, endedAt, movedTo: { tableId, tableNumber }, mergedInto: into };
    await append({ storeId, type: 'session_ended', tableId: left.tableId, data });
    await carryCalls(tx, append, staff, { from: left.tableId, to: visit, at: now });
    return visit;
  });
}

/** How many they are together, where both are known. */
function together(some: number | null, others: number | null): number | null {
  return some === null || others === null ? null : Math.min(some + others, maxPartySize);
}
