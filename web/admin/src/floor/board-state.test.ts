import type { Board, BoardTable } from '@soban/contract/board';
import type { StoreEvent, StoreEvents } from '@soban/contract/events';
import * as example from '@soban/contract/example-restaurant';
import { isUnfinished, leavingSince, nextStatus, previousStatus } from '@soban/contract/lifecycle';
import type { Order } from '@soban/contract/orders';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent, fromSnapshot } from './board-state.ts';

/** What the people in a small store may do; each picks its target by a number, modulo what is there. */
type TableAct =
  | { kind: 'order'; table: number; price: number }
  | { kind: 'end'; table: number }
  | { kind: 'call'; table: number }
  | { kind: 'rename'; table: number; name: string };
type PartyAct = { kind: 'reopen' | 'move' | 'merge' | 'transfer'; party: number; to: number };
type OrderAct = { kind: 'bump' | 'recall' | 'cancel'; order: number };
type Act = TableAct | PartyAct | OrderAct | { kind: 'acknowledge'; call: number } | { kind: 'menu' };

const pick = fc.nat({ max: 20 });
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('order' as const), table: pick, price: fc.nat({ max: 90_000 }) }),
  fc.record({ kind: fc.constantFrom('bump' as const, 'recall' as const, 'cancel' as const), order: pick }),
  fc.record({ kind: fc.constant('end' as const), table: pick }),
  fc.record({ kind: fc.constantFrom('reopen' as const, 'move', 'merge', 'transfer'), party: pick, to: pick }),
  fc.record({ kind: fc.constant('call' as const), table: pick }),
  fc.record({ kind: fc.constant('acknowledge' as const), call: pick }),
  fc.record({ kind: fc.constant('rename' as const), table: pick, name: fc.string({ maxLength: 5 }) }),
  fc.record({ kind: fc.constant('menu' as const) }),
);

