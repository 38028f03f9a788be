import { LRUCache } from 'lru-cache';
import type { SharedMemory } from '../cache/shared-memory.ts';
import type { Principal } from '../principal.ts';
import { every } from '../waiting/every.ts';
import { addressKey } from './address-key.ts';

const minute = 60_000;
/** Milliseconds between exchanges with the other instances: so late they know of each other's requests. */
const shareInterval = 250;
/** Counts in one exchange, and counts that may wait for one; more than that each instance keeps to itself. */
const mostAtOnce = 1000;
const mostWaiting = 10_000;

interface Count {
  requests: number;
  /** Of these, how many the other instances have not been told of. */
  untold: number;
  /** Milliseconds on this process's own clock. */
  until: number;
}

/** Adds to each count, whose minute begins with its first request anywhere; answers totals and the milliseconds they have left. */
const addAll = `
  local answer = {}
  for at, key in ipairs(KEYS) do
    local total = redis.call('incrby', key, ARGV[at])
    if total == tonumber(ARGV[at]) then redis.call('pexpire', key, ${minute}) end
    answer[2 * at - 1] = total
    answer[2 * at] = redis.call('pttl', key)
  end
  return answer`;

/** What is asked for: work of the API, or a file, of which a page needs dozens. They are counted each for themselves. */
export type Asked = 'work' | 'file';
/** How many files may be asked for in the place of one piece of work. */
const filesForWork = 10;

/**
 * Counts requests in windows of a minute, for each principal at each address; strangers count by their address alone. Each
 * instance counts at once by itself, and learns the others' counts a moment later.
 */
export class RateLimit {
  readonly #perMinute: number;
  readonly #shared: SharedMemory | undefined;
  readonly #counts = new LRUCache<string, Count>({ max: 50_000 });
  readonly #waiting = new Map<string, Count>();

  /** `perMinute` 0: no limit. */
  constructor(perMinute: number, shared?: SharedMemory) {
    this.#perMinute = perMinute;
    this.#shared = shared;
  }

  /** Counts one request: 0 where it may pass, else the seconds until the next may. */
  take(asked: Asked, principal: Principal | undefined, address: string): number {
    if (this.#perMinute === 0) return 0;
    const limit = asked === 'work' ? this.#perMinute : this.#perMinute * filesForWork;
    const counted = addressKey(address);
    const caller = principal ? `${principal.signInId} ${counted}` : counted;
    const key = asked === 'work' ? caller : `file ${caller}`;
    const now = performance.now();
    let count = this.#counts.get(key);
    if (!count || count.until <= now) {
      count = { requests: 0, untold: 0, until: now + minute };
      this.#counts.set(key, count);
    }
    count.requests += 1;
    if (this.#shared) this.#note(key, count);
    return count.requests <= limit ? 0 : Math.ceil((count.until - now) / 1000);
  }

  /** Begins to share the counts; answers how to stop it. */
  startSharing(): () => void {
    return every(shareInterval, () => this.#share());
  }

  #note(key: string, count: Count): void {
    if (count.untold === 0) {
      if (this.#waiting.size >= mostWaiting) return;
      this.#waiting.set(key, count);
    }
    count.untold += 1;
  }

  /** Where nobody answers, the counts stay what they are here. */
  async #share(): Promise<void> {
    if (!this.#shared || this.#waiting.size === 0) return;
    const batch = [...this.#waiting].slice(0, mostAtOnce);
    const untold = batch.map(([, count]) => count.untold);
    for (const [key, count] of batch) {
      this.#waiting.delete(key);
      count.untold = 0;
    }
    const keys = batch.map(([key]) => `rate ${key}`);
    const totals = await this.#shared.run<number[]>(addAll, keys, untold);
    if (!totals) return;
    const now = performance.now();
    for (const [at, [, count]] of batch.entries()) {
      count.requests = (totals[2 * at] ?? 0) + count.untold;
      count.until = now + (totals[2 * at + 1] ?? 0);
    }
  }
}
