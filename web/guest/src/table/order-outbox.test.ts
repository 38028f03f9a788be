import * as example from '@soban/contract/example-restaurant';
import type { Order, OrderPage } from '@soban/contract/orders';
import { type ProblemCode, problemStatus } from '@soban/contract/vocabulary';
import { createApi } from '@soban/web-shared/api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OrderOutbox } from './order-outbox.ts';

const visit = { id: 'visit-1', startedAt: '2026-05-01T03:00:00Z', partySize: null, total: 0, orderCount: 0 };
const placed: Order = { ...example.order, total: 9000, sessionId: visit.id };
const tapped = {
  body: { items: [{ menuItemId: 'stew', quantity: 1, optionIds: [] }], expectedTotal: 9000 },
  sessionId: visit.id,
  lines: [{ key: 'stew', quantity: 1 }],
};

function refusal(code: ProblemCode, retryAfter?: number): Response {
  const status = problemStatus[code];
  const problem = { type: 'about:blank', title: code, status, detail: code, code, requestId: 'r' };
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  return new Response(JSON.stringify(problem), { status, headers });
}

/** A table's device: what lies in its storage outlives every screen opened on it. */
class Device {
  readonly keys: string[] = [];
  readonly answers: (Order | Response | Error)[] = [];
  readonly placed = vi.fn();
  readonly signedOut = vi.fn();
  online = true;
  open: OrderPage['session'] = visit;
  readonly #stored = new Map<string, string>();

  screen(): OrderOutbox {
    vi.stubGlobal('fetch', async (_path: string, { method, headers }: RequestInit) => {
      if (!this.online) throw new TypeError('offline');
      if (method === 'GET') {
        return Response.json({ items: [], nextCursor: null, session: this.open, lastEventId: '1' });
      }
      this.keys.push(new Headers(headers).get('idempotency-key') ?? '');
      const answer = this.answers.shift() ?? placed;
      if (answer instanceof Error) throw answer;
      if (answer instanceof Response) return answer;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return Response.json(answer, { status: 201 });
    });
    return new OrderOutbox({
      api: createApi('table', this.signedOut),
      storage: {
        getItem: (key) => this.#stored.get(key) ?? null,
        setItem: (key, value) => this.#stored.set(key, value),
        removeItem: (key) => this.#stored.delete(key),
      },
      exclusively: (task) => task(),
      now: () => Date.now(),
      isOnline: () => this.online,
      onPlaced: this.placed,
    });
  }

  signedIn(): OrderOutbox {
    const outbox = this.screen();
    outbox.resume('table-5');
    return outbox;
  }
}

