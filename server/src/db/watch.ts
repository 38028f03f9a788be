import { DatabaseUnavailable } from './database.ts';

/** Milliseconds between looks at a server, and how long one may take before the server counts as gone. */
const interval = 1000;
const patience = 2000;

export interface WatchOptions {
  /** Asks the server for its time, in epoch milliseconds, over a connection of its own. */
  askTime(): Promise<number>;
  /** Hears that time, and when by this machine's clock it was asked for; left out where it is nobody's concern. */
  onTime?: ((time: number, askedAt: number) => void) | undefined;
  /** The server is gone: breaks every connection to it, so that what waits for an answer fails now and not in minutes. */
  cut(): void;
  /** Hears once of each fall, and once of each return. */
  onChange(isUp: boolean, cause?: unknown): void;
}

/**
 * Looks every second whether a database server answers. While it does not, everybody is refused at once instead of waiting
 * for it; the first answer opens the door again. The same answers tell the server's time.
 */
export class Watch {
  readonly #options: WatchOptions;
  readonly #waiting = new Set<(error: Error) => void>();
  #isUp = true;
  #hasToldTime = false;
  #look: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#schedule();
  }

  requireUp(): void {
    if (!this.#isUp) throw gone();
  }

  /** Waits for the promise, but no longer than the server is there, and for `limit` milliseconds at most. */
  while<Result>(promise: Promise<Result>, limit: number): Promise<Result> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new DatabaseUnavailable('no connection became free in time')), limit);
      this.#waiting.add(reject);
      promise.then(resolve, reject).finally(() => {
        clearTimeout(late);
        this.#waiting.delete(reject);
      });
    });
  }

  /** Looks now; rejects where the server does not answer. */
  async look(): Promise<void> {
    this.#look ??= this.#ask().finally(() => {
      this.#look = undefined;
    });
    await this.#look;
    this.requireUp();
  }

  /** Looks now, for everybody who comes after. */
  lookSoon(): void {
    this.look().catch(() => undefined);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      void this.look()
        .catch(() => undefined)
        .finally(() => {
          if (!this.#isStopped) this.#schedule();
        });
    }, interval);
    this.#timer.unref();
  }

  async #ask(): Promise<void> {
    const askedAt = Date.now();
    try {
      const time = await this.while(this.#options.askTime(), patience);
      // An answer that was long on its way tells the time badly, and yet better than none.
      const isQuick = Date.now() - askedAt < interval / 2;
      if (isQuick || !this.#hasToldTime) this.#options.onTime?.(time, askedAt);
      this.#hasToldTime = true;
      this.#change(true);
    } catch (error) {
      if (!this.#isStopped) this.#change(false, error);
    }
  }

  #change(isUp: boolean, cause?: unknown): void {
    const before = this.#isUp;
    this.#isUp = isUp;
    if (!isUp) {
      this.#options.cut();
      for (const reject of this.#waiting) reject(gone());
    }
    if (before !== isUp) this.#options.onChange(isUp, cause);
  }
}

function gone(): DatabaseUnavailable {
  return new DatabaseUnavailable('the database cannot be reached');
}
