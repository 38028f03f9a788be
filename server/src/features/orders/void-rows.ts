import { sourcesOf } from '@soban/contract/lifecycle';
import type { Order } from '@soban/contract/orders';
import { audit } from '../../audit.ts';
import type { Connection } from '../../db/database.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { moveOrderRow } from './order-rows.ts';
import { addToTotals } from './visit-rows.ts';

/** Cancels an order as part of a deed: out of its visit's total. Answers it as it is then, undefined where it cannot be. */
export async function voidOrder(
  tx: Connection,
  staff: StaffPrincipal,
  before: Order,
  { reason, at }: { reason: string; at: number },
): Promise<Order | undefined> {
  const to = { status: 'canceled', at, cancelReason: reason } as const;
  if (!(await moveOrderRow(tx, before.id, sourcesOf('canceled'), to))) return undefined;
  await addToTotals(tx, before.sessionId, -before.total, -1);
  await audit(tx, staff, 'order.canceled', before.id, { from: before.status, reason, total: before.total });
  return { ...before, status: 'canceled', statusChangedAt: new Date(at).toISOString(), cancelReason: reason };
}
