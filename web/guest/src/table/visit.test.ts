import type { OrderEvent } from '@soban/contract/events';
import * as example from '@soban/contract/example-restaurant';
import { describe, expect, it } from 'vitest';
import { afterEvent, noVisit, type Visit, withOlder } from './visit.ts';

const session = { id: 'visit-1', startedAt: '2026-05-01T03:00:00Z', partySize: null, total: 9000, orderCount: 1 };

function orderEvent(id: string, change: Partial<OrderEvent> = {}): OrderEvent {
  return {
    ...example.order,
    id,
    number: `T05-${id}`,
    sessionId: session.id,
    session,
    ...change,
  };
}

function afterOrders(...ids: string[]): Visit {
  return ids.reduce((visit, id) => afterEvent(visit, { id, type: 'order_created', data: orderEvent(id) }), noVisit);
}

describe('the visit under live events', () => {
  it('shows new orders first, each once, and changes them in place', () => {
    const twice = afterOrders('001', '002', '002');
    expect(twice.items.map(({ id }) => id)).toEqual(['002', '001']);
    const total = { ...session, total: 0 };
    const canceled = afterEvent(twice, {
      id: '9',
      type: 'order_deleted',
      data: orderEvent('001', { status: 'canceled', cancelReason: '재료 소진', session: total }),
    });
    expect(canceled.items.map(({ status }) => status)).toEqual(['pending', 'canceled']);
    expect(canceled.session?.total).toBe(0);
  });

  it('forgets everything when the visit ends, and nothing when another one does', () => {
    const visit = afterOrders('001');
    const ended = { ...session, tableId: 'table-5', endedAt: session.startedAt };
    expect(afterEvent(visit, { id: '3', type: 'session_ended', data: ended })).toEqual(noVisit);
    const other = { ...ended, id: 'visit-0' };
    expect(afterEvent(visit, { id: '4', type: 'session_ended', data: other })).toBe(visit);
  });

  it('begins with nothing when a party is seated, and keeps what there is when more people come', () => {
    const place = { tableId: 'table-5', tableNumber: 5 };
    const seated = { ...session, id: 'visit-2', partySize: 2, total: 0, orderCount: 0 };
    const begun = afterEvent(afterOrders('001'), { id: '5', type: 'session_started', data: { ...seated, ...place } });
    expect(begun).toEqual({ items: [], nextCursor: null, session: seated });
    const visit = afterOrders('001');
    const more = { ...session, partySize: 3 };
    const after = afterEvent(visit, { id: '6', type: 'session_updated', data: { ...more, ...place } });
    expect(after).toEqual({ ...visit, session: more });
  });

  it('never mixes two visits', () => {
    const next = orderEvent('003', { sessionId: 'visit-2', session: { ...session, id: 'visit-2' } });
    const visit = afterEvent(afterOrders('001', '002'), { id: '5', type: 'order_created', data: next });
    expect(visit.items.map(({ id }) => id)).toEqual(['003']);
  });

  it('appends an older page without repeating what is there', () => {
    const { session: _, ...first } = orderEvent('001');
    const { session: __, ...second } = orderEvent('002');
    const visit = { ...afterOrders('002', '003'), nextCursor: 'more' };
    const page = { items: [second, first], nextCursor: null, session, lastEventId: '3' };
    expect(withOlder(visit, page).items.map(({ id }) => id)).toEqual(['003', '002', '001']);
    expect(withOlder(visit, page).nextCursor).toBeNull();
  });
});
