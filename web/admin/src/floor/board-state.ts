import type { Board, BoardTable } from '@soban/contract/board';
import type { OrderEvent, StoreEvent } from '@soban/contract/events';
import { isUnfinished, leavingSince } from '@soban/contract/lifecycle';
import type { Order } from '@soban/contract/orders';
import type { OpenSession, Place, SessionEnd, SessionSummary, Table } from '@soban/contract/tables';
import { callsAfter, withCall, withOrder } from '@soban/web-shared/folds';

/** The store as the server told it: a snapshot and every event since. Never changed in place. */
export interface BoardState {
  /** By table number. */
  tables: readonly BoardTable[];
  lastEventId: string;
}

export function fromSnapshot(board: Board): BoardState {
  return { tables: board.tables.toSorted(byNumber), lastEventId: board.lastEventId };
}

/** The board after one more event; an event that the board already holds changes nothing. Untouched tables stay the same object. */
export function applyEvent(state: BoardState, event: StoreEvent): BoardState {
  if (Number(event.id) <= Number(state.lastEventId)) return state;
  return { tables: tablesAfter(state.tables, event), lastEventId: event.id };
}

function tablesAfter(tables: readonly BoardTable[], event: StoreEvent): readonly BoardTable[] {
  switch (event.type) {
    case 'order_created':
    case 'order_updated':
    case 'order_deleted':
      return withVisitsOrder(tables, event.data);
    case 'session_started':
    case 'session_updated':
      return withSession(tables, event.data);
    case 'session_ended':
      return withoutSession(tables, event.data);
    case 'call_created':
      return onTable(tables, { id: event.data.tableId, number: event.data.tableNumber }, (table) => ({
        ...table,
        calls: withCall(table.calls, event.data),
      }));
    case 'call_acknowledged': {
      // Nobody is on the way to it: its party has taken the call along to another table.
      const isCarried = event.data.acknowledgedAt === null;
      return tables.map((table) => {
        if (isCarried && table.id !== event.data.tableId) return table;
        const calls = callsAfter(table.calls, event);
        return calls === table.calls ? table : { ...table, calls: [...calls] };
      });
    }
    case 'table_updated':
      return withTable(tables, event.data);
    // Which orders have been looked at is kept beside the board: see seen-orders.ts.
    case 'orders_seen':
    case 'menu_updated':
    case 'store_updated':
      return tables;
  }
}

function withVisitsOrder(tables: readonly BoardTable[], data: OrderEvent): readonly BoardTable[] {
  const { session: summary, movedTo, ...order } = data;
  const { endedAt, ...session } = summary;
  if (endedAt !== undefined) return withLeaving(tables, order);
  if (movedTo) return withTransfer(tables, order, session, movedTo);
  return onTable(withoutOrder(tables, order), { id: order.tableId, number: order.tableNumber }, (table) => ({
    ...table,
    session,
    // A new session starts with nothing of the one before.
    orders: withOrder(table.session?.id === session.id ? table.orders : [], order),
  }));
}

/** An order is carried to one table, and is no other's. */
function withoutOrder(tables: readonly BoardTable[], { id, tableId }: Order): readonly BoardTable[] {
  return tables.map((table) => {
    if (table.id === tableId || !table.orders.some((known) => known.id === id)) return table;
    return { ...table, orders: table.orders.filter((known) => known.id !== id) };
  });
}

/** At once, so that it is never nowhere; the event to the other table brings that one's totals. */
function withTransfer(
  tables: readonly BoardTable[],
  order: Order,
  session: SessionSummary,
  { tableId, tableNumber }: Place,
): readonly BoardTable[] {
  return tables.map((table) => {
    if (table.session?.id === session.id) {
      return { ...table, session, orders: table.orders.filter(({ id }) => id !== order.id) };
    }
    if (table.id !== tableId || !table.session) return table;
    const carried = { ...order, tableId, tableNumber, sessionId: table.session.id };
    return { ...table, orders: withOrder(table.orders, carried) };
  });
}

/** An order of a party that has left is on the board as long as it is unfinished, whoever sits there now. */
function withLeaving(tables: readonly BoardTable[], order: Order): readonly BoardTable[] {
  return onTable(tables, { id: order.tableId, number: order.tableNumber }, (table) => ({
    ...table,
    leaving: isUnfinished(order)
      ? withOrder(table.leaving, order)
      : table.leaving.filter((known) => known.id !== order.id),
  }));
}

function withSession(tables: readonly BoardTable[], data: OpenSession): readonly BoardTable[] {
  const { tableId, tableNumber, ...session } = data;
  return onTable(tables, { id: tableId, number: tableNumber }, (table) => {
    if (table.session?.id === session.id) return { ...table, session };
    // Who is back after all has the kitchen's tickets again.
    const isOurs = (order: Order): boolean => order.sessionId === session.id;
    return {
      ...table,
      session,
      orders: table.leaving.filter(isOurs),
      leaving: table.leaving.filter((order) => !isOurs(order)),
    };
  });
}

function withoutSession(tables: readonly BoardTable[], ended: SessionEnd): readonly BoardTable[] {
  const left = tables.find((table) => table.session?.id === ended.id);
  if (!left?.session) return tables;
  const { movedTo } = ended;
  if (!movedTo) return tables.map((table) => (table === left ? afterEnd(left, ended) : table));
  // At once, so that nothing is anywhere else meanwhile; the events that follow say the same. Orders of a party that has joined
  // another one are there already.
  const { tableId, tableNumber } = movedTo;
  const carried = { orders: left.orders.map((order) => ({ ...order, tableId, tableNumber })), session: left.session };
  const calls = left.calls.map((call) => ({ ...call, tableId, tableNumber }));
  const cleared = tables.map((table) => (table === left ? { ...left, session: null, orders: [], calls: [] } : table));
  return onTable(cleared, { id: tableId, number: tableNumber }, (table) => ({
    ...table,
    ...(ended.mergedInto === undefined && carried),
    calls: calls.reduce(withCall, table.calls),
  }));
}

function afterEnd(table: BoardTable, { endedAt }: SessionEnd): BoardTable {
  const stillMade = table.leaving.filter((order) => Date.parse(order.createdAt) >= leavingSince(endedAt));
  const leaving = table.orders.filter(isUnfinished).reduceRight(withOrder, stillMade);
  return { ...table, session: null, orders: [], leaving };
}

function withTable(tables: readonly BoardTable[], data: Table): readonly BoardTable[] {
  return onTable(tables, data, (table) => ({ ...table, number: data.number, name: data.name })).toSorted(byNumber);
}

/** Changes one table; a table nobody has told of yet joins the board rather than losing its order. */
function onTable(
  tables: readonly BoardTable[],
  key: Pick<Table, 'id' | 'number'>,
  change: (table: BoardTable) => BoardTable,
): readonly BoardTable[] {
  if (tables.some((table) => table.id === key.id)) {
    return tables.map((table) => (table.id === key.id ? change(table) : table));
  }
  const joined: BoardTable = {
    id: key.id,
    number: key.number,
    name: '',
    session: null,
    orders: [],
    leaving: [],
    calls: [],
  };
  return [...tables, change(joined)].toSorted(byNumber);
}

function byNumber(a: Table, b: Table): number {
  return a.number - b.number;
}
