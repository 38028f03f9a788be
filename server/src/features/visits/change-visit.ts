import type { OpenSession, PatchSession } from '@soban/contract/tables';
import { audit } from '../../audit.ts';
import type { Transact } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { findVisit, setPartySize } from '../orders/visit-rows.ts';

/** Says how many sit there. Throws `session_ended` where they have left. */
export function changeVisit(
  { transact }: { transact: Transact },
  staff: StaffPrincipal,
  id: string,
  { partySize }: PatchSession,
): Promise<OpenSession> {
  const { storeId } = staff;
  return transact(async (tx, append) => {
    await findVisit(tx, storeId, id);
    if (!(await setPartySize(tx, id, partySize))) throw new Refusal('session_ended', 'The party has left.');
    await audit(tx, staff, 'session.changed', id, { partySize });
    const { visit } = await findVisit(tx, storeId, id);
    await append({ storeId, type: 'session_updated', tableId: visit.tableId, data: visit });
    return visit;
  });
}
