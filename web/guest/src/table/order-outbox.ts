import * as endpoints from '@soban/contract/endpoints';
import type { Order, PlaceOrder } from '@soban/contract/orders';
import type { Problem } from '@soban/contract/problem';
import { type Api, ApiError, isSignedOut } from '@soban/web-shared/api';
import { newIdempotencyKey } from '@soban/web-shared/ordering/idempotency-key';
import { createStore } from 'zustand/vanilla';
import { type AskReason, judge, type PendingOrder, PendingOrderShelf, type PendingStorage } from './pending-order.ts';

/** Why an order is still waiting; each has its own words. */
export type WaitReason = 'offline' | 'unreachable' | 'busy' | 'unavailable' | 'signed_out';

export type OutboxState =
  | { step: 'idle' }
  | { step: 'sending'; pending: PendingOrder }
  | { step: 'waiting'; pending: PendingOrder; why: WaitReason }
  | { step: 'asking'; pending: PendingOrder; why: AskReason }
  | { step: 'placed'; order: Order }
  | { step: 'refused'; problem: Problem };

export interface OutboxSurroundings {
  api: Api;
  storage: PendingStorage;
  /** Runs one at a time across the device's tabs. */
  exclusively(task: () => Promise<void>): Promise<void>;
  now(): number;
  isOnline(): boolean;
  onPlaced(order: Order, pending: PendingOrder): void;
}

export interface NewOrder {
  body: PlaceOrder;
  sessionId: string | null;
  lines: PendingOrder['lines'];
}

const firstDelay = 1000;
const slowestDelay = 15_000;

/** Sends one order at a time and does not let go of it before the server has answered or the guest has called it off. */
export class OrderOutbox {
  readonly state = createStore<OutboxState>(() => ({ step: 'idle' }));
  readonly #around: OutboxSurroundings;
  readonly #shelf: PendingOrderShelf;
  #tableId: string | undefined;
  #delivering = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The key of the order tapped on this screen and not tried yet: it needs no second thought before its first try. */
  #fresh: string | undefined;

  constructor(around: OutboxSurroundings) {
    this.#around = around;
    this.#shelf = new PendingOrderShelf(around.storage);
  }

