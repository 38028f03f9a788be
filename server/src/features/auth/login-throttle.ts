import { LRUCache } from 'lru-cache';
import { Refusal } from '../../refusal.ts';

const window = 15 * 60 * 1000;
const failuresPerAccount = 5;
const failuresPerAddress = 20;

export interface LoginThrottle {
  /** Counts an attempt; throws `rate_limited` when the account or the address has failed too often. */
  attempt(account: string, address: string): void;
  failed(address: string): void;
  succeeded(account: string, address: string): void;
}

/**
 * At most 5 failures an account and 20 an address in 15 minutes. An attempt on an account counts until it has succeeded,
 * so that many at once get no further than one after another.
 *
 * An address from which the account has signed in before has a count of its own: a stranger who fails on purpose locks
 * the owner out of no place where the owner has been.
 */
export function inMemoryLoginThrottle(now: () => number = Date.now): LoginThrottle {
  const counts = new LRUCache<string, { failures: number; until: number }>({ max: 50_000 });
  const familiar = new LRUCache<string, true>({ max: 50_000 });

  const accountKey = (account: string, address: string) =>
    familiar.has(`${account} ${address}`) ? `account ${account} ${address}` : `account ${account}`;

  function requireFewer(key: string, limit: number): void {
    const count = counts.get(key);
    if (!count || count.until <= now() || count.failures < limit) return;
    const retryAfter = Math.ceil((count.until - now()) / 1000);
    throw new Refusal('rate_limited', 'Too many failed sign-ins. Wait a little before the next try.', { retryAfter });
  }

  function add(key: string): void {
    const count = counts.get(key);
    if (count && count.until > now()) count.failures += 1;
    else counts.set(key, { failures: 1, until: now() + window });
  }

  return {
    attempt: (account, address) => {
      requireFewer(`address ${address}`, failuresPerAddress);
      const key = accountKey(account, address);
      requireFewer(key, failuresPerAccount);
      add(key);
    },
    failed: (address) => add(`address ${address}`),
    succeeded: (account, address) => {
      counts.delete(accountKey(account, address));
      familiar.set(`${account} ${address}`, true);
    },
  };
}
