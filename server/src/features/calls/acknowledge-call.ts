import type { StaffCall } from '@soban/contract/calls';
import { audit } from '../../audit.ts';
import { clock } from '../../clock.ts';
import type { Transact } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { acknowledgeOpenCalls, getCall } from './call-rows.ts';

/** Somebody is on the way. Twice is as good as once: the first one counts. */
export function acknowledgeCall(
  { transact }: { transact: Transact },
  staff: StaffPrincipal,
  id: string,
): Promise<StaffCall> {
  const { storeId } = staff;
  return transact(async (tx, append) => {
    const [call] = await acknowledgeOpenCalls(tx, storeId, { id }, staff.staffId, clock.now());
    if (!call) return getCall(tx, storeId, id);
    await audit(tx, staff, 'call.acknowledged', id, { reason: call.reason });
    await append({ storeId, type: 'call_acknowledged', tableId: call.tableId, data: call });
    return call;
  });
}
