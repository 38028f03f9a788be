import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnswerOf } from '@soban/contract/endpoint';
import { placeOrder } from '@soban/contract/endpoints';
import type { Order, PlaceOrder } from '@soban/contract/orders';
import type { Guest } from '../harness/guest.ts';
import { post } from './requests.ts';

export interface RushOptions {
  guests: readonly Guest[];
  order: PlaceOrder;
  /** Where a guest's attempt goes: the first, the second … under the same key. */
  where: (guest: number, attempt: number) => string;
  /** Milliseconds that a guest waits after an order. */
  pause?: number;
}

export interface Attempt {
  guest: number;
  /** Milliseconds on `performance.now()`'s clock. */
  sentAt: number;
  answeredAt: number;
  /** 0: no answer. */
  status: number;
}

/** Milliseconds before an order is sent again. */
const beforeRetry = 100;

/** Guests who order one thing after another, each under its key until it is taken, as their app does. */
export class Rush {
  readonly acknowledged: Order[] = [];
  /** When each order was acknowledged, on `performance.now()`'s clock. */
  readonly acknowledgedAt = new Map<string, number>();
  readonly attempts: Attempt[] = [];
  /** Orders that took more than one attempt. */
  retried = 0;
  readonly #options: RushOptions;
  readonly #body: string;
  readonly #guests: Promise<void>[];
  #isOver = false;

  constructor(options: RushOptions) {
    this.#options = options;
    this.#body = JSON.stringify(options.order);
    this.#guests = options.guests.map((guest, at) => this.#visit(guest, at));
  }

  /** No new orders; resolves once every order that was ever sent has been taken. */
  async end(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#guests);
  }

  /** Attempts that were sent in this span of `performance.now()`. */
  sentWithin(from: number, to: number): Attempt[] {
    return this.attempts.filter(({ sentAt }) => sentAt >= from && sentAt < to);
  }

  async #visit(guest: Guest, at: number): Promise<void> {
    // They do not all sit down in the same moment.
    await sleep(Math.random() * (this.#options.pause ?? 50));
    while (!this.#isOver) {
      await this.#insist(guest, at);
      await sleep(this.#options.pause ?? 0);
    }
  }

  async #insist({ token }: Guest, guest: number): Promise<void> {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() };
    for (let attempt = 0; ; attempt += 1) {
      const sentAt = performance.now();
      const { status, text } = await post(this.#options.where(guest, attempt) + placeOrder.path, headers, this.#body);
      const answeredAt = performance.now();
      this.attempts.push({ guest, sentAt, answeredAt, status });
      if (status === 201) {
        const order = JSON.parse(text) as AnswerOf<typeof placeOrder>;
        this.acknowledged.push(order);
        this.acknowledgedAt.set(order.id, answeredAt);
        if (attempt > 0) this.retried += 1;
        return;
      }
      if (![0, 502, 503, 504].includes(status)) throw new Error(`An order was answered ${status}: ${text}`);
      await sleep(beforeRetry);
    }
  }
}
