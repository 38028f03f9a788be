import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { BaseLogger } from 'pino';
import Type from 'typebox';
import { Value } from 'typebox/value';
import { OutboxEvent, Sequence } from '../outbox.ts';
import { Notice, type Transport, type TransportListener } from '../transport.ts';
import { type Broker, Link } from './link.ts';

/** What instances say to each other: checked, for one of another version may say something else. */
const Message = Type.Object({
  from: Type.String(),
  events: Type.Optional(Type.Array(OutboxEvent)),
  reached: Type.Optional(Type.Object({ storeId: Type.String(), sequence: Sequence })),
  notice: Type.Optional(Notice),
});
type Message = Type.Static<typeof Message>;

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

/** Events and notices by way of a broker. */
export class BrokeredTransport implements Transport {
  readonly #carries: Broker['carries'];
  readonly #link: Link;
  readonly #self = randomUUID();
  readonly #pending = new Map<string, OutboxEvent[]>();
  readonly #keptNotices = new Set<Message>();
  readonly #underWay = new Set<Promise<unknown>>();
  #listener: TransportListener | undefined;

  constructor(broker: Broker, log: Pick<BaseLogger, 'info' | 'warn'>) {
    this.#carries = broker.carries;
    this.#link = new Link({
      broker,
      log,
      onText: (text) => this.#hear(text),
      onConnected: () => this.#listener?.missedNotices(),
      onAlive: () => {
        for (const message of this.#keptNotices) this.#sendNotice(message);
      },
    });
    this.#link.follow(noticeTopic);
  }

  get isConnected(): boolean {
    return this.#link.isConnected;
  }

  subscribe(listener: TransportListener): void {
    this.#listener = listener;
  }

  /** This instance's own streams get events now; other instances those of one turn of the event loop together. */
  publish(events: readonly OutboxEvent[]): void {
    for (const event of events) this.#listener?.event(event);
    if (!this.#link.isConnected) return;
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
      const message: Message = { from: this.#self, notice: part };
      const [oldest] = this.#keptNotices;
      if (oldest && this.#keptNotices.size >= maxKeptNotices) this.#keptNotices.delete(oldest);
      this.#keptNotices.add(message);
      if (this.#link.isConnected) this.#sendNotice(message);
    }
  }

  follow(storeId: string): void {
    this.#link.follow(storeTopic(storeId));
  }

  unfollow(storeId: string): void {
    this.#link.unfollow(storeTopic(storeId));
  }

  async close(): Promise<void> {
    this.#flush();
    const late = delay(lastWords, undefined, { ref: false });
    await Promise.race([Promise.allSettled(this.#underWay), late]);
    await this.#link.close();
  }

  #flush(): void {
    for (const [storeId, events] of this.#pending) {
      const sequence = events.at(-1)?.sequence ?? 0;
      const message = this.#carries === 'events' ? { events } : { reached: { storeId, sequence } };
      this.#send(storeTopic(storeId), { from: this.#self, ...message }).catch(() => undefined);
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
    if (this.#underWay.size >= maxUnderWay) throw new Error('too many are under way');
    const sent = this.#link.send(topic, JSON.stringify(message));
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
    if (!message || !listener || message.from === this.#self) return;
    const { events = [], reached, notice } = message;
    for (const event of events) listener.event(event);
    if (reached) listener.reached(reached.storeId, reached.sequence);
    if (notice) listener.notice(notice);
  }
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
    return Value.Check(Message, message) ? message : undefined;
  } catch {
    return undefined;
  }
}
