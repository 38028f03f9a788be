import type { BoardTable } from '@soban/contract/board';
import type { Order } from '@soban/contract/orders';
import type { OrderStatus } from '@soban/contract/vocabulary';
import type { Placed } from '../../ui/calm-order.ts';

export const kitchenColumns = ['pending', 'preparing', 'completed'] as const satisfies readonly OrderStatus[];
export type KitchenColumn = (typeof kitchenColumns)[number];

/** What has gone out stays within reach for a recall, but not for the whole evening. */
const recallMinutes = 30;
const recallLimit = 12;
/** A canceled order must not simply vanish from under the cook's eyes. */
const cancelNoticeMinutes = 10;

/** Every ticket in its column: what waits by age, oldest first, and what has gone out by how lately it did. */
export function arrangeTickets(tables: readonly BoardTable[], now: number): (Placed & { group: KitchenColumn })[] {
  const orders = tables.flatMap((table) => table.orders);
  const inColumn = (status: KitchenColumn): Order[] => orders.filter((order) => order.status === status);
  const gone = inColumn('completed')
    .filter((order) => isWithin(order.statusChangedAt, recallMinutes, now))
    .toSorted((a, b) => b.statusChangedAt.localeCompare(a.statusChangedAt))
    .slice(0, recallLimit);
  const placed = (group: KitchenColumn, tickets: Order[]) => tickets.map(({ id }) => ({ id, group }));
  return [
    ...placed('pending', inColumn('pending').toSorted(byAge)),
    ...placed('preparing', inColumn('preparing').toSorted(byAge)),
    ...placed('completed', gone),
  ];
}

export function lateCancellations(tables: readonly BoardTable[], now: number): Order[] {
  return tables
    .flatMap((table) => table.orders)
    .filter((order) => order.status === 'canceled' && isWithin(order.statusChangedAt, cancelNoticeMinutes, now));
}

/** One dish over all tickets still to be made. */
export interface AllDayCount {
  name: string;
  quantity: number;
  /** Of these, how many nobody has started. */
  waiting: number;
}

export function allDayCounts(tables: readonly BoardTable[]): AllDayCount[] {
  const counts = new Map<string, AllDayCount>();
  for (const order of tables.flatMap((table) => table.orders)) {
    if (order.status !== 'pending' && order.status !== 'preparing') continue;
    for (const { name, quantity } of order.items) {
      const count = counts.get(name) ?? { name, quantity: 0, waiting: 0 };
      count.quantity += quantity;
      if (order.status === 'pending') count.waiting += quantity;
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
