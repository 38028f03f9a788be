import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { BaseLogger } from 'pino';
import type { OutboxEvent } from '../outbox.ts';
import type { Notice, Transport, TransportListener } from '../transport.ts';

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

type Message = { from: string } & (
  | { events: readonly OutboxEvent[] }
  | { storeId: string; reached: number }
  | { notice: Notice }
  | { ping: number }
);

/** Milliseconds: between signs of life, how long one may take there and back, and how long each step to a connection may take. */
const pingInterval = 1000;
const pingTimeout = 2000;
const openTimeout = 10_000;
/** Topics that are asked for in one step. */
const followBatch = 500;
/** A connection that lasted so many milliseconds was a good one: the next is tried without waiting. */
const goodLife = 10_000;
const longestPause = 2000;
/** Messages on their way to a broker that does not answer; more are not sent, the outbox has them. */
const maxUnderWay = 1000;
/** Notices that no broker has taken yet; the oldest go first. */
const maxKeptNotices = 1000;
/** Sign-ins in one notice, so that it fits every broker's message. */
const maxSignIns = 100;
/** How long a stop waits for what is under way, in milliseconds. */
const lastWords = 500;

const noticeTopic = 'notice';
const storeTopic = (storeId: string) => `live.${storeId}`;

/**
 * Events and notices by way of a broker. One connection at a time: a message to oneself every second shows that what is sent
 * arrives, whatever state the broker is in; when it does not, the connection is dropped and made anew.
 */
export class BrokeredTransport implements Transport {
  readonly #broker: Broker;
  readonly #log: Pick<BaseLogger, 'info' | 'warn'>;
  readonly #self = randomUUID();
  readonly #followed = new Set<string>();
  readonly #pending = new Map<string, OutboxEvent[]>();
  readonly #keptNotices = new Set<Message>();
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  #listener: TransportListener | undefined;
  #wire: Wire | undefined;
  #pingCameBack: (ping: number) => void = () => undefined;
  #pings = 0;
  #isConnected = false;
  #isAway = false;

