import type { OpenSession, StartSession } from '@soban/contract/tables';
import { audit } from '../../audit.ts';
import { clock } from '../../clock.ts';
import type { Transact } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { findOpenVisit, openVisit } from '../orders/visit-rows.ts';
import { businessDay } from '../store/business-day.ts';
import { getStore } from '../store/store-rows.ts';
import { lockTable } from '../tables/table-rows.ts';

/** Seats a party at a table before it orders. Throws `session_open` where somebody sits there already. */
export function startVisit(
  { transact }: { transact: Transact },
  staff: StaffPrincipal,
  tableId: string,
  { partySize = null }: StartSession,
): Promise<OpenSession> {
  const { storeId } = staff;
  return transact(async (tx, append) => {
    const table = await lockTable(tx, storeId, tableId);
    if (await findOpenVisit(tx, tableId))
      throw new Refusal('session_open', 'Somebody is sitting at this table already.');
    const now = clock.now();
    const store = await getStore(tx, storeId);
    const day = businessDay(now, store);
    const hasCode = store.visitCode;
    const summary = await openVisit(tx, { storeId, tableId, now, day, partySize, hasCode, first: undefined });
    await audit(tx, staff, 'session.started', summary.id, { tableId, partySize });
    const visit = { ...summary, tableId, tableNumber: table.number };
    await append({ storeId, type: 'session_started', tableId, data: visit });
    return visit;
  });
}
