import * as endpoints from '@soban/contract/endpoints';
import { expect } from 'vitest';
import type { TestApp } from '../harness/app-harness.ts';
import type { Answer, Client } from '../harness/client.ts';
import { demoPassword } from '../harness/restaurant.ts';

/** How a knock is answered: let in, looked at and found wrong, told to wait, or told that too many are waiting. */
export type Reply = 'in' | 'wrong' | 'wait' | 'busy';

const replies: Record<number, Reply> = { 200: 'in', 401: 'wrong', 429: 'wait', 503: 'busy' };

/** A browser or another client that signs in at one address, and keeps what it is given. */
export class Knocker {
  readonly #app: TestApp;
  readonly #address: string;
  /** The device's cookie, where it has been given one. */
  device: string | undefined;

  constructor(app: TestApp, address: string, device?: string) {
    this.#app = app;
    this.#address = address;
    this.device = device;
  }

  /** The same device on its way, or at home on another server. */
  at(address: string, app = this.#app): Knocker {
    return new Knocker(app, address, this.device);
  }

  /** As patiently as people are: a machine that is starved by other tests has nobody sent away for good. */
  async knock(tableNumber: number, password?: string): Promise<Reply> {
    return patiently(() => this.knockOnce(tableNumber, password));
  }

  async knockOnce(tableNumber: number, password = 'wrong'): Promise<Reply> {
    const body = { storeCode: 'demo', tableNumber, password };
    return this.#ask((client) => client.call(endpoints.signInTable, { body }));
  }

  async knockAsStaff(username: string, password = 'wrong'): Promise<Reply> {
    const body = { storeCode: 'demo', username, password };
    return patiently(() => this.#ask((client) => client.call(endpoints.signInStaff, { body })));
  }

  async #ask(call: (client: Client) => Promise<Answer>): Promise<Reply> {
    const cookie: Record<string, string> = this.device === undefined ? {} : { cookie: this.device };
    const answer = await call(this.#app.anyone.with({ 'x-forwarded-for': this.#address, ...cookie }));
    this.device = /soban_device=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? this.device;
    const reply = replies[answer.status];
    if (reply === undefined) throw new Error(`${answer.call} answered ${answer.status} ${answer.text}`);
    if (reply === 'wait' || reply === 'busy') {
      const { detail } = answer.refused(reply === 'wait' ? 'rate_limited' : 'unavailable');
      expect(detail).toMatch(/Wait|Try again/);
      const retryAfter = Number(answer.headers.get('retry-after'));
      expect(retryAfter).toBeGreaterThan(0);
      expect(retryAfter).toBeLessThanOrEqual(900);
    }
    return reply;
  }
}

async function patiently(knock: () => Promise<Reply>): Promise<Reply> {
  for (;;) {
    const reply = await knock();
    if (reply !== 'busy') return reply;
  }
}

export const right = demoPassword;

export function times<Result>(count: number, work: (at: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, at) => work(at)));
}

/** One after the other. */
export async function inTurn<Result>(count: number, work: (at: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < count; at += 1) results.push(await work(at));
  return results;
}

/** How many of each reply there are. */
export function tally(answers: readonly Reply[]): Partial<Record<Reply, number>> {
  const counts: Partial<Record<Reply, number>> = {};
  for (const reply of answers) counts[reply] = (counts[reply] ?? 0) + 1;
  return counts;
}
