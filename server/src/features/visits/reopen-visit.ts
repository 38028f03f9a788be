import type { OpenSession } from '@soban/contract/tables';
import { audit } from '../../audit.ts';
import { clock } from '../../clock.ts';
import type { Transact } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { listWholeVisit } from '../orders/chain-rows.ts';
import { forgetLeaving } from '../orders/leaving-rows.ts';
import { findOpenVisit, findVisit, reopenVisitRow } from '../orders/visit-rows.ts';
import { businessDay } from '../store/business-day.ts';
import { getStore } from '../store/store-rows.ts';
import { lockSeen, lockTablesOf } from './lock-places.ts';
import { tellOrders } from './tell-orders.ts';

/**
 * Takes an end back that was a mistake: the party sits there again with its orders. Throws `session_open` where others sit there
 * by now, and `session_ended` after the business day of its end.
 */
export function reopenVisit(
  { transact }: { transact: Transact },
  staff: StaffPrincipal,
  id: string,
): Promise<OpenSession> {
  const { storeId } = staff;
  return transact(async (tx, append) => {
    const seen = await findVisit(tx, storeId, id);
    await lockTablesOf(tx, storeId, [seen]);
    const { visit, endedAt, mergedInto, lastOrderId } = await lockSeen(tx, storeId, seen);
    // Twice is as good as once.
    if (endedAt === null) return visit;
    if (mergedInto !== null) throw new Refusal('session_ended', 'The party has joined another one.');
    const store = await getStore(tx, storeId);
    if (businessDay(Date.parse(endedAt), store) !== businessDay(clock.now(), store)) {
      throw new Refusal('session_ended', 'The visit has ended on another day.');
    }
    const { tableId } = visit;
    if (await findOpenVisit(tx, tableId)) throw new Refusal('session_open', 'Others are sitting at this table by now.');
    await reopenVisitRow(tx, id, tableId);
    const orders = await listWholeVisit(tx, lastOrderId);
    await forgetLeaving(tx, storeId, orders);
    await audit(tx, staff, 'session.reopened', id, { tableId, endedAt });
    await append({ storeId, type: 'session_started', tableId, data: visit });
    await tellOrders(append, storeId, visit, orders);
    return visit;
  });
}
