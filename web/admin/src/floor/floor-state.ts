import type { Board, BoardTable } from '@soban/contract/board';
import type { StoreEvent } from '@soban/contract/events';
import { isUnfinished, lineAtStep } from '@soban/contract/lifecycle';
import type { Order } from '@soban/contract/orders';
import type { OrderStatus } from '@soban/contract/vocabulary';
import { applyEvent, type BoardState, fromSnapshot } from './board-state.ts';

/** A step somebody here has asked for: shown at once, true only when the server's event says so. */
export interface Move {
  readonly orderId: string;
  readonly from: OrderStatus;
  readonly to: OrderStatus;
  /** When it was asked for, as an instant. */
  readonly at: string;
}

/** What the server told, what was asked of it since, and from both what is shown. */
export interface FloorState {
  readonly truth: BoardState | null;
  readonly moves: ReadonlyMap<string, Move>;
  /** Moves the server has accepted but not yet told as an event. */
  readonly accepted: ReadonlySet<Move>;
  /** Calls taken here that the server has not told of yet. */
  readonly takenCalls: ReadonlySet<string>;
  readonly tables: readonly BoardTable[];
  /** Finished orders that left the board with their party, the latest first: the kitchen may call them back, or must hear that they are off. */
  readonly gone: readonly Order[];
}

const mostGone = 60;

export const emptyFloor: FloorState = {
  truth: null,
  moves: new Map(),
  accepted: new Set(),
  takenCalls: new Set(),
  tables: [],
  gone: [],
};

export function snapshotLoaded(state: FloorState, board: Board): FloorState {
  const truth = fromSnapshot(board);
  const orders = new Map(ordersOn(truth.tables).map((order) => [order.id, order] as const));
  const open = [...state.moves.values()].filter(
    (move) => !state.accepted.has(move) && orders.get(move.orderId)?.status !== move.to,
  );
  const calls = new Set(truth.tables.flatMap((table) => table.calls.map((call) => call.id)));
  return shown({
    ...state,
    truth,
    moves: new Map(open.map((move) => [move.orderId, move])),
    accepted: new Set(),
    gone: state.gone.filter(({ id }) => !orders.has(id)),
    takenCalls: new Set([...state.takenCalls].filter((id) => calls.has(id))),
  });
}

export function eventTold(state: FloorState, event: StoreEvent): FloorState {
  if (!state.truth) return state;
  const truth = applyEvent(state.truth, event);
  if (truth === state.truth) return state;
  const gone = goneAfter(state.gone, state.truth, event);
  return shown(settled({ ...state, truth, gone }, event));
}

/** Everything that the tables hold, of parties that have left too. */
export function ordersOn(tables: readonly BoardTable[]): Order[] {
  return tables.flatMap((table) => [...table.orders, ...table.leaving]);
}

/** What the kitchen sees of a table: of a party that came by phone nothing that is new, until somebody has nodded to it. */
export function ordersToMake(table: BoardTable): Order[] {
  return ordersOn([table]).filter((order) => !isHeldBack(table, order));
}

function isHeldBack({ session }: BoardTable, { sessionId, status }: Order): boolean {
  const isNew = status === 'pending' || status === 'canceled';
  return session?.awaiting === true && session.id === sessionId && isNew;
}

/** All that a kitchen may have to do with, in the steps that are shown here. */
export function ordersInKitchen({ tables, gone, moves }: Pick<FloorState, 'tables' | 'gone' | 'moves'>): Order[] {
  return [...tables.flatMap(ordersToMake), ...gone.map((order) => shownOrder(order, moves.get(order.id)))];
}