/** A store kept the plain way: everything in one mutable heap, snapshots taken by copying. */
class PlainStore {
  readonly events: StoreEvent[] = [];
  readonly #tables: BoardTable[] = [1, 2, 3].map((number) => ({
    id: `table-${number}`,
    number,
    name: '',
    session: null,
    orders: [],
    leaving: [],
    calls: [],
  }));
  readonly #ended = new Map<string, StoreEvents['session_ended']>();
  /** The orders of ended visits. */
  readonly #past = new Map<string, Order[]>();
  #made = 0;

  snapshot(): Board {
    return structuredClone({ tables: this.#tables, seenOrderIds: [], lastEventId: String(this.events.length) });
  }

  do(move: Act): void {
    if ('party' in move) this.#carry(move);
    else if ('table' in move) this.#atTable(move);
    else if ('order' in move) this.#change(move);
    else if ('call' in move) this.#acknowledge(move.call);
    else this.#tell('menu_updated', { version: this.#made, itemIds: [] });
  }

  #atTable(move: TableAct): void {
    const table = this.#tables[move.table % this.#tables.length];
    if (!table) return;
    if (move.kind === 'order') this.#order(table, move.price);
    else if (move.kind === 'rename') {
      table.name = move.name;
      this.#tell('table_updated', { id: table.id, number: table.number, name: table.name });
    } else if (move.kind === 'call') {
      const call = { id: this.#id(), tableId: table.id, tableNumber: table.number, note: null, acknowledgedAt: null };
      table.calls.push({ ...call, reason: 'water', createdAt: this.#now() });
      this.#tell('call_created', { ...call, reason: 'water', createdAt: this.#now() });
    } else if (table.session) {
      const ended = { ...table.session, tableId: table.id, endedAt: this.#now() };
      this.#ended.set(ended.id, ended);
      this.#past.set(ended.id, table.orders);
      this.#tell('session_ended', ended);
      const kept = table.leaving.filter(({ createdAt }) => Date.parse(createdAt) >= leavingSince(ended.endedAt));
      table.leaving = [...table.orders.filter(isUnfinished), ...kept].toSorted((a, b) => (a.id < b.id ? 1 : -1));
      table.session = null;
      table.orders = [];
    }
  }

  #carry({ kind, party, to }: PartyAct): void {
    if (kind === 'reopen') {
      this.#reopen(party);
      return;
    }
    const seated = this.#tables.filter(({ session }) => session);
    const from = seated[party % Math.max(1, seated.length)];
    const there = this.#tables[to % this.#tables.length];
    if (!from?.session || !there || from === there) return;
    if (kind === 'move' && !there.session) this.#move(from, there);
    if (kind === 'merge' && there.session) this.#merge(from, there);
    if (kind === 'transfer' && there.session) this.#transfer(from, there, to);
  }

  #reopen(party: number): void {
    const visits = [...this.#ended.values()];
    const ended = visits[party % Math.max(1, visits.length)];
    const table = this.#tables.find(({ id }) => id === ended?.tableId);
    if (!ended || !table || table.session) return;
    const { tableId, endedAt: _, ...session } = ended;
    this.#ended.delete(session.id);
    table.session = session;
    table.orders = this.#past.get(session.id) ?? [];
    table.leaving = table.leaving.filter(({ sessionId }) => sessionId !== session.id);
    this.#tell('session_started', { ...session, tableId, tableNumber: table.number });
    this.#tellOrders(table, table.orders);
  }

  #move(from: BoardTable, to: BoardTable): void {
    const { session, orders } = from;
    if (!session) return;
    const movedTo = { tableId: to.id, tableNumber: to.number };
    this.#tell('session_ended', { ...session, tableId: from.id, endedAt: this.#now(), movedTo });
    this.#tell('session_started', { ...session, ...movedTo });
    for (const order of orders) Object.assign(order, movedTo);
    Object.assign(to, { session, orders });
    Object.assign(from, { session: null, orders: [] });
    this.#tellOrders(to, orders);
    this.#carryCalls(from, to);
  }

  #merge(from: BoardTable, to: BoardTable): void {
    const { session, orders } = from;
    if (!session || !to.session) return;
    const movedTo = { tableId: to.id, tableNumber: to.number };
    for (const order of orders) Object.assign(order, movedTo, { sessionId: to.session.id });
    to.orders = [...to.orders, ...orders].toSorted((a, b) => (a.id < b.id ? 1 : -1));
    Object.assign(from, { session: null, orders: [] });
    this.#count(to);
    this.#tell('session_updated', { ...to.session, ...movedTo });
    this.#tellOrders(to, orders);
    const ended = { ...session, total: 0, orderCount: 0, tableId: from.id, endedAt: this.#now() };
    this.#tell('session_ended', { ...ended, movedTo, mergedInto: to.session.id });
    this.#carryCalls(from, to);
  }

  #transfer(from: BoardTable, to: BoardTable, which: number): void {
    const order = from.orders[which % Math.max(1, from.orders.length)];
    if (!order || !from.session || !to.session) return;
    const movedTo = { tableId: to.id, tableNumber: to.number };
    from.orders = from.orders.filter((other) => other !== order);
    this.#count(from);
    this.#tell('order_updated', { ...order, session: from.session, movedTo });
    Object.assign(order, movedTo, { sessionId: to.session.id });
    to.orders = [...to.orders, order].toSorted((a, b) => (a.id < b.id ? 1 : -1));
    this.#count(to);
    this.#tellOrders(to, [order]);
  }

  #tellOrders({ session }: BoardTable, newestFirst: readonly Order[]): void {
    if (session) for (const order of newestFirst.toReversed()) this.#tell('order_updated', { ...order, session });
  }

  #carryCalls(from: BoardTable, to: BoardTable): void {
    for (const call of from.calls) {
      this.#tell('call_acknowledged', call);
      Object.assign(call, { tableId: to.id, tableNumber: to.number });
      this.#tell('call_created', call);
    }
    to.calls = [...to.calls, ...from.calls].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    from.calls = [];
  }

  #order(table: BoardTable, total: number): void {
    table.session ??= { id: this.#id(), startedAt: this.#now(), partySize: null, total: 0, orderCount: 0 };
    const order: Order = {
      ...example.order,
      id: this.#id(),
      number: `T-${this.#made}`,
      total,
      tableId: table.id,
      tableNumber: table.number,
      sessionId: table.session.id,
      createdAt: this.#now(),
      statusChangedAt: this.#now(),
    };
    table.orders.unshift(order);
    this.#count(table);
    this.#tell('order_created', { ...order, session: table.session });
  }

  #change(move: OrderAct): void {
    const all = this.#tables.flatMap((table) => [...table.orders, ...table.leaving].map((order) => ({ table, order })));
    const found = all[move.order % Math.max(1, all.length)];
    if (!found) return;
    const { table, order } = found;
    const step = { bump: nextStatus, recall: previousStatus, cancel: () => 'canceled' as const }[move.kind];
    const to = order.status === 'canceled' ? null : step(order.status);
    if (!to) return;
    order.status = to;
    order.statusChangedAt = this.#now();
    const type = to === 'canceled' ? 'order_deleted' : 'order_updated';
    const ended = this.#ended.get(order.sessionId);
    if (ended) {
      if (to === 'canceled') {
        ended.total -= order.total;
        ended.orderCount -= 1;
      }
      const { tableId: _, ...session } = ended;
      this.#tell(type, { ...order, session });
      table.leaving = table.leaving.filter(isUnfinished);
    } else if (table.session) {
      this.#count(table);
      this.#tell(type, { ...order, session: table.session });
    }
  }

  #acknowledge(at: number): void {
    const all = this.#tables.flatMap((table) => table.calls.map((call) => ({ table, call })));
    const found = all[at % Math.max(1, all.length)];
    if (!found) return;
    found.table.calls = found.table.calls.filter((call) => call !== found.call);
    this.#tell('call_acknowledged', { ...found.call, acknowledgedAt: this.#now() });
  }

  #count(table: BoardTable): void {
    const standing = table.orders.filter((order) => order.status !== 'canceled');
    if (!table.session) return;
    table.session.total = standing.reduce((sum, order) => sum + order.total, 0);
    table.session.orderCount = standing.length;
  }

  #tell<Type extends StoreEvent['type']>(type: Type, data: StoreEvents[Type]): void {
    const id = String(this.events.length + 1);
    this.events.push({ id, type, data: structuredClone(data) } as StoreEvent);
  }

  #id(): string {
    this.#made += 1;
    return `id-${String(this.#made).padStart(4, '0')}`;
  }

  #now(): string {
    return new Date(Date.UTC(2026, 0, 1) + this.events.length * 1000).toISOString();
  }
}