describe('the order outbox', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const settle = () => vi.advanceTimersByTimeAsync(100);

  it('sends a double tap once', async () => {
    const device = new Device();
    const outbox = device.signedIn();
    outbox.place(tapped);
    outbox.place(tapped);
    await settle();
    expect(device.keys).toHaveLength(1);
    expect(outbox.state.getState()).toEqual({ step: 'placed', order: placed });
    expect(device.placed).toHaveBeenCalledOnce();
    outbox.acknowledge();
    expect(outbox.state.getState().step).toBe('idle');
  });

  it('keeps the order while offline and sends it once when the network is back', async () => {
    const device = new Device();
    const outbox = device.signedIn();
    device.online = false;
    outbox.place(tapped);
    await settle();
    expect(outbox.state.getState()).toMatchObject({ step: 'waiting', why: 'offline' });
    device.online = true;
    outbox.nudge();
    outbox.nudge();
    await settle();
    expect(outbox.state.getState().step).toBe('placed');
    expect(device.keys).toHaveLength(1);
  });

  it('retries a lost reply with the same key, also after a restart', async () => {
    const device = new Device();
    device.answers.push(new TypeError('lost'), new TypeError('lost'));
    const outbox = device.signedIn();
    outbox.place(tapped);
    await vi.advanceTimersByTimeAsync(5000);
    outbox.pause();
    device.answers.push(new TypeError('lost again'));
    const restarted = device.signedIn();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(device.keys.length).toBeGreaterThanOrEqual(3);
    expect(new Set(device.keys).size).toBe(1);
    expect([outbox.state.getState().step, restarted.state.getState().step]).toContain('placed');
    expect(device.placed).toHaveBeenCalledOnce();
  });

  it('waits as long as the server asks when there is too much at once', async () => {
    const device = new Device();
    device.answers.push(refusal('rate_limited', 20));
    const outbox = device.signedIn();
    outbox.place(tapped);
    await vi.advanceTimersByTimeAsync(19_000);
    expect(outbox.state.getState()).toMatchObject({ step: 'waiting', why: 'busy' });
    expect(device.keys).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(outbox.state.getState().step).toBe('placed');
  });

  it.each(['price_changed', 'sold_out', 'option_required', 'session_ended', 'validation_failed'] as const)(
    'hands %s back to the guest and forgets the key',
    async (code) => {
      const device = new Device();
      device.answers.push(refusal(code));
      const outbox = device.signedIn();
      outbox.place(tapped);
      await settle();
      expect(outbox.state.getState()).toMatchObject({ step: 'refused', problem: { code } });
      outbox.acknowledge();
      outbox.place(tapped);
      await settle();
      expect(new Set(device.keys).size).toBe(2);
    },
  );

  it('does not send for a visit that has ended meanwhile before the guest says so', async () => {
    const device = new Device();
    const outbox = device.signedIn();
    device.online = false;
    outbox.place(tapped);
    await settle();
    device.open = { ...visit, id: 'visit-2' };
    device.online = true;
    outbox.nudge();
    await settle();
    expect(outbox.state.getState()).toMatchObject({ step: 'asking', why: 'visit_ended' });
    expect(device.keys).toHaveLength(0);
    outbox.confirm();
    await settle();
    expect(outbox.state.getState().step).toBe('placed');
  });

  it('asks about a first order when its visit came and went, and about any that is older than 15 minutes', async () => {
    const device = new Device();
    const outbox = device.signedIn();
    device.online = false;
    outbox.place({ ...tapped, sessionId: null });
    await settle();
    outbox.visitEnded();
    device.online = true;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(outbox.state.getState()).toMatchObject({ step: 'asking', why: 'visit_ended' });
    outbox.cancel();

    device.online = false;
    outbox.place(tapped);
    await vi.advanceTimersByTimeAsync(16 * 60_000);
    device.online = true;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(outbox.state.getState()).toMatchObject({ step: 'asking', why: 'too_old' });
    expect(device.keys).toHaveLength(0);
  });

  it('says whether a called-off order may have arrived', async () => {
    const device = new Device();
    const outbox = device.signedIn();
    device.online = false;
    outbox.place(tapped);
    await settle();
    expect(outbox.cancel()).toBe(false);
    device.online = true;
    device.answers.push(new TypeError('lost'));
    outbox.place(tapped);
    await settle();
    expect(outbox.cancel()).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(device.keys).toHaveLength(1);
    expect(outbox.state.getState().step).toBe('idle');
  });

  it('holds the order through a sign-out and goes on after the next sign-in', async () => {
    const device = new Device();
    device.answers.push(refusal('unauthenticated'));
    const outbox = device.signedIn();
    outbox.place(tapped);
    await settle();
    expect(device.signedOut).toHaveBeenCalledOnce();
    expect(outbox.state.getState()).toMatchObject({ step: 'waiting', why: 'signed_out' });
    outbox.resume('table-5');
    await settle();
    expect(outbox.state.getState().step).toBe('placed');
    expect(new Set(device.keys).size).toBe(1);
  });

  it('sends a new order after one was called off in mid-air', async () => {
    const device = new Device();
    const outbox = device.signedIn();
    outbox.place(tapped);
    outbox.cancel();
    outbox.place(tapped);
    await vi.advanceTimersByTimeAsync(1000);
    expect(new Set(device.keys).size).toBe(2);
    expect(outbox.state.getState().step).toBe('placed');
  });
});
