import type { OpenSession } from '@soban/contract/tables';
import type { Connection } from '../../db/database.ts';
import type { Append } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { acknowledgeOpenCalls, carryCall, listOpenCalls } from '../calls/call-rows.ts';

/**
 * What a party has called for is answered where it sits now. Whoever follows the old table hears that the call is over, with no
 * `acknowledgedAt`: nobody is on the way there.
 */
export async function carryCalls(
  tx: Connection,
  append: Append,
  { storeId, staffId }: StaffPrincipal,
  { from, to, at }: { from: string; to: Pick<OpenSession, 'tableId' | 'tableNumber'>; at: number },
): Promise<void> {
  for (const call of await listOpenCalls(tx, storeId, { tableId: from })) {
    const carried = await carryCall(tx, call, to);
    // The table it comes to has called for the same: that is one call.
    const [over = call] = carried ? [] : await acknowledgeOpenCalls(tx, storeId, { id: call.id }, staffId, at);
    await append({ storeId, type: 'call_acknowledged', tableId: from, data: over });
    if (carried) await append({ storeId, type: 'call_created', tableId: to.tableId, data: carried });
  }
}