/** A board that has never heard of parties that move: an ended visit is over wherever it is, an order is put where it says. */
function asBefore(tables: readonly BoardTable[], event: StoreEvent): BoardTable[] {
  return tables.map((table) => {
    switch (event.type) {
      case 'order_created':
      case 'order_updated':
      case 'order_deleted': {
        const { session, movedTo: _, ...order } = event.data;
        if (order.tableId !== table.id) return table;
        const others = table.session?.id === session.id ? table.orders.filter(({ id }) => id !== order.id) : [];
        return { ...table, session, orders: [order, ...others] };
      }
      case 'session_started':
      case 'session_updated': {
        const { tableId, tableNumber: _, ...session } = event.data;
        if (tableId !== table.id) return table;
        return { ...table, session, orders: table.session?.id === session.id ? table.orders : [] };
      }
      case 'session_ended':
        return table.session?.id === event.data.id ? { ...table, session: null, orders: [] } : table;
      case 'call_created':
        return event.data.tableId === table.id ? { ...table, calls: [...table.calls, event.data] } : table;
      case 'call_acknowledged':
        return { ...table, calls: table.calls.filter(({ id }) => id !== event.data.id) };
      default:
        return table;
    }
  });
}

describe('the board', () => {
  it('of an earlier release follows parties that move, merge and come back all the same', () => {
    const store = new PlainStore();
    const before = store.snapshot().tables;
    for (const table of [0, 0, 1]) store.do({ kind: 'order', table, price: 9000 });
    store.do({ kind: 'call', table: 0 });
    store.do({ kind: 'move', party: 0, to: 2 });
    store.do({ kind: 'end', table: 1 });
    store.do({ kind: 'reopen', party: 0, to: 0 });
    store.do({ kind: 'merge', party: 1, to: 1 });
    const seen = (tables: readonly BoardTable[]) =>
      tables.map(({ session, orders, calls }) => ({
        session,
        orders: orders.toSorted((a, b) => (a.id < b.id ? 1 : -1)),
        calls,
      }));
    const after = store.snapshot().tables;
    expect(after.map(({ orders }) => orders.length)).toEqual([0, 3, 0]);
    expect(seen(store.events.reduce<readonly BoardTable[]>(asBefore, before))).toEqual(seen(after));
  });

  it('carries a party and an order to another table in one event: they are never nowhere, and so never news', () => {
    const store = new PlainStore();
    for (const table of [0, 0, 1]) store.do({ kind: 'order', table, price: 9000 });
    store.do({ kind: 'transfer', party: 0, to: 1 });
    store.do({ kind: 'move', party: 0, to: 2 });
    store.do({ kind: 'merge', party: 1, to: 1 });
    let board = fromSnapshot({ tables: new PlainStore().snapshot().tables, seenOrderIds: [], lastEventId: '0' });
    let most = 0;
    for (const event of store.events) {
      board = applyEvent(board, event);
      const shown = board.tables.flatMap(({ orders }) => orders.map(({ id }) => id));
      expect(new Set(shown).size).toBe(shown.length);
      expect(shown.length).toBeGreaterThanOrEqual(most);
      most = shown.length;
    }
    expect(board.tables.map(({ orders }) => orders.length)).toEqual([0, 3, 0]);
  });

  it('stands, after any snapshot and the events that followed it, where a fresh snapshot stands', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80 }), pick, (acts, cut) => {
        const store = new PlainStore();
        const early = acts.slice(0, cut);
        for (const each of early) store.do(each);
        const start = store.snapshot();
        for (const each of acts.slice(cut)) store.do(each);
        const later = store.events.slice(Number(start.lastEventId));
        expect(later.reduce(applyEvent, fromSnapshot(start))).toEqual(fromSnapshot(store.snapshot()));
      }),
    );
  });

  it('is not moved by events it already holds, in whatever order they come again', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), fc.array(pick, { maxLength: 20 }), (acts, again) => {
        const store = new PlainStore();
        for (const each of acts) store.do(each);
        const board = fromSnapshot(store.snapshot());
        const old = again.flatMap((at) => store.events[at] ?? []);
        expect(old.reduce(applyEvent, board)).toBe(board);
      }),
    );
  });

  it('keeps the same object for every table that an event does not touch', () => {
    const store = new PlainStore();
    store.do({ kind: 'order', table: 0, price: 9000 });
    const before = fromSnapshot(store.snapshot());
    store.do({ kind: 'order', table: 1, price: 5000 });
    const [event] = store.events.slice(1);
    if (!event) throw new Error('the store told nothing');
    const after = applyEvent(before, event);
    expect(after.tables.map((table, at) => table === before.tables[at])).toEqual([true, false, true]);
  });

  it('lets a table join that was added after the snapshot', () => {
    const empty = fromSnapshot({ tables: [], seenOrderIds: [], lastEventId: '4' });
    const joined = applyEvent(empty, { id: '5', type: 'table_updated', data: { id: 't', number: 9, name: '창가' } });
    expect(joined.tables).toEqual([
      { id: 't', number: 9, name: '창가', session: null, orders: [], leaving: [], calls: [] },
    ]);
  });
});
