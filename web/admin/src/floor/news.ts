import type { BoardTable } from '@soban/contract/board';
import type { Order } from '@soban/contract/orders';
import type { BoardState } from './board-state.ts';
import { ordersOn } from './floor-state.ts';

/** Ids of what has come in. */
export interface News {
  orders: string[];
  calls: string[];
}

/** What the later board holds that the earlier did not, whether an event brought it or a reload after an outage. */
export function newsBetween(
  before: BoardState,
  after: BoardState,
  /** What somebody at this screen sees of a table's orders. */
  seenOf: (table: BoardTable) => readonly Order[] = (table) => ordersOn([table]),
): News {
  const earlier = new Map(before.tables.map((table) => [table.id, table]));
  const changed = after.tables.filter((table) => earlier.get(table.id) !== table);
  // Wherever it was: what is carried to another table, or comes back with its party, is no news.
  const were = changed.flatMap(({ id }) => earlier.get(id) ?? []);
  const arrived = (
    list: (table: BoardTable) => readonly { id: string }[],
    known: readonly { id: string }[],
  ): string[] => {
    const ids = new Set(known.map((each) => each.id));
    return changed.flatMap((table) => list(table).flatMap((each) => (ids.has(each.id) ? [] : each.id)));
  };
  return {
    orders: arrived((table) => seenOf(table).filter((order) => !table.leaving.includes(order)), were.flatMap(seenOf)),
    calls: arrived(
      (table) => table.calls,
      were.flatMap((table) => table.calls),
    ),
  };
}

/** Tables at which something of the news still asks for somebody: an order that has moved on, or was seen, is none. */
export function tablesInNews(
  news: News,
  tables: readonly BoardTable[],
  isSeen: (orderId: string) => boolean,
): { orders: number[]; calls: number[] } {
  const numbersOf = (holds: (table: BoardTable) => boolean): number[] =>
    tables.filter(holds).map((table) => table.number);
  return {
    orders: numbersOf((table) =>
      table.orders.some((order) => order.status === 'pending' && news.orders.includes(order.id) && !isSeen(order.id)),
    ),
    calls: numbersOf((table) => table.calls.some((call) => news.calls.includes(call.id))),
  };
}
