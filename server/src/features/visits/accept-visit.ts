import type { OpenSession } from '@soban/contract/tables';
import { audit } from '../../audit.ts';
import type { Transact } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { acceptVisitRow, findVisit } from '../orders/visit-rows.ts';

/** Nods to a party that has seated itself by phone: from now on the kitchen sees its orders. Twice is as good as once. */
export function acceptVisit(
  { transact }: { transact: Transact },
  staff: StaffPrincipal,
  id: string,
): Promise<OpenSession> {
  const { storeId } = staff;
  return transact(async (tx, append) => {
    await findVisit(tx, storeId, id);
    const isFirst = await acceptVisitRow(tx, id);
    const { visit, endedAt } = await findVisit(tx, storeId, id);
    if (endedAt !== null) throw new Refusal('session_ended', 'The party has left.');
    if (!isFirst) return visit;
    await audit(tx, staff, 'session.accepted', id, {});
    await append({ storeId, type: 'session_updated', tableId: visit.tableId, data: visit });
    return visit;
  });
}
