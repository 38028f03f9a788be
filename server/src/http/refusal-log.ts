import type { FastifyBaseLogger } from 'fastify';

export interface RefusalLine {
  level: 'info' | 'warn' | 'error';
  /** Lines that are alike share what may be written of them. */
  like: string;
  /** A stranger could ask for any number of them. */
  isStranger: boolean;
  about: object;
  message: string;
}

interface Budget {
  /** Lines that may be written at once, … */
  atOnce: number;
  /** … and milliseconds until there may be one more. */
  every: number;
}

const forStrangers: Budget = { atOnce: 20, every: 6000 };
const forOthers: Budget = { atOnce: 100, every: 1000 };
/** Milliseconds between tellings of how many were left out. */
const tellEvery = 60_000;

interface Kind {
  left: number;
  filledAt: number;
  untold: number;
}

/** Writes what was refused and what failed, so many lines of a kind; the rest is counted and told once a minute. */
export class RefusalLog {
  readonly #log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
  readonly #kinds = new Map<string, Kind>();
  #telling: NodeJS.Timeout | undefined;

  constructor(log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>) {
    this.#log = log;
  }

  write({ level, like, isStranger, about, message }: RefusalLine): void {
    const kind = this.#filled(isStranger ? `${like}, not signed in` : like, isStranger ? forStrangers : forOthers);
    if (kind.left >= 1) {
      kind.left -= 1;
      this.#log[level](about, message);
      return;
    }
    kind.untold += 1;
    this.#telling ??= setTimeout(() => this.tell(), tellEvery).unref();
  }

  /** Tells how many were left out until now. */
  tell(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    for (const [like, kind] of this.#kinds) {
      if (kind.untold > 0) this.#log.info({ more: kind.untold }, `more like this: ${like}`);
      kind.untold = 0;
    }
  }

  #filled(like: string, { atOnce, every }: Budget): Kind {
    const now = performance.now();
    const kind = this.#kinds.get(like) ?? { left: atOnce, filledAt: now, untold: 0 };
    kind.left = Math.min(atOnce, kind.left + (now - kind.filledAt) / every);
    kind.filledAt = now;
    this.#kinds.set(like, kind);
    return kind;
  }
}
