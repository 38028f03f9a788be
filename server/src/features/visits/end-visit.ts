import type { EndedSession } from '@soban/contract/tables';
import { audit } from '../../audit.ts';
import { clock } from '../../clock.ts';
import type { Transact } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { acknowledgeOpenCalls } from '../calls/call-rows.ts';
import { closeVisit } from '../orders/visit-rows.ts';
import { getTable } from '../tables/table-rows.ts';

/** Ends the party's visit: its orders become history, its calls are over, and the next party starts with nothing. */
export function endVisit(
  { transact }: { transact: Transact },
  staff: StaffPrincipal,
  tableId: string,
): Promise<EndedSession> {
  const { storeId } = staff;
  return transact(async (tx, append) => {
    await getTable(tx, storeId, tableId);
    const now = clock.now();
    const visit = await closeVisit(tx, tableId, now);
    if (!visit) throw new Refusal('session_ended', 'Nobody is sitting at this table.');
    for (const call of await acknowledgeOpenCalls(tx, storeId, { tableId }, staff.staffId, now)) {
      await append({ storeId, type: 'call_acknowledged', tableId, data: call });
    }
    await audit(tx, staff, 'session.ended', visit.id, { tableId, total: visit.total });
    const ended = { ...visit, tableId, endedAt: new Date(now).toISOString() };
    await append({ storeId, type: 'session_ended', tableId, data: ended });
    return ended;
  });
}
