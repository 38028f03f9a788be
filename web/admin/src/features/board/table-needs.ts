import type { BoardTable } from '@soban/contract/board';
import type { Order } from '@soban/contract/orders';
import type { KitchenThresholds } from '@soban/contract/store';
import { unfinishedSteps } from '@soban/contract/vocabulary';
import { minutesBetween } from '../../device/clock.ts';
import { longestWaiting, waitAfter } from '../../floor/waiting.ts';
import type { Placed } from '../../ui/calm-order.ts';

/** What a table asks of the people on the floor. */
export interface TableNeeds {
  /** Orders that nobody has started or looked at. */
  newOrders: readonly Order[];
  late: boolean;
  /** Since when it has needed someone, in epoch milliseconds; null while it rests. */
  since: number | null;
}

export interface Circumstances {
  seen: ReadonlySet<string>;
  now: number;
  thresholds: KitchenThresholds;
}

export function needsOf(table: BoardTable, { seen, now, thresholds }: Circumstances): TableNeeds {
  const newOrders = table.orders.filter((order) => order.status === 'pending' && !seen.has(order.id));
  const waiting = longestWaiting(table);
  const late = waiting !== undefined && waitAfter(minutesBetween(waiting.createdAt, now), thresholds) === 'late';
  const beginnings = [...newOrders, ...table.calls].map((each) => Date.parse(each.createdAt));
  if (table.session?.awaiting) beginnings.push(Date.parse(table.session.startedAt));
  if (late) beginnings.push(Date.parse(waiting.createdAt) + thresholds.lateAfterMinutes * 60_000);
  return { newOrders, late, since: beginnings.length === 0 ? null : Math.min(...beginnings) };
}

export const boardFilters = ['all', 'needs', ...unfinishedSteps, 'calls', 'occupied', 'free'] as const;
export type BoardFilter = (typeof boardFilters)[number];

export function passes(table: BoardTable, needs: TableNeeds, filter: BoardFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'needs':
      return needs.since !== null;
    case 'pending':
    case 'preparing':
      return [...table.orders, ...table.leaving].some((order) => order.status === filter);
    case 'calls':
      return table.calls.length > 0;
    case 'occupied':
      return table.session !== null;
    case 'free':
      return table.session === null;
  }
}

/** A table is found by the beginning of its number or by any part of its name. */
export function isFound(table: BoardTable, search: string): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  if (wanted === '') return true;
  return String(table.number).startsWith(wanted) || table.name.toLocaleLowerCase().includes(wanted);
}

export type BoardGroup = 'needs' | 'occupied' | 'free';

/** Who needs someone comes first, longest waiting in front; all others stand by number, where people know them. */
export function arrangeTables(
  tables: readonly BoardTable[],
  needs: ReadonlyMap<string, TableNeeds>,
): (Placed & { group: BoardGroup })[] {
  const since = (table: BoardTable): number | null => needs.get(table.id)?.since ?? null;
  const asking = tables
    .filter((table) => since(table) !== null)
    .toSorted((a, b) => (since(a) ?? 0) - (since(b) ?? 0) || a.number - b.number);
  const resting = tables.filter((table) => since(table) === null);
  return [
    ...asking.map(({ id }) => ({ id, group: 'needs' as const })),
    ...resting.filter((table) => table.session).map(({ id }) => ({ id, group: 'occupied' as const })),
    ...resting.filter((table) => !table.session).map(({ id }) => ({ id, group: 'free' as const })),
  ];
}
