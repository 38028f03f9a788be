import type { PlaceCall, StaffCall } from '@soban/contract/calls';
import { clock } from '../../clock.ts';
import { newId } from '../../ids.ts';
import type { Transact } from '../../live/relay.ts';
import type { TablePrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { findVisitOf } from '../orders/visit-rows.ts';
import { lockTable } from '../tables/table-rows.ts';
import { callOf, getOpenCall, insertCall, listOpenCalls, openKeyOf } from './call-rows.ts';

/** More than one of each reason, with room for notes; a guest with more open calls than this is not being helped by another. */
const openCallLimit = 10;

/** Calls a person to the table. The same call again, while nobody has come, is still one call. */
export function placeCall(
  { transact }: { transact: Transact },
  table: TablePrincipal,
  { reason, note }: PlaceCall,
): Promise<StaffCall> {
  const { storeId, tableId } = table;
  const openKey = openKeyOf({ tableId, reason, note: note || null });
  return transact(async (tx, append) => {
    // So that its party does not leave with the other calls alone.
    const { number } = await lockTable(tx, storeId, tableId);
    if (table.phone && !(await findVisitOf(tx, table))) {
      throw new Refusal('no_open_session', 'A phone can call once its party has ordered, or has been seated.');
    }
    const row = {
      id: newId(),
      store_id: storeId,
      table_id: tableId,
      table_number: number,
      reason,
      note: note || null,
      created_at: clock.now(),
      acknowledged_at: null,
      acknowledged_by: null,
      open_key: openKey,
    };
    if (!(await insertCall(tx, row))) return getOpenCall(tx, openKey);
    if ((await listOpenCalls(tx, storeId, { tableId })).length > openCallLimit) {
      throw new Refusal('rate_limited', 'The staff have been called several times. Somebody will come.', {
        retryAfter: 60,
      });
    }
    const call = callOf(row);
    await append({ storeId, type: 'call_created', tableId, data: call });
    return call;
  });
}
