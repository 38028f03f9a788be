import { LRUCache } from 'lru-cache';
import type { Principal } from '../principal.ts';

const minute = 60_000;

/** Counts requests in windows of a minute, for each principal at each address; strangers count by their address alone. */
export class RateLimit {
  readonly #perMinute: number;
  readonly #counts = new LRUCache<string, { requests: number; until: number }>({ max: 50_000 });

  /** `perMinute` 0: no limit. */
  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Counts one request: 0 where it may pass, else the seconds until the next may. */
  take(principal: Principal | undefined, address: string): number {
    if (this.#perMinute === 0) return 0;
    const key = principal ? `${principal.signInId} ${address}` : address;
    const now = Date.now();
    const count = this.#counts.get(key);
    if (!count || count.until <= now) {
      this.#counts.set(key, { requests: 1, until: now + minute });
      return 0;
    }
    count.requests += 1;
    return count.requests <= this.#perMinute ? 0 : Math.ceil((count.until - now) / 1000);
  }
}
