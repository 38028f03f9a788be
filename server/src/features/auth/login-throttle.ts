import { LRUCache } from 'lru-cache';
import type { SharedMemory } from '../../cache/shared-memory.ts';
import { Refusal } from '../../refusal.ts';

const window = 15 * 60 * 1000;
const failuresPerAccount = 5;
const failuresPerAddress = 20;
/** How long (milliseconds) and of how many addresses instances remember together that an account has signed in there. */
const familiarFor = 30 * 86_400_000;
const familiarAddresses = 20;

export interface LoginThrottle {
  /** Counts an attempt; throws `rate_limited` when the account or the address has failed too often. */
  attempt(account: string, address: string): Promise<void>;
  failed(address: string): Promise<void>;
  succeeded(account: string, address: string): Promise<void>;
}

/**
 * At most 5 failures an account and 20 an address in 15 minutes. An attempt on an account counts until it has succeeded,
 * so that many at once get no further than one after another, whichever instances they come to.
 *
 * An address from which the account has signed in before has a count of its own: a stranger who fails on purpose locks
 * the owner out of no place where the owner has been.
 *
 * Every attempt counts here too. Where the shared counts cannot be had, those decide: the door is never without a lock.
 */
export function loginThrottle(shared?: SharedMemory, now: () => number = Date.now): LoginThrottle {
  const here = countsInMemory(now);
  return {
    attempt: async (account, address) => {
      const wait =
        (await shared?.run<number>(attemptScript, keysOf(account, address), [address])) ?? here.wait(account, address);
      if (wait > 0) {
        const retryAfter = Math.ceil(wait / 1000);
        const detail = 'Too many failed sign-ins. Wait a little before the next try.';
        throw new Refusal('rate_limited', detail, { retryAfter });
      }
      here.attempted(account, address);
    },
    failed: async (address) => {
      here.failed(address);
      await shared?.run(failedScript, [addressKey(address)]);
    },
    succeeded: async (account, address) => {
      here.succeeded(account, address);
      await shared?.run(succeededScript, keysOf(account, address), [address]);
    },
  };
}

const addressKey = (address: string) => `login address ${address}`;
/** In the order in which the scripts name them. */
const keysOf = (account: string, address: string) => [
  addressKey(address),
  `login account ${account}`,
  `login account ${account} ${address}`,
  `login familiar ${account}`,
];

const namesScript = `
  local address, familiar = KEYS[1], KEYS[4]
  local account = redis.call('zscore', familiar, ARGV[1]) and KEYS[3] or KEYS[2]`;

/** Counts the attempt and answers 0, or answers the milliseconds to wait. */
const attemptScript = `${namesScript}
  local function isFull(key, limit)
    return tonumber(redis.call('get', key) or '0') >= limit
  end
  if isFull(address, ${failuresPerAddress}) then return redis.call('pttl', address) end
  if isFull(account, ${failuresPerAccount}) then return redis.call('pttl', account) end
  if redis.call('incr', account) == 1 then redis.call('pexpire', account, ${window}) end
  return 0`;

const failedScript = `
  if redis.call('incr', KEYS[1]) == 1 then redis.call('pexpire', KEYS[1], ${window}) end`;

const succeededScript = `${namesScript}
  redis.call('del', account)
  redis.call('zadd', familiar, redis.call('time')[1], ARGV[1])
  redis.call('zremrangebyrank', familiar, 0, -${familiarAddresses + 1})
  redis.call('pexpire', familiar, ${familiarFor})`;

/** The same counts for one instance alone. */
function countsInMemory(now: () => number) {
  const counts = new LRUCache<string, { failures: number; until: number }>({ max: 50_000 });
  const familiar = new LRUCache<string, true>({ max: 50_000 });

  const accountKey = (account: string, address: string) =>
    familiar.has(`${account} ${address}`) ? `account ${account} ${address}` : `account ${account}`;

  function waitFor(key: string, limit: number): number {
    const count = counts.get(key);
    return count && count.failures >= limit ? Math.max(0, count.until - now()) : 0;
  }

  function add(key: string): void {
    const count = counts.get(key);
    if (count && count.until > now()) count.failures += 1;
    else counts.set(key, { failures: 1, until: now() + window });
  }

  return {
    /** Milliseconds to wait before the next attempt. */
    wait: (account: string, address: string): number =>
      waitFor(`address ${address}`, failuresPerAddress) || waitFor(accountKey(account, address), failuresPerAccount),
    attempted: (account: string, address: string) => add(accountKey(account, address)),
    failed: (address: string) => add(`address ${address}`),
    succeeded: (account: string, address: string) => {
      counts.delete(accountKey(account, address));
      familiar.set(`${account} ${address}`, true);
    },
  };
}
