interface Turn {
  cost: number;
  isOff: () => boolean;
  start: () => void;
}

/** Milliseconds of work that may begin at once, and that are not worth a turn: a whole shop that comes back waits for nobody. */
const slack = 5;
const small = 3.5;
/** The longest pause that a turn is followed by where this process is late, as so many times its cost: nobody is starved. */
const longestPause = 2;

/**
 * Spreads work over time that anybody may ask for: never more of it a second than its cost, in milliseconds, allows, and
 * whoever asks for much waits for himself, not others for him. What is asked for by the few who have a reason goes at once.
 * Where this process is late with everything, the lane stands back.
 */
export class Lane {
  /** By whom it was asked for; whose turn it is next stands first. */
  readonly #waiting = new Map<string, Turn[]>();
  #freeAt = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Settles when the work may begin; work that has been called off by then costs the others nothing. */
  turn(who: string, cost: number, isOff: () => boolean): Promise<void> {
    if (cost < small) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const turn = { cost, isOff, start: resolve };
    const others = this.#waiting.get(who);
    if (others) others.push(turn);
    else this.#waiting.set(who, [turn]);
    if (this.#timer === undefined) this.#go(0);
    return promise;
  }

  #go(late: number): void {
    let isLate = late > slack;
    for (const [who, [next, ...later]] of this.#waiting) {
      const now = performance.now();
      if (next && !next.isOff()) {
        if (this.#freeAt - now > slack) {
          this.#goLater(this.#freeAt - now);
          return;
        }
        const pause = isLate ? Math.min(2 * late, longestPause * next.cost) : 0;
        this.#freeAt = Math.max(now, this.#freeAt) + next.cost + pause;
        isLate = false;
      }
      // Behind all others: the loop comes by again.
      this.#waiting.delete(who);
      if (later.length > 0) this.#waiting.set(who, later);
      next?.start();
    }
  }

  #goLater(delay: number): void {
    const due = performance.now() + delay;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#go(performance.now() - due);
    }, delay);
  }
}
