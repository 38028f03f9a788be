import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { BaseLogger } from 'pino';
import { breakable, inTime } from '../../waiting/in-time.ts';
import { Outage } from '../../waiting/outage.ts';

/** What a broker tells of one connection to it. */
export interface Ears {
  heard: (text: string) => void;
  lost: (error: Error) => void;
}

/** One connection to a broker, which is dropped at its first trouble and made anew. */
export interface Wire {
  /** Settles when it can be used. */
  readonly ready: Promise<void>;
  /** Settles when the broker has taken the text. */
  send(topic: string, text: string): Promise<unknown>;
  follow(topic: string): Promise<unknown>;
  unfollow(topic: string): Promise<unknown>;
  /** Breaks the connection at once; whoever waits for an answer gets an error. */
  drop(): void;
}

export interface Broker {
  name: string;
  /** Whether whole events fit its messages, or only how far a store has got. */
  carries: 'events' | 'hints';
  open(ears: Ears): Wire;
}

export interface LinkOptions {
  broker: Broker;
  log: Pick<BaseLogger, 'info' | 'warn'>;
  /** What is heard, but for the link's own signs of life. */
  onText(text: string): void;
  /** Messages arrive from now on; what came before may not have. */
  onConnected(): void;
  /** Once a second while it is connected. */
  onAlive(): void;
}

/** Milliseconds: between signs of life, how long one may take there and back, and how long each step to a connection may take. */
const pingInterval = 1000;
const pingTimeout = 2000;
const openTimeout = 10_000;
/** Topics that are asked for in one step. */
const followBatch = 500;
/** A connection that lasted so many milliseconds was a good one: the next is tried almost at once. */
const goodLife = 10_000;
const longestPause = 2000;

/**
 * One connection to a broker after the other. A message to oneself every second shows that what is sent arrives, whatever
 * state the broker is in; when it does not, the connection is dropped and made anew.
 */
export class Link {
  readonly #options: LinkOptions;
  readonly #topics = new Set<string>();
  readonly #pingTopic = `ping.${randomUUID()}`;
  readonly #closing = new AbortController();
  readonly #outage: Outage;
  readonly #running: Promise<void>;
  #wire: Wire | undefined;
  #lost: (error: Error) => void = () => undefined;
  #pings = 0;
  #pingCameBack: (ping: string) => void = () => undefined;
  #isConnected = false;

  constructor(options: LinkOptions) {
    this.#options = options;
    const { broker, log } = options;
    this.#outage = new Outage(
      (err) => log.warn({ err }, `${broker.name} is away: instances look in the database`),
      () => log.info(`${broker.name} is back`),
    );
    this.#running = this.#run();
  }

  /** Whether what is sent arrives, and what others send does. */
  get isConnected(): boolean {
    return this.#isConnected;
  }

  /** Settles when the broker has taken it; rejects where there is none. */
  async send(topic: string, text: string): Promise<void> {
    if (!this.#wire) throw new Error('not connected');
    await this.#wire.send(topic, text);
  }

  /** On this connection and all that come. */
  follow(topic: string): void {
    this.#topics.add(topic);
    void this.#tell((wire) => wire.follow(topic));
  }

  unfollow(topic: string): void {
    this.#topics.delete(topic);
    void this.#tell((wire) => wire.unfollow(topic));
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#lost(new Error('closing'));
    await this.#running;
  }

  get #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  /** A connection that does not do as it is told is none. */
  async #tell(what: (wire: Wire) => Promise<unknown>): Promise<void> {
    const lost = this.#lost;
    try {
      if (this.#wire) await what(this.#wire);
    } catch (error) {
      lost(error as Error);
    }
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#isClosing) {
      const begun = performance.now();
      const reason = await this.#live().catch((error: unknown) => error);
      if (this.#isClosing) return;
      this.#outage.failed(reason);
      failures = performance.now() - begun > goodLife ? 0 : failures + 1;
      const pause = Math.min(100 * 2 ** failures, longestPause) * (0.5 + Math.random() / 2);
      await delay(pause, undefined, { signal: this.#closing.signal, ref: false }).catch(() => undefined);
    }
  }

  /** The life of one connection; rejects with what ended it. */
  async #live(): Promise<never> {
    const { broker } = this.#options;
    const broken = breakable();
    this.#lost = broken.reject;
    const answered = <Result>(promise: Promise<Result>, limit: number) =>
      Promise.race([inTime(promise, limit), broken.promise]);
    const wire = broker.open({ heard: (text) => this.#hear(text), lost: broken.reject });
    try {
      await answered(wire.ready, openTimeout);
      // What is followed from now on is followed on this connection too.
      this.#wire = wire;
      const topics = [this.#pingTopic, ...this.#topics];
      for (let at = 0; at < topics.length; at += followBatch) {
        const batch = topics.slice(at, at + followBatch);
        await answered(Promise.all(batch.map((topic) => wire.follow(topic))), openTimeout);
      }
      await answered(this.#ping(wire), pingTimeout);
      this.#isConnected = true;
      this.#outage.worked();
      this.#options.onConnected();
      for (;;) {
        this.#options.onAlive();
        await Promise.race([delay(pingInterval, undefined, { ref: false }), broken.promise]);
        await answered(this.#ping(wire), pingTimeout);
      }
    } finally {
      this.#isConnected = false;
      this.#wire = undefined;
      wire.drop();
    }
  }

  /** Settles when a message to oneself has come back, the same way as all others come. */
  async #ping(wire: Wire): Promise<void> {
    this.#pings += 1;
    const ping = `${this.#pingTopic} ${this.#pings}`;
    const back = new Promise<void>((resolve) => {
      this.#pingCameBack = (text) => {
        if (text === ping) resolve();
      };
    });
    await Promise.all([wire.send(this.#pingTopic, ping), back]);
  }

  #hear(text: string): void {
    if (text.startsWith(this.#pingTopic)) this.#pingCameBack(text);
    else this.#options.onText(text);
  }
}
