import type { Board } from '@soban/contract/board';
import type { StoreEvent } from '@soban/contract/events';
import * as example from '@soban/contract/example-restaurant';
import { canMove } from '@soban/contract/lifecycle';
import type { Order } from '@soban/contract/orders';
import { type OrderStatus, orderStatuses } from '@soban/contract/vocabulary';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  callReturned,
  callTaken,
  emptyFloor,
  eventTold,
  type FloorState,
  type Move,
  moveAccepted,
  moveAsked,
  moveRefused,
  ordersInKitchen,
  snapshotLoaded,
} from './floor-state.ts';

const { session } = example;
const pending: Order = { ...example.order, id: 'order', tableId: 'table', tableNumber: 1 };
const call = { ...example.call, id: 'call', tableId: 'table', tableNumber: 1 };

function boardWith(status: OrderStatus, lastEventId: string): Board {
  const order = { ...pending, status };
  return {
    tables: [{ id: 'table', number: 1, name: '', session, orders: [order], leaving: [], calls: [call] }],
    seenOrderIds: [],
    lastEventId,
  };
}

function updated(id: number, status: OrderStatus): StoreEvent {
  const type = status === 'canceled' ? 'order_deleted' : 'order_updated';
  return { id: String(id), type, data: { ...pending, status, session } };
}

const bump: Move = { orderId: 'order', from: 'pending', to: 'preparing', at: '2026-03-01T12:00:00Z' };
const start = snapshotLoaded(emptyFloor, boardWith('pending', '1'));
const status = (state: FloorState): OrderStatus | undefined => state.tables[0]?.orders[0]?.status;

describe('a step asked for here', () => {
  it('shows at once, and stays through the reply until the event makes it true', () => {
    const asked = moveAsked(start, bump);
    expect(status(asked)).toBe('preparing');
    const accepted = moveAccepted(asked, bump);
    expect(status(accepted)).toBe('preparing');
    const told = eventTold(accepted, updated(2, 'preparing'));
    expect(status(told)).toBe('preparing');
    expect(told.moves.size).toBe(0);
    expect(told.accepted.size).toBe(0);
  });

  it('is taken back when the server refuses it', () => {
    expect(status(moveRefused(moveAsked(start, bump), bump))).toBe('pending');
  });

  it('gives way to what somebody else did first', () => {
    const overtaken = eventTold(moveAsked(start, bump), updated(2, 'canceled'));
    expect(status(overtaken)).toBe('canceled');
    expect(status(moveRefused(overtaken, bump))).toBe('canceled');
  });

  it('is not settled by the reply to an earlier one', () => {
    const undo: Move = { ...bump, from: 'preparing', to: 'pending' };
    const both = moveAccepted(moveAsked(moveAsked(start, bump), undo), bump);
    expect(both.accepted.has(undo)).toBe(false);
    expect(status(eventTold(both, updated(2, 'preparing')))).toBe('pending');
  });

  it('leaves exactly what the server told once every answer and event has come, in whatever order', () => {
    const accepted = fc.record({
      to: fc.constantFrom(...orderStatuses),
      eventFirst: fc.boolean(),
      refused: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(accepted, { maxLength: 12 }), (steps) => {
        let state = start;
        let truth: OrderStatus = 'pending';
        let id = 1;
        for (const { to, eventFirst, refused } of steps) {
          if (!canMove(truth, to)) continue;
          const move: Move = { orderId: 'order', from: truth, to, at: bump.at };
          state = moveAsked(state, move);
          if (refused) {
            state = moveRefused(state, move);
          } else {
            id += 1;
            truth = to;
            const event = updated(id, to);
            state = eventFirst
              ? moveAccepted(eventTold(state, event), move)
              : eventTold(moveAccepted(state, move), event);
          }
        }
        expect(state.tables).toEqual(snapshotLoaded(emptyFloor, boardWith(truth, String(id))).tables);
        expect([state.moves.size, state.accepted.size]).toEqual([0, 0]);
      }),
    );
  });

  it('does not outlive a fresh snapshot once accepted, and does while its answer is out', () => {
    const asked = moveAsked(start, bump);
    expect(status(snapshotLoaded(moveAccepted(asked, bump), boardWith('completed', '5')))).toBe('completed');
    expect(status(snapshotLoaded(asked, boardWith('pending', '1')))).toBe('preparing');
  });
});

