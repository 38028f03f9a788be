import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { clock } from '../../clock.ts';
import type { Connection, Database } from '../../db/database.ts';
import { Refusal } from '../../refusal.ts';
import {
  clearFailures,
  countAttempt,
  countFailure,
  countingTime,
  findFamiliar,
  giveBack,
  type Limit,
  type Mark,
  rememberFamiliar,
  type Standing,
} from './attempt-rows.ts';
import { tooMany } from './hashing-queue.ts';

const failuresPerAccount = 5;
const failuresPerAddress = 20;
/** A wrong code is most likely a wrong digit, so a visit has as many as an address. */
const codesPerDevice = 5;
const codesPerAddress = 20;
/** Milliseconds that a count is believed without a look at the database: somebody who is refused costs it nothing meanwhile. */
const believedFor = 5000;
/** Milliseconds between looks whether others' attempts have come to their end, and after which there is no waiting for them. */
const pendingInterval = 50;
const pendingPatience = 5000;

/** Who signs in. */
export interface Caller {
  /** As addresses are counted. */
  address: string;
  /** What its browser is known by. */
  device: string;
  /** Whether nobody waits for the answer any more. */
  isGone(): boolean;
}

/** How the account knows the caller; `self`: by a sign-in of its own. */
export type Familiarity = 'self' | 'device' | 'address' | 'none';

/** What one try counts for. */
export interface Attempt {
  account: string;
  caller: Caller;
  familiarity: Familiarity;
  limits: readonly Limit[];
}

/** What accounts are counted by: the names that somebody types, whether there is such an account or not. */
export const accountName = {
  staff: (storeCode: string, username: string) => `staff ${storeCode} ${username}`,
  table: (storeCode: string, tableNumber: number) => `table ${storeCode} ${tableNumber}`,
};

/** Lets everybody try again who has not signed in to the account before. */
export function forgetFailures(tx: Connection, account: string): Promise<void> {
  return clearFailures(tx, [limitOf(account)]);
}

/**
 * How often signing in has failed: at most 5 times for an account and 20 at an address in 15 minutes, counted in the database for
 * all instances. An attempt counts from its beginning and is given back when the password was right.
 *
 * A device on which the account has signed in before has a count of its own, and so has the account at an address where it has: a
 * stranger who fails on purpose, even behind the same address, locks the owner's own devices out of nothing.
 */
export class AttemptCounts {
  readonly #database: Database;
  /** By name, as it was in the database a moment ago. */
  readonly #known = new LRUCache<string, Standing>({ max: 50_000, ttl: believedFor });

  constructor(database: Database) {
    this.#database = database;
  }

