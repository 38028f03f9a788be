import { isUnfinished } from '@soban/contract/lifecycle';
import type { Order } from '@soban/contract/orders';
import { type OrderStep, orderSteps } from '@soban/contract/vocabulary';
import type { Placed } from '../../ui/calm-order.ts';

/** What has gone out stays within reach for a recall, but not for the whole evening. */
const recallMinutes = 30;
const recallLimit = 12;
/** A canceled order must not simply vanish from under the cook's eyes. */
const cancelNoticeMinutes = 10;

/** Every ticket in its column: what waits by age, oldest first, and what has gone out by how lately it did. */
export function arrangeTickets(orders: readonly Order[], now: number): (Placed & { group: OrderStep })[] {
  return orderSteps.flatMap((group) => {
    const inColumn = orders.filter((order) => order.status === group);
    const arranged = inColumn.every(isUnfinished)
      ? inColumn.toSorted(byAge)
      : inColumn
          .filter((order) => isWithin(order.statusChangedAt, recallMinutes, now))
          .toSorted((a, b) => b.statusChangedAt.localeCompare(a.statusChangedAt))
          .slice(0, recallLimit);
    return arranged.map(({ id }) => ({ id, group }));
  });
}

export function lateCancellations(orders: readonly Order[], now: number): Order[] {
  return orders.filter(
    (order) => order.status === 'canceled' && isWithin(order.statusChangedAt, cancelNoticeMinutes, now),
  );
}

/** One dish over all tickets still to be made. */
export interface AllDayCount {
  name: string;
  quantity: number;
  /** Of these, how many nobody has started. */
  waiting: number;
}

export function allDayCounts(orders: readonly Order[]): AllDayCount[] {
  const counts = new Map<string, AllDayCount>();
  for (const order of orders) {
    for (const { name, quantity, status } of order.items.filter(isUnfinished)) {
      const count = counts.get(name) ?? { name, quantity: 0, waiting: 0 };
      count.quantity += quantity;
      if (status === 'pending') count.waiting += quantity;
      counts.set(name, count);
    }
  }
  return [...counts.values()].toSorted((a, b) => b.quantity - a.quantity || a.name.localeCompare(b.name));
}

function byAge(a: Order, b: Order): number {
  return a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id);
}

function isWithin(instant: string, minutes: number, now: number): boolean {
  return now - Date.parse(instant) < minutes * 60_000;
}