  constructor(broker: Broker, log: Pick<BaseLogger, 'info' | 'warn'>) {
    this.#broker = broker;
    this.#log = log;
    this.#running = this.#run();
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  subscribe(listener: TransportListener): void {
    this.#listener = listener;
  }

  /** This instance's own streams get events now; other instances those of one turn of the event loop together. */
  publish(events: readonly OutboxEvent[]): void {
    for (const event of events) this.#listener?.event(event);
    if (!this.#isConnected) return;
    if (this.#pending.size === 0) setImmediate(() => this.#flush());
    for (const event of events) {
      const waiting = this.#pending.get(event.storeId);
      if (waiting) waiting.push(event);
      else this.#pending.set(event.storeId, [event]);
    }
  }

  /** Kept until the broker has taken it: an instance that can hear may not be left believing what has changed. */
  announce(notice: Notice): void {
    for (const part of parts(notice)) {
      const message = { from: this.#self, notice: part };
      const [oldest] = this.#keptNotices;
      if (oldest && this.#keptNotices.size >= maxKeptNotices) this.#keptNotices.delete(oldest);
      this.#keptNotices.add(message);
      if (this.#isConnected) this.#sendNotice(message);
    }
  }

  follow(storeId: string): void {
    this.#followed.add(storeId);
    void this.#wire?.follow(storeTopic(storeId));
  }

  unfollow(storeId: string): void {
    this.#followed.delete(storeId);
    void this.#wire?.unfollow(storeTopic(storeId));
  }

  async close(): Promise<void> {
    this.#flush();
    const late = delay(lastWords, undefined, { ref: false });
    await Promise.race([Promise.allSettled(this.#underWay), late]);
    this.#closing.abort();
    await this.#running;
  }

  /** One connection after another until the close. */
  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#closing.signal.aborted) {
      const begun = performance.now();
      const err = await this.#live().catch((reason: unknown) => reason);
      if (this.#closing.signal.aborted) return;
      // Once for each outage: the attempts that fail after it are the same one.
      if (!this.#isAway) this.#log.warn({ err }, `${this.#broker.name} is away: instances look in the database`);
      this.#isAway = true;
      failures = performance.now() - begun > goodLife ? 0 : failures + 1;
      const pause = Math.min(100 * 2 ** failures, longestPause) * (0.5 + Math.random() / 2);
      await delay(pause, undefined, { signal: this.#closing.signal, ref: false }).catch(() => undefined);
    }
  }

  /** The life of one connection; rejects with what ended it. */
  async #live(): Promise<never> {
    const broken = Promise.withResolvers<never>();
    broken.promise.catch(() => undefined);
    const wire = this.#broker.open({ heard: (text) => this.#hear(text), lost: broken.reject });
    const stop = () => broken.reject(new Error('closing'));
    this.#closing.signal.addEventListener('abort', stop);
    const answered = <Result>(promise: Promise<Result>, limit: number) =>
      Promise.race([inTime(promise, limit), broken.promise]);
    try {
      await answered(wire.ready, openTimeout);
      // Stores that are followed from now on are followed on this connection too.
      this.#wire = checked(wire, broken.reject);
      const topics = [this.#self, noticeTopic, ...[...this.#followed].map(storeTopic)];
      for (let at = 0; at < topics.length; at += followBatch) {
        const batch = topics.slice(at, at + followBatch);
        await answered(Promise.all(batch.map((topic) => wire.follow(topic))), openTimeout);
      }
      await answered(this.#ping(wire), pingTimeout);
      this.#isConnected = true;
      this.#listener?.missedNotices();
      if (this.#isAway) this.#log.info(`${this.#broker.name} is back`);
      this.#isAway = false;
      for (;;) {
        for (const message of this.#keptNotices) this.#sendNotice(message);
        await Promise.race([delay(pingInterval, undefined, { ref: false }), broken.promise]);
        await answered(this.#ping(wire), pingTimeout);
      }
    } finally {
      this.#isConnected = false;
      this.#wire = undefined;
      this.#closing.signal.removeEventListener('abort', stop);
      wire.drop();
    }
  }

  /** Settles when a message to oneself has come back, the same way as events come. */
  async #ping(wire: Wire): Promise<void> {
    this.#pings += 1;
    const ping = this.#pings;
    const back = new Promise<void>((resolve) => {
      this.#pingCameBack = (number) => {
        if (number === ping) resolve();
      };
    });
    await Promise.all([wire.send(this.#self, JSON.stringify({ from: this.#self, ping })), back]);
  }

  #flush(): void {
    for (const [storeId, events] of this.#pending) {
      const newest = events.at(-1);
      if (!newest) continue;
      const message: Message =
        this.#broker.carries === 'events'
          ? { from: this.#self, events }
          : { from: this.#self, storeId, reached: newest.sequence };
      this.#send(storeTopic(storeId), message).catch(() => undefined);
    }
    this.#pending.clear();
  }

  #sendNotice(message: Message): void {
    this.#send(noticeTopic, message).then(
      () => this.#keptNotices.delete(message),
      () => undefined,
    );
  }

  async #send(topic: string, message: Message): Promise<void> {
    if (!this.#wire || this.#underWay.size >= maxUnderWay) throw new Error('not sent');
    const sent = this.#wire.send(topic, JSON.stringify(message));
    this.#underWay.add(sent);
    try {
      await sent;
    } finally {
      this.#underWay.delete(sent);
    }
  }

  /** What is not understood is for a newer version, and what it tells is in the database. */
  #hear(text: string): void {
    const message = parsed(text);
    const listener = this.#listener;
    if (!message || !listener) return;
    const isOwn = message.from === this.#self;
    if ('ping' in message && isOwn) this.#pingCameBack(message.ping);
    if (isOwn) return;
    if ('events' in message) for (const event of message.events.filter(isEvent)) listener.event(event);
    if ('reached' in message && Number.isSafeInteger(message.reached))
      listener.reached(message.storeId, message.reached);
    if ('notice' in message) listener.notice(message.notice);
  }
}

/** The same connection, lost where it cannot do as it is told to. */
function checked(wire: Wire, lost: (error: Error) => void): Wire {
  const check = async (tell: () => Promise<unknown>) => {
    try {
      await tell();
    } catch (error) {
      lost(error as Error);
    }
  };
  return {
    ready: wire.ready,
    send: (topic, text) => wire.send(topic, text),
    follow: (topic) => check(() => wire.follow(topic)),
    unfollow: (topic) => check(() => wire.unfollow(topic)),
    drop: () => wire.drop(),
  };
}

function parts(notice: Notice): Notice[] {
  if (notice.kind !== 'sign_ins_ended') return [notice];
  const { kind, signInIds } = notice;
  const count = Math.ceil(signInIds.length / maxSignIns);
  return Array.from({ length: count }, (_, at) => ({
    kind,
    signInIds: signInIds.slice(at * maxSignIns, (at + 1) * maxSignIns),
  }));
}

function parsed(text: string): Message | undefined {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null ? (message as Message) : undefined;
  } catch {
    return undefined;
  }
}

function isEvent({ sequence, data }: Partial<OutboxEvent>): boolean {
  return Number.isSafeInteger(sequence) && typeof data === 'string';
}

async function inTime<Result>(promise: Promise<Result>, limit: number): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer in ${limit} ms`)), limit);
  timer.unref();
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