  get #step(): OutboxState['step'] {
    return this.state.getState().step;
  }

  /** The table is signed in: from here on, what lies in the storage is sent. */
  resume(tableId: string): void {
    this.#tableId = tableId;
    this.nudge();
  }

  /** The table is signed out: what is waiting waits for the next sign-in. */
  pause(): void {
    this.#tableId = undefined;
    clearTimeout(this.#timer);
  }

  /** Keeps the order, then sends it; a second tap while one is on its way does nothing. */
  place({ body, sessionId, lines }: NewOrder): void {
    const tableId = this.#tableId;
    if (tableId === undefined) return;
    const earlier = this.#shelf.read();
    if (earlier) {
      this.#become({ step: 'sending', pending: earlier });
      void this.#deliver();
      return;
    }
    const idempotencyKey = newIdempotencyKey();
    const pending: PendingOrder = {
      idempotencyKey,
      body,
      createdAt: this.#around.now(),
      tableId,
      sessionId,
      lines,
      attempts: 0,
      mayHaveArrived: false,
      visitEnded: false,
    };
    this.#shelf.write(pending);
    this.#fresh = idempotencyKey;
    this.#become({ step: 'sending', pending });
    void this.#deliver();
  }

  /** Something changed for the better (network, live connection): try at once. */
  nudge(): void {
    const pending = this.#shelf.read();
    if (!pending) {
      if (this.#step !== 'placed' && this.#step !== 'refused') this.#become({ step: 'idle' });
      return;
    }
    this.#failures = 0;
    if (this.#tableId === undefined || this.#step === 'asking') return;
    // After a reload the guest sees at once that it is under way, and is not asked to order again.
    if (this.#step === 'idle') this.#become({ step: 'sending', pending });
    void this.#deliver();
  }

  /** Another tab has been at the storage: if it delivered or called off the order, there is nothing to wait for here. */
  otherTabActed(): void {
    const step = this.#step;
    const waiting = step === 'sending' || step === 'waiting' || step === 'asking';
    if (!waiting || this.#delivering || this.#shelf.read()) return;
    clearTimeout(this.#timer);
    this.#become({ step: 'idle' });
  }

  /** Staff ended the visit: an order still waiting is not sent without asking. */
  visitEnded(): void {
    const pending = this.#shelf.read();
    if (pending && pending.idempotencyKey !== this.#fresh) this.#shelf.write({ ...pending, visitEnded: true });
  }

  /** The guest, asked, wants it sent: it counts as tapped now, for whatever visit is open. */
  confirm(): void {
    const pending = this.#shelf.read();
    if (!pending || this.#tableId === undefined) return;
    const renewed = {
      ...pending,
      createdAt: this.#around.now(),
      tableId: this.#tableId,
      sessionId: null,
      visitEnded: false,
    };
    this.#shelf.write(renewed);
    this.#become({ step: 'sending', pending: renewed });
    void this.#deliver();
  }

  /** The guest calls it off; answers whether it may have arrived all the same. */
  cancel(): boolean {
    clearTimeout(this.#timer);
    const pending = this.#shelf.read();
    this.#shelf.clear();
    this.#become({ step: 'idle' });
    return pending?.mayHaveArrived ?? false;
  }

  /** The guest has read the answer. */
  acknowledge(): void {
    if (this.#step === 'placed' || this.#step === 'refused') this.#become({ step: 'idle' });
  }

  async #deliver(): Promise<void> {
    if (this.#delivering || this.#tableId === undefined) return;
    this.#delivering = true;
    clearTimeout(this.#timer);
    let tried: string | undefined;
    try {
      await this.#around.exclusively(async () => {
        tried = await this.#tryOnce();
      });
    } finally {
      this.#delivering = false;
    }
    // Called off and ordered anew while the first was still on its way.
    const next = this.#shelf.read();
    if (next && next.idempotencyKey === this.#fresh && next.idempotencyKey !== tried) await this.#deliver();
  }

  /** Another tab may have delivered it while this one waited for its turn, so the storage is asked again. */
  async #tryOnce(): Promise<string | undefined> {
    const pending = this.#shelf.read();
    const tableId = this.#tableId;
    if (!pending || tableId === undefined) {
      this.#become({ step: 'idle' });
      return undefined;
    }
    try {
      if (pending.idempotencyKey !== this.#fresh) {
        const { session } = await this.#around.api.call(endpoints.listOrders, { query: { limit: 1 } });
        const verdict = judge(pending, this.#around.now(), tableId, session);
        if (verdict !== 'send') {
          this.#become({ step: 'asking', pending, why: verdict });
          return pending.idempotencyKey;
        }
      }
      await this.#send(pending);
      this.#failures = 0;
    } catch (error) {
      this.#afterFailure(error, pending.idempotencyKey);
    } finally {
      if (this.#fresh === pending.idempotencyKey) this.#fresh = undefined;
    }
    return pending.idempotencyKey;
  }

  async #send(pending: PendingOrder): Promise<void> {
    const online = this.#around.isOnline();
    const trying = { ...pending, attempts: pending.attempts + 1, mayHaveArrived: pending.mayHaveArrived || online };
    this.#shelf.write(trying);
    this.#become({ step: 'sending', pending: trying });
    const headers = { 'idempotency-key': pending.idempotencyKey };
    const order = await this.#around.api.call(endpoints.placeOrder, { headers, body: pending.body });
    if (this.#shelf.read()?.idempotencyKey === pending.idempotencyKey) this.#shelf.clear();
    this.#become({ step: 'placed', order });
    this.#around.onPlaced(order, trying);
  }

  #afterFailure(error: unknown, idempotencyKey: string): void {
    const pending = this.#shelf.read();
    // Called off while it was on its way.
    if (pending?.idempotencyKey !== idempotencyKey) return;
    // Whatever is not an answer that can be understood leaves the order where it was: kept, and tried again.
    if (!(error instanceof ApiError)) {
      this.#wait(pending, this.#around.isOnline() ? 'unreachable' : 'offline');
      return;
    }
    const { problem, retryAfter } = error;
    if (problem.code === 'rate_limited') this.#wait(pending, 'busy', retryAfter);
    else if (problem.status >= 500) this.#wait(pending, 'unavailable', retryAfter);
    else if (isSignedOut(error)) {
      this.pause();
      this.#become({ step: 'waiting', pending, why: 'signed_out' });
    } else {
      this.#shelf.clear();
      this.#become({ step: 'refused', problem });
    }
  }

  #wait(pending: PendingOrder, why: WaitReason, retryAfter?: number): void {
    this.#become({ step: 'waiting', pending, why });
    const backoff = Math.min(slowestDelay, firstDelay * 2 ** this.#failures);
    this.#failures += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#deliver(), retryAfter ?? backoff / 2 + (Math.random() * backoff) / 2);
  }

  #become(state: OutboxState): void {
    if (state.step !== 'idle' || this.#step !== 'idle') this.state.setState(state, true);
  }
}
