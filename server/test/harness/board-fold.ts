import type { BoardTable } from '@soban/contract/board';
import type { StoreEvents } from '@soban/contract/events';
import { isUnfinished } from '@soban/contract/lifecycle';
import type { Order } from '@soban/contract/orders';
import type { OpenSession } from '@soban/contract/tables';
import type { Heard } from './event-reader.ts';

/** What an event makes of a board, the plain way: as whoever writes a client would, from what the contract says. */
export function fold(tables: Map<string, BoardTable>, event: Heard): void {
  switch (event.type) {
    case 'order_created':
    case 'order_updated':
    case 'order_deleted':
      return foldOrder(tables, event.data);
    case 'session_started':
    case 'session_updated':
      return foldSession(tables, event.data);
    case 'session_ended': {
      const { movedTo, tableId } = event.data;
      return change(tables, tableId, (table) => ({
        session: null,
        orders: [],
        // Who has only gone to another table waits for its orders there.
        ...(!movedTo && { leaving: inOrder([...table.leaving, ...table.orders.filter(isUnfinished)]) }),
      }));
    }
    case 'call_created':
      return change(tables, event.data.tableId, ({ calls }) => ({
        calls: [...calls, event.data].toSorted((one, other) => one.id.localeCompare(other.id)),
      }));
    case 'call_acknowledged':
      return change(tables, event.data.tableId, ({ calls }) => ({
        calls: calls.filter(({ id }) => id !== event.data.id),
      }));
    case 'table_updated':
      return change(tables, event.data.id, () => ({ name: event.data.name }));
    case 'menu_updated':
    case 'orders_seen':
    case 'store_updated':
    case 'resync':
  }
}

function foldOrder(tables: Map<string, BoardTable>, data: StoreEvents['order_updated']): void {
  const { session: summary, movedTo, ...order } = data;
  const { endedAt, ...session } = summary;
  if (endedAt !== undefined) {
    change(tables, order.tableId, ({ leaving }) => ({
      leaving: isUnfinished(order) ? inOrder([...leaving, order]) : leaving.filter(({ id }) => id !== order.id),
    }));
    return;
  }
  for (const { id } of tables.values()) {
    change(tables, id, ({ orders, leaving }) => ({
      orders: orders.filter((other) => other.id !== order.id),
      leaving: leaving.filter((other) => other.id !== order.id),
    }));
  }
  change(tables, order.tableId, ({ orders }) => ({ session, orders: movedTo ? orders : inOrder([...orders, order]) }));
}

function foldSession(tables: Map<string, BoardTable>, data: OpenSession): void {
  const { tableId, tableNumber: _, ...session } = data;
  change(tables, tableId, () => ({ session }));
}

function change(tables: Map<string, BoardTable>, id: string, next: (table: BoardTable) => Partial<BoardTable>): void {
  const table = tables.get(id);
  if (table) tables.set(id, { ...table, ...next(table) });
}

/** Each once, as it came last; the newest in front. */
function inOrder(orders: readonly Order[]): Order[] {
  const byId = new Map(orders.map((order) => [order.id, order]));
  return [...byId.values()].toSorted((one, other) => other.id.localeCompare(one.id));
}
