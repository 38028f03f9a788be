import { setTimeout as delay } from 'node:timers/promises';
import bcrypt from 'bcrypt';
import type { Database } from '../../db/database.ts';
import { Refusal } from '../../refusal.ts';
import { type Attempt, AttemptCounts, type Caller, type Familiarity } from './attempt-counts.ts';
import { Doorway } from './doorway.ts';
import { HashingQueue, type Visitor } from './hashing-queue.ts';
import type { HashingThread } from './hashing-thread.ts';
import type { Passwords } from './passwords.ts';

/** Milliseconds in which the rest of a crowd is seen behind its first. */
const crowdShows = 10;
/** More than so many who wait at an address where nobody has ever signed in may well all be guessing. */
const fewStrangers = 20;

const ranks: Record<Familiarity, number> = { self: 0, device: 0, address: 1, none: 2 };

type Outcome = 'right' | 'wrong' | 'right like another';

/** Passwords of a server at work: hashed a few at a time and counted where they are wrong. */
export class PasswordChecks implements Passwords {
  readonly #counts: AttemptCounts;
  readonly #doorway = new Doorway();
  readonly #queue = new HashingQueue();
  readonly #cost: number;
  /** The highest cost of any hash seen: a wrong password takes so long, for old accounts and for none, so that time tells nothing. */
  #effort: number;

  constructor(database: Database, cost: number) {
    this.#counts = new AttemptCounts(database);
    this.#cost = cost;
    this.#effort = cost;
  }

  /** For those who are signed in and may give passwords. */
  hash(password: string): Promise<string> {
    return this.#queue.turn(ofStaff, (thread) => thread.hash(password, this.#cost));
  }

  /** Whether the hash would be another at today's cost. */
  isOutdated(hash: string): boolean {
    return bcrypt.getRounds(hash) !== this.#cost;
  }

  /** Somebody is about to sign in; throws where there have been too many failures. */
  async attempt(account: string, caller: Caller): Promise<Attempt> {
    await this.#doorway.pass(caller.address);
    if (caller.isGone()) throw gone();
    const attempt = await this.#counts.attemptOf(account, caller);
    if (attempt.familiarity === 'none') await delay(crowdShows);
    return this.#admitted(attempt);
  }

  /** The same for who is signed in to the account. */
  ownAttempt(account: string, caller: Caller): Attempt {
    return this.#admitted(this.#counts.ownAttemptOf(account, caller));
  }

  /** Whether it is the account's password; undefined in place of what is stored where there is no such account. */
  async isRight(attempt: Attempt, password: string, hash: string | undefined): Promise<boolean> {
    // Tablets of a shop that have one password are let in together.
    const question = hash === undefined ? undefined : `${hash} ${password}`;
    const outcome = await this.#queue.turn<Outcome>(
      this.#visitor(attempt),
      async (thread) => {
        if (!(await this.#compare(thread, attempt, password, hash))) return 'wrong';
        if (question !== undefined) this.#queue.tell(attempt.caller.address, question);
        return 'right';
      },
      question === undefined ? undefined : { question, answer: 'right like another' },
    );
    if (outcome === 'right like another') await this.#counts.succeeded(attempt, 'not counted');
    return outcome !== 'wrong';
  }

  sendAwayWhoWaits(): void {
    this.#queue.sendAwayWhoWaits();
  }

  end(): Promise<void> {
    return this.#queue.end();
  }

  #admitted(attempt: Attempt): Attempt {
    const refusal = this.#counts.refusal(attempt);
    if (refusal) throw refusal;
    return attempt;
  }

  /** Counted before the hash, and its outcome before the next of the same name has its turn. */
  async #compare(
    thread: HashingThread,
    attempt: Attempt,
    password: string,
    hash: string | undefined,
  ): Promise<boolean> {
    await this.#counts.begin(attempt);
    let isRight: boolean;
    try {
      if (hash !== undefined) this.#effort = Math.max(this.#effort, bcrypt.getRounds(hash));
      isRight = await thread.compare(password, hash, this.#effort);
    } catch (error) {
      await this.#counts.undone(attempt);
      throw error;
    }
    if (isRight) await this.#counts.succeeded(attempt, 'counted');
    else await this.#counts.failed(attempt);
    return isRight;
  }

  #visitor(attempt: Attempt): Visitor {
    const { caller, familiarity, limits } = attempt;
    const isKnown = ranks[familiarity] === 0;
    const isOfCrowd = (inLane: number) =>
      familiarity === 'none' && inLane + this.#doorway.waitingFrom(caller.address) > fewStrangers;
    const failing = () => this.#counts.failing(attempt);
    const hasFailed = () => this.#counts.hasFailedAt(attempt) || failing().length > 0;
    return {
      lane: caller.address,
      names: limits.map(({ name }) => name),
      failing,
      isSuspect: (inLane) => isOfCrowd(inLane) || (!isKnown && hasFailed()),
      rank: () => (familiarity === 'address' && hasFailed() ? ranks.none : ranks[familiarity]),
      overBecause: () => (caller.isGone() ? gone() : this.#counts.refusal(attempt)),
    };
  }
}

const ofStaff: Visitor = {
  lane: 'staff',
  names: [],
  failing: () => [],
  isSuspect: () => false,
  rank: () => 0,
  overBecause: () => undefined,
};

/** Heard by nobody, and no trouble of ours. */
function gone(): Refusal {
  return new Refusal('rate_limited', 'The caller has left.');
}
