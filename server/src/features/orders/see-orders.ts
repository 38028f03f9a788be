import type { SeeOrders } from '@soban/contract/orders';
import { audit } from '../../audit.ts';
import { clock } from '../../clock.ts';
import { staffOnly } from '../../live/outbox.ts';
import type { Transact } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { markSeen } from './seen-rows.ts';

/** Somebody has looked at new orders: every board hears of those that nobody had looked at before, once for all of them. */
export function seeOrders(
  { transact }: { transact: Transact },
  staff: StaffPrincipal,
  { orderIds }: SeeOrders,
): Promise<void> {
  const { storeId } = staff;
  return transact(async (tx, append) => {
    const seen = await markSeen(tx, storeId, orderIds, clock.now());
    const [first] = seen;
    if (first === undefined) return;
    await audit(tx, staff, 'orders.seen', first, { orderIds: seen });
    await append({ storeId, type: 'orders_seen', tableId: staffOnly, data: { orderIds: seen } });
  });
}
