import type { OpenSession, StartSession } from '@soban/contract/tables';
import { audit } from '../../audit.ts';
import { clock } from '../../clock.ts';
import { newId } from '../../ids.ts';
import type { Transact } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import type { StoreCache } from '../menu/store-cache.ts';
import { findOpenVisit, openVisit, summaryOf } from '../orders/visit-rows.ts';
import { businessDay } from '../store/business-day.ts';
import { lockTable } from '../tables/table-rows.ts';

/** Seats a party at a table before it orders. Throws `session_open` where somebody sits there already. */
export async function startVisit(
  { transact, stores }: { transact: Transact; stores: StoreCache },
  staff: StaffPrincipal,
  tableId: string,
  { partySize = null }: StartSession,
): Promise<OpenSession> {
  const { storeId } = staff;
  const { settings } = await stores.get(storeId);
  return transact(async (tx, append) => {
    const table = await lockTable(tx, storeId, tableId);
    if (await findOpenVisit(tx, tableId))
      throw new Refusal('session_open', 'Somebody is sitting at this table already.');
    const now = clock.now();
    const row = {
      id: newId(),
      store_id: storeId,
      table_id: tableId,
      open_table_id: tableId,
      started_at: now,
      ended_at: null,
      business_day: businessDay(now, settings),
      party_size: partySize,
      total: 0,
      order_count: 0,
      last_order_id: null,
      before_last_id: null,
    };
    await openVisit(tx, row);
    await audit(tx, staff, 'session.started', row.id, { tableId, partySize });
    const visit = { ...summaryOf(row), tableId, tableNumber: table.number };
    await append({ storeId, type: 'session_started', tableId, data: visit });
    return visit;
  });
}
