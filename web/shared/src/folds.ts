import type { StaffCall } from '@soban/contract/calls';
import type { StoreEvent } from '@soban/contract/events';
import type { Order } from '@soban/contract/orders';

/*
 * What an event makes of what a screen knows. The same event twice makes no difference, and what it leaves alone stays the same
 * object.
 */

/** Newest first, as ids sort; an order that is already there keeps its place. */
export function withOrder(orders: readonly Order[], order: Order): Order[] {
  if (orders.some(({ id }) => id === order.id)) {
    return orders.map((known) => (known.id === order.id ? order : known));
  }
  const older = orders.findIndex(({ id }) => id < order.id);
  return older < 0 ? [...orders, order] : orders.toSpliced(older, 0, order);
}

/** The longest open in front, as ids sort. */
export function withCall(calls: readonly StaffCall[], call: StaffCall): StaffCall[] {
  const others = calls.filter(({ id }) => id !== call.id);
  return [...others, call].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/** The open calls after the event. */
export function callsAfter(calls: readonly StaffCall[], event: StoreEvent): readonly StaffCall[] {
  if (event.type === 'call_created') return withCall(calls, event.data);
  const isOver = event.type === 'call_acknowledged' && calls.some(({ id }) => id === event.data.id);
  return isOver ? calls.filter(({ id }) => id !== event.data.id) : calls;
}