  async attemptOf(account: string, caller: Caller): Promise<Attempt> {
    const { device, address } = caller;
    const kinds = await findFamiliar(this.#database.read, {
      account: digest(account),
      device: digest(device),
      address: digest(address),
    });
    if (kinds.has('device')) return familiarAttempt('device', `device ${device} of`, account, caller);
    if (kinds.has('address')) return familiarAttempt('address', `address ${address} of`, account, caller);
    const limits = [limitOf(account), { name: addressName(caller), most: failuresPerAddress, isOwn: false }];
    limits.sort((one, other) => (one.name < other.name ? -1 : 1));
    return { account, caller, familiarity: 'none', limits };
  }

  /** Of somebody who is signed in. */
  ownAttemptOf(account: string, caller: Caller): Attempt {
    return familiarAttempt('self', 'own', account, caller);
  }

  /** Of a phone with a token that no table has: it cannot be guessed, so that a right one need never wait for the wrong ones. */
  joinAttemptOf(caller: Caller): Attempt {
    const limit = { name: digest(`join from ${caller.address}`), most: failuresPerAddress, isOwn: false };
    return { account: '', caller, familiarity: 'none', limits: [limit] };
  }

  /** Of a phone that says a visit's code. What others say elsewhere keeps nobody out of it. */
  codeAttemptOf(visitId: string, caller: Caller): Attempt {
    const { device, address } = caller;
    const limits = [
      { name: digest(`code of ${visitId} on ${device}`), most: codesPerDevice, isOwn: false },
      { name: digest(`code of ${visitId} from ${address}`), most: codesPerAddress, isOwn: false },
    ];
    limits.sort((one, other) => (one.name < other.name ? -1 : 1));
    return { account: '', caller, familiarity: 'none', limits };
  }

  /** Why the attempt is refused, as far as is known here. */
  refusal({ limits }: Attempt): Refusal | undefined {
    const full = limits.map(({ name, most }) => ({ standing: this.#standing(name), most }));
    const found = full.find(({ standing, most }) => standing !== undefined && standing.failures >= most);
    return found?.standing && tooOften(found.standing);
  }

  /** Those names of the attempt that have failures, as far as is known here. */
  failing({ limits }: Attempt): string[] {
    return limits.map(({ name }) => name).filter((name) => (this.#standing(name)?.failures ?? 0) > 0);
  }

  /** Whether somebody has failed at its address, as far as is known here. */
  hasFailedAt({ caller }: Attempt): boolean {
    return (this.#standing(addressName(caller))?.failures ?? 0) > 0;
  }

  /** Counts the attempt, once others that are not over yet leave room for it; throws where it is refused. */
  async begin({ limits }: Attempt): Promise<void> {
    const begun = performance.now();
    for (;;) {
      const admission = await this.#database.transaction((tx) => countAttempt(tx, limits, clock.now()));
      if (admission.kind === 'counted') {
        for (const [name, standing] of admission.standings) this.#known.set(name, standing);
        return;
      }
      if (admission.kind === 'refused') {
        this.#known.set(admission.name, admission.standing);
        throw tooOften(admission.standing);
      }
      if (performance.now() - begun > pendingPatience) throw tooMany();
      await delay(pendingInterval);
    }
  }

  async failed({ familiarity, limits, caller }: Attempt): Promise<void> {
    await this.#database.transaction((tx) => countFailure(tx, limits));
    for (const { name } of limits) this.#failedNow(name);
    // Who guesses where the account is known stays one of its address, whose turns come like a stranger's from now on.
    if (familiarity === 'address') this.#failedNow(addressName(caller));
  }

  /** It came to no end. */
  async undone({ limits }: Attempt): Promise<void> {
    await this.#database.transaction((tx) => giveBack(tx, limits));
  }

  /** The password was right. */
  async succeeded(attempt: Attempt, was: 'counted' | 'not counted'): Promise<void> {
    const { account, caller, familiarity, limits } = attempt;
    const marks = familiarity === 'self' ? [] : marksOf(caller);
    await this.#database.transaction(async (tx) => {
      if (was === 'counted') await giveBack(tx, limits);
      await clearFailures(tx, limits);
      await rememberFamiliar(tx, digest(account), marks, clock.now());
    });
    for (const { name, isOwn } of limits) if (isOwn) this.#known.delete(name);
  }

  #standing(name: string): Standing | undefined {
    const standing = this.#known.get(name);
    const now = clock.now();
    return standing && standing.endsAt > now && standing.endsAt <= now + countingTime ? standing : undefined;
  }

  #failedNow(name: string): void {
    const { failures, endsAt } = this.#standing(name) ?? { failures: 0, endsAt: clock.now() + countingTime };
    this.#known.set(name, { failures: failures + 1, endsAt });
  }
}

function limitOf(account: string): Limit {
  return { name: digest(`account ${account}`), most: failuresPerAccount, isOwn: true };
}

function familiarAttempt(familiarity: Familiarity, what: string, account: string, caller: Caller): Attempt {
  const limit = { name: digest(`${what} ${account}`), most: failuresPerAccount, isOwn: true };
  return { account, caller, familiarity, limits: [limit] };
}

function marksOf({ device, address }: Caller): Mark[] {
  return [
    { kind: 'device', mark: digest(device) },
    { kind: 'address', mark: digest(address) },
  ];
}

const addressName = ({ address }: Caller) => digest(`address ${address}`);

/** Names of any length, and from anywhere, as a short key. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function tooOften({ endsAt }: Standing): Refusal {
  const retryAfter = Math.max(1, Math.ceil((endsAt - clock.now()) / 1000));
  return new Refusal('rate_limited', 'Too many failed sign-ins. Wait a little before the next try.', { retryAfter });
}
