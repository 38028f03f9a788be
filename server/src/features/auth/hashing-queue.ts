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
  /** Whether it may well be a guess, where so many wait in its lane. */
  isSuspect(inLane: number): boolean;
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
  isFor(visitor: Visitor, isSuspect: boolean, atWork: readonly Visitor[]): boolean;
}

/**
 * Guesses share the last, which takes what the others leave it. The first is spare: who has signed in on a device before waits
 * for nobody's first guess, and no crowd from one address has it besides another.
 */
function newDesks(changed: () => void): Desk[] {
  return [
    {
      thread: new HashingThread('one of the first', changed),
      isFor: (visitor, isSuspect, atWork) =>
        visitor.rank() === 0 || (atWork.length > 0 && !isSuspect && !atWork.some(({ lane }) => lane === visitor.lane)),
    },
    { thread: new HashingThread('one of the first', changed), isFor: (_visitor, isSuspect) => !isSuspect },
    { thread: new HashingThread('the last', changed), isFor: () => true },
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
 * turns, so that a crowd at one address holds up itself, and those who may well guess share one thread.
 */
export class HashingQueue {
  readonly #desks = newDesks(() => this.#letSuspectsRest());
  readonly #busy = new Map<Desk, Waiting>();
  /** When each lane had its last turn, counted in turns. */
  readonly #lastTurns = new Map<string, number>();
  #waiting: Waiting[] = [];
  /** How many of them are in each lane. */
  readonly #inLane = new Map<string, number>();
  #turns = 0;
  #isClosing = false;
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

  /** So is whoever comes from now on and would have to wait; what is being hashed comes to its end. */
  sendAwayWhoWaits(): void {
    this.#isClosing = true;
    for (const one of this.#waiting) this.#leave(one).refuse(restarting());
  }

  async end(): Promise<void> {
    await Promise.all(this.#desks.map(({ thread }) => thread.close()));
  }

  #enter(one: Waiting): void {
    this.#waiting.push(one);
    this.#count(one.visitor.lane, 1);
    // Who else waits has been looked through when one was done, and is not for each that comes.
    if (this.#desks.some((desk) => this.#mayGo(one, desk)) || this.#looks === undefined) this.#next();
    if (this.#isClosing && this.#waiting.includes(one)) return this.#leave(one).refuse(restarting());
    const { lane } = one.visitor;
    if (this.#sizeOf(lane) > mostInLane) {
      const there = this.#waiting.filter(({ visitor }) => visitor.lane === lane);
      this.#leaveLast(there, tooManyFromThere());
    } else if (this.#waiting.length > mostWaiting) this.#leaveLast(this.#waiting, tooMany());
  }

  #leave(one: Waiting): Waiting {
    this.#waiting = this.#waiting.filter((other) => other !== one);
    this.#count(one.visitor.lane, -1);
    return one;
  }

  #count(lane: string, change: 1 | -1): void {
    const size = this.#sizeOf(lane) + change;
    if (size > 0) this.#inLane.set(lane, size);
    else this.#inLane.delete(lane);
  }

  #sizeOf(lane: string): number {
    return this.#inLane.get(lane) ?? 0;
  }

  /** Who is of the last rank, in the longest lane, and the newest. */
  #leaveLast(among: readonly Waiting[], refusal: Refusal): void {
    let last: { one: Waiting; place: Place } | undefined;
    for (const one of among) {
      const place: Place = [one.visitor.rank(), this.#sizeOf(one.visitor.lane)];
      if (!last || compare(place, last.place) >= 0) last = { one, place };
    }
    if (last) this.#leave(last.one).refuse(refusal);
  }

  #next(): void {
    for (const one of this.#waiting) {
      const over = this.#overBecause(one);
      if (over) this.#leave(one).refuse(over);
    }
    for (const desk of this.#desks) {
      const one = this.#firstFor(desk);
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

  /** Two halves of one processor slow each other by half: what is hashed for a suspect rests while anything else is. */
  #letSuspectsRest(): void {
    const atWork = this.#desks.map(({ thread }) => thread).filter((thread) => thread.isAtWork);
    for (const { thread } of this.#desks) thread.rest(atWork.some((other) => other !== thread));
  }

  #overBecause({ visitor, since }: Waiting): Refusal | undefined {
    return visitor.overBecause() ?? (performance.now() - since > longestWait ? tooMany() : undefined);
  }

  #firstFor(desk: Desk): Waiting | undefined {
    let first: { one: Waiting; place: Place } | undefined;
    for (const one of this.#waiting) {
      if (!this.#mayGo(one, desk)) continue;
      const place: Place = [one.visitor.rank(), this.#lastTurns.get(one.visitor.lane) ?? 0];
      if (!first || compare(place, first.place) < 0) first = { one, place };
    }
    return first?.one;
  }

  #mayGo({ visitor }: Waiting, desk: Desk): boolean {
    if (this.#busy.has(desk)) return false;
    const atWork = [...this.#busy.values()].map((one) => one.visitor);
    const failing = visitor.failing();
    return (
      desk.isFor(visitor, visitor.isSuspect(this.#sizeOf(visitor.lane)), atWork) &&
      !atWork.some(({ names }) => names.some((name) => failing.includes(name)))
    );
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

function restarting(): Refusal {
  return new Refusal('unavailable', 'The server is restarting. Try again.', { retryAfter: 1 });
}

function tooManyFromThere(): Refusal {
  return new Refusal('rate_limited', 'Too many sign-ins at once from here. Wait a little.', { retryAfter: 5 });
}

export function tooMany(): Refusal {
  return new Refusal('unavailable', 'Too many people are signing in right now. Try again in a few seconds.', {
    retryAfter: 5,
  });
}
