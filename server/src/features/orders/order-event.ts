import type { Order } from '@soban/contract/orders';
import type { OrderSession } from '@soban/contract/tables';
import { staffOnly } from '../../live/outbox.ts';
import type { FoundVisit } from './visit-rows.ts';

/** The order's JSON, from its lines', which are kept as they are sent. */
export function orderJson(order: Omit<Order, 'items'>, lines: string): string {
  return `${JSON.stringify(order).slice(0, -1)},"items":${lines}}`;
}

/** The data of an order's event, from the order's JSON, which is made once, and its visit's totals. */
export function orderEventData(json: string, visit: OrderSession): string {
  return `${json.slice(0, -1)},"session":${JSON.stringify(visit)}}`;
}

/** What an order's event says of its visit, and whose stream it belongs to: what becomes of an ended visit is no guest's business. */
export function orderEventOf({ visit, endedAt }: FoundVisit): { session: OrderSession; tableId: string } {
  const { tableId, tableNumber: _, ...session } = visit;
  return endedAt === null ? { session, tableId } : { session: { ...session, endedAt }, tableId: staffOnly };
}