function goneAfter(gone: readonly Order[], before: BoardState, event: StoreEvent): readonly Order[] {
  switch (event.type) {
    case 'order_created':
    case 'order_updated':
    case 'order_deleted': {
      const { session, ...order } = event.data;
      const others = gone.filter(({ id }) => id !== order.id);
      if (session.endedAt === undefined || isUnfinished(order)) return others.length < gone.length ? others : gone;
      return [order, ...others].slice(0, mostGone);
    }
    case 'session_started':
      return gone.filter(({ sessionId }) => sessionId !== event.data.id);
    case 'session_ended': {
      if (event.data.movedTo) return gone;
      const left = before.tables.find(({ session }) => session?.id === event.data.id);
      const finished = left?.orders.filter((order) => !isUnfinished(order) && !isHeldBack(left, order)) ?? [];
      return finished.length > 0 ? [...finished, ...gone].slice(0, mostGone) : gone;
    }
    default:
      return gone;
  }
}

/** Drops what the event has made true, or has overtaken after the server had accepted it. */
function settled(state: FloorState, event: StoreEvent): FloorState {
  if (event.type === 'call_acknowledged') return { ...state, takenCalls: without(state.takenCalls, event.data.id) };
  if (event.type !== 'order_updated' && event.type !== 'order_deleted') return state;
  const move = state.moves.get(event.data.id);
  if (!move || (move.to !== event.data.status && !state.accepted.has(move))) return state;
  return withoutMove(state, move);
}

export function moveAsked(state: FloorState, move: Move): FloorState {
  return shown({ ...state, moves: new Map(state.moves).set(move.orderId, move) });
}

/** The server said yes: the step stays shown until its event arrives, which may have happened already. */
export function moveAccepted(state: FloorState, move: Move): FloorState {
  if (state.moves.get(move.orderId) !== move) return state;
  return { ...state, accepted: new Set(state.accepted).add(move) };
}

/** The server said no, or nothing: back to what it told. */
export function moveRefused(state: FloorState, move: Move): FloorState {
  return state.moves.get(move.orderId) === move ? shown(withoutMove(state, move)) : state;
}

export function callTaken(state: FloorState, callId: string): FloorState {
  return shown({ ...state, takenCalls: new Set(state.takenCalls).add(callId) });
}

export function callReturned(state: FloorState, callId: string): FloorState {
  return shown({ ...state, takenCalls: without(state.takenCalls, callId) });
}

function withoutMove(state: FloorState, move: Move): FloorState {
  const moves = new Map(state.moves);
  moves.delete(move.orderId);
  return { ...state, moves, accepted: without(state.accepted, move) };
}

function without<Value>(values: ReadonlySet<Value>, value: Value): ReadonlySet<Value> {
  return new Set([...values].filter((each) => each !== value));
}

/** Lays the open moves over the truth; tables that none touches stay the same object, so that their cards rest. */
function shown(state: FloorState): FloorState {
  const { moves, takenCalls } = state;
  const told = state.truth?.tables ?? [];
  if (moves.size === 0 && takenCalls.size === 0) return { ...state, tables: told };
  return { ...state, tables: told.map((table) => shownTable(table, moves, takenCalls)) };
}

function shownTable(table: BoardTable, moves: ReadonlyMap<string, Move>, takenCalls: ReadonlySet<string>): BoardTable {
  const moved = ordersOn([table]).some((order) => moves.has(order.id));
  const shownAll = (orders: Order[]): Order[] => orders.map((order) => shownOrder(order, moves.get(order.id)));
  const taken = table.calls.some((call) => takenCalls.has(call.id));
  if (!moved && !taken) return table;
  return {
    ...table,
    orders: moved ? shownAll(table.orders) : table.orders,
    leaving: moved ? shownAll(table.leaving) : table.leaving,
    calls: taken ? table.calls.filter((call) => !takenCalls.has(call.id)) : table.calls,
  };
}

/** Canceled is final: no step of ours shows over it. */
function shownOrder(order: Order, move: Move | undefined): Order {
  if (!move || order.status === 'canceled' || order.status === move.to) return order;
  const items = order.items.map((line) => lineAtStep(line, move.to));
  return { ...order, status: move.to, items, statusChangedAt: move.at };
}
