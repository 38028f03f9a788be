import { every } from '../waiting/every.ts';
import { inTime } from '../waiting/in-time.ts';
import { Outage } from '../waiting/outage.ts';
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
  /** Each once. */
  onFall(cause: unknown): void;
  onReturn(): void;
}

/**
 * Looks every second whether a database server answers. While it does not, everybody is refused at once instead of waiting
 * for it; the first answer opens the door again. The same answers tell the server's time.
 */
export class Watch {
  readonly #options: WatchOptions;
  readonly #waiting = new Set<(error: Error) => void>();
  readonly #outage: Outage;
  readonly #stopLooking: () => void;
  #hasToldTime = false;
  #look: Promise<void> | undefined;
  #isStopped = false;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#outage = new Outage(
      (cause) => options.onFall(cause),
      () => options.onReturn(),
    );
    this.#stopLooking = every(interval, () => this.look().catch(() => undefined));
  }

  requireUp(): void {
    if (this.#outage.isOn) throw gone();
  }

  /** Waits for the promise, but no longer than the server is there, and for `limit` milliseconds at most. */
  while<Result>(promise: Promise<Result>, limit: number): Promise<Result> {
    const { promise: whileUp, resolve, reject } = Promise.withResolvers<Result>();
    this.#waiting.add(reject);
    promise.then(resolve, reject);
    const late = () => new DatabaseUnavailable('no connection became free in time');
    return inTime(whileUp, limit, late).finally(() => this.#waiting.delete(reject));
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
    this.#stopLooking();
  }

  async #ask(): Promise<void> {
    const askedAt = Date.now();
    try {
      const time = await this.while(this.#options.askTime(), patience);
      // An answer that was long on its way tells the time badly, and yet better than none.
      const isQuick = Date.now() - askedAt < interval / 2;
      if (isQuick || !this.#hasToldTime) this.#options.onTime?.(time, askedAt);
      this.#hasToldTime = true;
      this.#outage.worked();
    } catch (error) {
      if (this.#isStopped) return;
      this.#options.cut();
      for (const reject of this.#waiting) reject(gone());
      this.#outage.failed(error);
    }
  }
}

function gone(): DatabaseUnavailable {
  return new DatabaseUnavailable('the database cannot be reached');
}
