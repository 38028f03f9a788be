import type { Order } from '@soban/contract/orders';
import { audit } from '../../audit.ts';
import type { Connection } from '../../db/database.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { updateOrder } from './order-rows.ts';
import { addToTotals } from './visit-rows.ts';

/** Cancels an order as part of a deed that holds its visit: out of its visit's total. Answers it as it is then, undefined where it is canceled already. */
export async function voidOrder(
  tx: Connection,
  staff: StaffPrincipal,
  before: Order,
  { reason, at }: { reason: string; at: number },
): Promise<Order | undefined> {
  if (before.status === 'canceled') return undefined;
  const gone = { status: 'canceled', cancelReason: reason } as const;
  const items = before.items.map((line) => (line.status === 'canceled' ? line : { ...line, ...gone }));
  const order = { ...before, ...gone, items, statusChangedAt: new Date(at).toISOString() };
  await updateOrder(tx, order);
  await addToTotals(tx, before.sessionId, -before.total, -1);
  await audit(tx, staff, 'order.canceled', before.id, { from: before.status, reason, total: before.total });
  return order;
}
