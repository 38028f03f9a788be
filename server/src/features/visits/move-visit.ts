import type { MoveSession, OpenSession } from '@soban/contract/tables';
import { audit } from '../../audit.ts';
import { clock } from '../../clock.ts';
import type { Transact } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { listWholeVisit, rechain } from '../orders/chain-rows.ts';
import { findOpenVisit, findVisit, moveVisitRow } from '../orders/visit-rows.ts';
import { getTable } from '../tables/table-rows.ts';
import { carryCalls } from './carry-calls.ts';
import { lockOpen, lockTablesOf } from './lock-places.ts';
import { tellOrders } from './tell-orders.ts';

/**
 * Seats a party elsewhere with its orders and calls; nothing is fired again. To whoever follows the old table the visit is over,
 * to whoever follows the new one it begins with all that it has.
 */
export function moveVisit(
  { transact }: { transact: Transact },
  staff: StaffPrincipal,
  id: string,
  { tableId }: MoveSession,
): Promise<OpenSession> {
  const { storeId } = staff;
  return transact(async (tx, append) => {
    const seen = await findVisit(tx, storeId, id);
    const { number: tableNumber } = await getTable(tx, storeId, tableId);
    await lockTablesOf(tx, storeId, [seen], tableId);
    const { visit, lastOrderId } = await lockOpen(tx, storeId, seen);
    if (await findOpenVisit(tx, tableId)) throw new Refusal('session_open', 'Somebody is sitting at this table.');
    const now = clock.now();
    const moved = { ...visit, tableId, tableNumber };
    await moveVisitRow(tx, id, tableId);
    const before = await listWholeVisit(tx, lastOrderId);
    const orders = await rechain(tx, moved, before, [before]);
    await audit(tx, staff, 'session.moved', id, { from: visit.tableId, to: tableId });

    const { tableNumber: _, ...left } = visit;
    const endedAt = new Date(now).toISOString();
    const data = { ...left, endedAt, movedTo: { tableId, tableNumber } };
    await append({ storeId, type: 'session_ended', tableId: visit.tableId, data });
    await append({ storeId, type: 'session_started', tableId, data: moved });
    await tellOrders(append, storeId, moved, orders);
    await carryCalls(tx, append, staff, { from: visit.tableId, to: moved, at: now });
    return moved;
  });
}