describe('a call taken here', () => {
  it('leaves the board at once and returns when the server could not be told', () => {
    const taken = callTaken(start, 'call');
    expect(taken.tables[0]?.calls).toEqual([]);
    expect(callReturned(taken, 'call').tables[0]?.calls).toEqual([call]);
    const told = eventTold(taken, { id: '2', type: 'call_acknowledged', data: call });
    expect(told.tables[0]?.calls).toEqual([]);
    expect(told.takenCalls.size).toBe(0);
  });
});

describe('what has left the board with its party', () => {
  const endedAt = '2026-03-01T13:00:00Z';
  const ended: StoreEvent = { id: '2', type: 'session_ended', data: { ...session, tableId: 'table', endedAt } };
  const afterwards = (id: number, to: OrderStatus): StoreEvent => ({
    id: String(id),
    type: to === 'canceled' ? 'order_deleted' : 'order_updated',
    data: { ...pending, status: to, session: { ...session, endedAt } },
  });
  const inKitchen = (state: FloorState) => ordersInKitchen(state).map((order) => order.status);

  it('stays with the kitchen: unfinished on the board, finished within reach', () => {
    const left = eventTold(start, ended);
    expect(left.tables[0]).toMatchObject({ session: null, orders: [], leaving: [{ id: 'order' }] });
    const done = eventTold(eventTold(left, afterwards(3, 'preparing')), afterwards(4, 'completed'));
    expect(done.tables[0]?.leaving).toEqual([]);
    expect(inKitchen(done)).toEqual(['completed']);
    expect(inKitchen(moveAsked(done, { ...bump, from: 'completed' }))).toEqual(['preparing']);
    const back = eventTold(done, afterwards(5, 'preparing'));
    expect(back.gone).toEqual([]);
    expect(inKitchen(back)).toEqual(['preparing']);
    expect(inKitchen(eventTold(back, afterwards(6, 'canceled')))).toEqual(['canceled']);
  });

  it('is there, finished before its party left, until that party is back', () => {
    const left = eventTold(snapshotLoaded(emptyFloor, boardWith('completed', '1')), ended);
    expect(inKitchen(left)).toEqual(['completed']);
    const again = { ...session, tableId: 'table', tableNumber: 1 };
    expect(eventTold(left, { id: '3', type: 'session_started', data: again }).gone).toEqual([]);
  });
});

describe('a party that came by phone', () => {
  const awaiting = { ...session, awaiting: true };
  const ordered = eventTold(snapshotLoaded(emptyFloor, { tables: [], seenOrderIds: [], lastEventId: '1' }), {
    id: '2',
    type: 'order_created',
    data: { ...pending, session: awaiting },
  });

  it('is nothing to the kitchen until somebody has nodded, unless somebody has begun to cook', () => {
    expect(status(ordered)).toBe('pending');
    expect(ordersInKitchen(ordered)).toEqual([]);
    const nod = { ...session, tableId: 'table', tableNumber: 1 };
    expect(ordersInKitchen(eventTold(ordered, { id: '3', type: 'session_updated', data: nod }))).toEqual([pending]);
    const begun = eventTold(ordered, {
      ...updated(3, 'preparing'),
      data: { ...pending, status: 'preparing', session: awaiting },
    } as StoreEvent);
    expect(ordersInKitchen(begun)).toHaveLength(1);
  });

  it('leaves the kitchen nothing to be told of when it is sent away', () => {
    const canceled = { ...pending, status: 'canceled' as const };
    const off = eventTold(ordered, { id: '3', type: 'order_deleted', data: { ...canceled, session: awaiting } });
    const ended = { ...session, tableId: 'table', endedAt: '2026-03-01T12:00:00Z' };
    expect(ordersInKitchen(off)).toEqual([]);
    expect(ordersInKitchen(eventTold(off, { id: '4', type: 'session_ended', data: ended }))).toEqual([]);
  });
});
