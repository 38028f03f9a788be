import { Refusal } from '../../refusal.ts';
import { HashingThread } from './hashing-thread.ts';

const mostWaiting = 200;
/** A shop's sixty tablets come from one address, and are not all that may. */
const mostInLane = 100;
/** Milliseconds; the apps give up after ten seconds, and would not hear what is said later. */
const longestWait = 8000;
/** Milliseconds between looks at who has left or has waited too long. */
const lookInterval = 250;

/** Somebody who waits for a password to be hashed. */
export interface Visitor {
  /** Lanes take turns: an address. */
  lane: string;
  /** What its failure counts for. */
  names: readonly string[];
  /** Those of these names that have failures: one at a time goes on each, so that many together get no further. */
  failing(): readonly string[];
  /** Whether it may well be a guess. */
  isSuspect(): boolean;
  /** Those of a lower rank go first. */
  rank(): number;
  /** Why nothing needs to be hashed any more. */
  overBecause(): Refusal | undefined;
}

/** The rank, and what counts among those of one rank. */
type Place = readonly [number, number];

/** A thread, and whom it is for. */
interface Desk {
  thread: HashingThread;
  isFor(visitor: Visitor, atWork: readonly Visitor[]): boolean;
}

/**
 * Guesses share the last, which takes what the others leave it. The first is spare: who has signed in on a device before waits
 * for nobody's first guess, and no crowd from one address has it besides another.
 */
function newDesks(): Desk[] {
  return [
    {
      thread: new HashingThread(0),
      isFor: (visitor, atWork) =>
        visitor.rank() === 0 ||
        (atWork.length > 0 && !visitor.isSuspect() && !atWork.some(({ lane }) => lane === visitor.lane)),
    },
    { thread: new HashingThread(0), isFor: (visitor) => !visitor.isSuspect() },
    { thread: new HashingThread(19), isFor: () => true },
  ];
}

interface Waiting {
  visitor: Visitor;
  since: number;
  run(thread: HashingThread): Promise<void>;
  refuse(refusal: Refusal): void;
  /** What it asks, and how it is told the answer where that has become known meanwhile. */
  question: string | undefined;
  tell(): void;
}

/**
 * Who waits for a password to be hashed: three at a time, in an order that a crowd of strangers cannot change much. Lanes take
 * turns, so that a crowd at one address holds up itself, and those who have failed share one thread.
 */
export class HashingQueue {
  readonly #desks = newDesks();
  readonly #busy = new Map<Desk, Waiting>();
  /** When each lane had its last turn, counted in turns. */
  readonly #lastTurns = new Map<string, number>();
  #waiting: Waiting[] = [];
  #turns = 0;
  #looks: NodeJS.Timeout | undefined;

  /** Does the work when the turn comes. Of several that wait with one question, the first may tell all the answer. */
  turn<Result>(
    visitor: Visitor,
    work: (thread: HashingThread) => Promise<Result>,
    shared?: { question: string; answer: Result },
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#enter({
        visitor,
        since: performance.now(),
        run: (thread) => work(thread).then(resolve, reject),
        refuse: reject,
        question: shared?.question,
        tell: () => shared && resolve(shared.answer),
      });
    });
  }

  /** Answers all in the lane who wait with this question. */
  tell(lane: string, question: string): void {
    for (const one of this.#waiting) {
      if (one.visitor.lane === lane && one.question === question) this.#leave(one).tell();
    }
  }

  /** What is being hashed comes to its end. */
  sendAwayWhoWaits(): void {
    for (const one of this.#waiting) {
      this.#leave(one).refuse(new Refusal('unavailable', 'The server is restarting. Try again.', { retryAfter: 1 }));
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.#desks.map(({ thread }) => thread.close()));
  }

  #enter(one: Waiting): void {
    this.#waiting.push(one);
    // Where all are busy it is looked through when one is done, and not for each that comes.
    if (this.#busy.size < this.#desks.length || this.#looks === undefined) this.#next();
    const lane = this.#waitingIn(one.visitor.lane);
    if (lane.length > mostInLane) this.#leaveLast(lane, tooManyFromThere());
    else if (this.#waiting.length > mostWaiting) this.#leaveLast(this.#waiting, tooMany());
  }

  #leave(one: Waiting): Waiting {
    this.#waiting = this.#waiting.filter((other) => other !== one);
    return one;
  }

  /** Who is of the last rank, in the longest lane, and the newest. */
  #leaveLast(among: readonly Waiting[], refusal: Refusal): void {
    const sizes = new Map<string, number>();
    for (const { visitor } of this.#waiting) sizes.set(visitor.lane, (sizes.get(visitor.lane) ?? 0) + 1);
    let last: { one: Waiting; place: Place } | undefined;
    for (const one of among) {
      const place: Place = [one.visitor.rank(), sizes.get(one.visitor.lane) ?? 0];
      if (!last || compare(place, last.place) >= 0) last = { one, place };
    }
    if (last) this.#leave(last.one).refuse(refusal);
  }

  #waitingIn(lane: string): Waiting[] {
    return this.#waiting.filter(({ visitor }) => visitor.lane === lane);
  }

  #next(): void {
    for (const one of this.#waiting) {
      const over = this.#overBecause(one);
      if (over) this.#leave(one).refuse(over);
    }
    for (const desk of this.#desks) {
      const one = this.#busy.has(desk) ? undefined : this.#firstFor(desk);
      if (one) this.#start(this.#leave(one), desk);
    }
    if (this.#waiting.length > 0) {
      this.#looks ??= setInterval(() => this.#next(), lookInterval).unref();
    } else {
      clearInterval(this.#looks);
      this.#looks = undefined;
      this.#lastTurns.clear();
    }
  }

  #overBecause({ visitor, since }: Waiting): Refusal | undefined {
    return visitor.overBecause() ?? (performance.now() - since > longestWait ? tooMany() : undefined);
  }

  #firstFor(desk: Desk): Waiting | undefined {
    const atWork = [...this.#busy.values()].map(({ visitor }) => visitor);
    const taken = new Set(atWork.flatMap(({ names }) => names));
    const mayGo = ({ visitor }: Waiting) =>
      desk.isFor(visitor, atWork) && !visitor.failing().some((name) => taken.has(name));
    let first: { one: Waiting; place: Place } | undefined;
    for (const one of this.#waiting.filter(mayGo)) {
      const place: Place = [one.visitor.rank(), this.#lastTurns.get(one.visitor.lane) ?? 0];
      if (!first || compare(place, first.place) < 0) first = { one, place };
    }
    return first?.one;
  }

  #start(one: Waiting, desk: Desk): void {
    this.#busy.set(desk, one);
    this.#turns += 1;
    this.#lastTurns.set(one.visitor.lane, this.#turns);
    void one.run(desk.thread).then(() => {
      this.#busy.delete(desk);
      this.#next();
    });
  }
}

function compare(one: Place, other: Place): number {
  return one[0] - other[0] || one[1] - other[1];
}

function tooManyFromThere(): Refusal {
  return new Refusal('rate_limited', 'Too many sign-ins at once from here. Wait a little.', { retryAfter: 5 });
}

export function tooMany(): Refusal {
  return new Refusal('unavailable', 'Too many people are signing in right now. Try again in a few seconds.', {
    retryAfter: 5,
  });
}
