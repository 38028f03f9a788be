import { clock } from '../clock.ts';
import type { Connection } from '../db/database.ts';
import { every } from '../waiting/every.ts';
import { Outage } from '../waiting/outage.ts';
import { Channel } from './channel.ts';
import { eventText, greetingText, resyncText } from './frames.ts';
import { Lane } from './lane.ts';
import { OpenStreams } from './open-streams.ts';
import { eventsAfter, lastSequence, type OutboxEvent, storesAhead } from './outbox.ts';
import { ofOneParty, Replay } from './replay.ts';
import type { Stream } from './stream.ts';
import type { Transport } from './transport.ts';

export interface HubOptions {
  /** Where missed events are read from. */
  db: Connection;
  /** Hears which stores have streams here. */
  transport: Pick<Transport, 'follow' | 'unfollow'>;
  /** Once for each time that events cannot be read. */
  onError(error: unknown): void;
}

/** Milliseconds between looks. */
const second = 1000;
/** Events read in one query. */
const catchUpBatch = 100;
/** Stores asked about in one query. */
const lookupBatch = 500;
/** Milliseconds clients wait before they reconnect, spread so that a whole shop does not come back at once. */
const retry = () => 500 + Math.floor(Math.random() * 1000);
const farewell = () => `retry: ${retry()}\n\n`;

/** Fans the stores' events out to this instance's streams: in order, without gaps, each once. */
export class Hub {
  readonly #options: HubOptions;
  readonly #channels = new Map<string, Channel>();
  readonly #catchingUp = new Map<Channel, Promise<void>>();
  readonly #streams = new OpenStreams();
  readonly #replays = new Lane();
  readonly #blindness: Outage;
  readonly #jobs: readonly (() => void)[];
  #isStopped = false;

  constructor(options: HubOptions) {
    this.#options = options;
    this.#blindness = new Outage((error) => options.onError(error));
    this.#jobs = [every(second, () => this.#tick()), every(second, () => this.#lookAround())];
  }

  /** Takes a committed event; what came before it and was not heard of is read from the outbox. */
  hear(event: OutboxEvent): void {
    const channel = this.#channels.get(event.storeId);
    if (!channel) return;
    if (event.sequence === channel.last + 1) channel.deliver(event);
    else void this.#catchUp(channel, event.sequence);
  }

  /** Hears that the store has got this far; what is missing is read from the outbox. */
  reached(storeId: string, sequence: number): void {
    const channel = this.#channels.get(storeId);
    if (channel) void this.#catchUp(channel, sequence);
  }

  /** Resumes the stream after its last event, or from now where it names none, and keeps it fed until it closes. */
  async open(stream: Stream): Promise<void> {
    if (stream.isClosed) return;
    const channel = this.#channelOf(stream.owner.storeId);
    channel.expect();
    this.#streams.add(stream);
    stream.onClose(() => {
      this.#streams.remove(stream);
      channel.leave(stream);
      this.#dropIfEmpty(channel);
    });
    try {
      if (this.#isStopped) stream.end(farewell());
      await this.#begin(channel);
      await this.#bringUpToDate(channel, stream);
      this.#blindness.worked();
    } catch (error) {
      // It comes back and asks again. Of one that has left nobody waits for what could not be read.
      if (!stream.isClosed) this.#blindness.failed(error);
      stream.cut();
    } finally {
      channel.expectNoMore();
      this.#dropIfEmpty(channel);
    }
  }

  /** The sign-ins that have streams open. */
  signInIds(): Iterable<string> {
    return this.#streams.signInIds();
  }

  /** Closes the streams of sign-ins that are over. */
  closeStreamsOf(signInIds: ReadonlySet<string>): void {
    for (const signInId of signInIds) for (const stream of this.#streams.of(signInId)) stream.end();
  }

  /** Sends every client away to reconnect, here after the restart or to another instance. */
  stop(): void {
    this.#isStopped = true;
    for (const stopJob of this.#jobs) stopJob();
    for (const stream of this.#streams) stream.end(farewell());
  }

  #channelOf(storeId: string): Channel {
    const known = this.#channels.get(storeId);
    if (known) return known;
    const made = new Channel(storeId);
    this.#channels.set(storeId, made);
    this.#options.transport.follow(storeId);
    return made;
  }

  /** Finds out where the store stands, at the channel's first stream. */
  async #begin(channel: Channel): Promise<void> {
    if (channel.last !== Number.POSITIVE_INFINITY) return;
    const sequence = await lastSequence(this.#options.db, channel.storeId);
    // Another stream may have been first, and events may have gone out since.
    if (channel.last === Number.POSITIVE_INFINITY) channel.last = sequence;
    await this.#catchUp(channel, sequence);
  }

  /** Writes to the stream what it has missed, and from then on whatever comes. */
  async #bringUpToDate(channel: Channel, stream: Stream): Promise<void> {
    const position = stream.lastEventId === undefined ? channel.last : Number(stream.lastEventId);
    if (Number.isSafeInteger(position) && position > channel.last) await this.#reach(channel);
    stream.write(greetingText(Number.isSafeInteger(position) ? position : channel.last, retry()));
    const replay = new Replay({ db: this.#options.db, lane: this.#replays, stream, position });
    let isWhole = true;
    let since: OutboxEvent[] | undefined;
    while (isWhole && !since) {
      const target = channel.last;
      isWhole = await replay.upTo(target);
      // From here to the join nothing may be waited for, or what comes meanwhile would be lost.
      if (stream.isClosed) return;
      since = channel.since(target);
    }
    if (isWhole && since) {
      const own = stream.tableId === null ? since : ofOneParty(since, stream);
      if (own.length > 0) stream.write(own.map(eventText).join(''));
    } else {
      stream.write(resyncText(channel.last));
    }
    channel.join(stream);
  }

  /** A client that was served by another instance may have heard more than this one has. */
  async #reach(channel: Channel): Promise<void> {
    const sequence = await lastSequence(this.#options.db, channel.storeId);
    for (let attempt = 0; attempt < 3 && channel.last < sequence; attempt += 1) await this.#catchUp(channel, sequence);
  }

  /** Reads what was not heard of up to this event; tried again every second while the database is away. */
  async #catchUp(channel: Channel, sequence: number): Promise<void> {
    channel.newest = Math.max(channel.newest, sequence);
    const underWay = this.#catchingUp.get(channel);
    if (underWay) return underWay;
    const done = this.#readUpToNewest(channel).finally(() => this.#catchingUp.delete(channel));
    this.#catchingUp.set(channel, done);
    await done;
  }

  async #readUpToNewest(channel: Channel): Promise<void> {
    try {
      while (channel.newest > channel.last) {
        const events = await eventsAfter(this.#options.db, channel.storeId, channel.last, catchUpBatch);
        const [oldest] = events;
        // Nobody has written what somebody spoke of.
        if (!oldest) channel.newest = channel.last;
        else if (oldest.sequence > channel.last + 1) channel.skipTo(oldest.sequence - 1);
        for (const event of events) if (event.sequence > channel.last) channel.deliver(event);
      }
    } catch (error) {
      this.#blindness.failed(error);
    }
  }

  /**
   * Asks the database how far the stores are: so it does not matter what a broker lost, or that an instance died between its
   * commit and its telling.
   */
  async #lookAround(): Promise<void> {
    try {
      const known = [...this.#channels.values()].filter((channel) => channel.last !== Number.POSITIVE_INFINITY);
      for (let at = 0; at < known.length; at += lookupBatch) {
        const batch = known.slice(at, at + lookupBatch).map(({ storeId, last }) => [storeId, last] as const);
        const ahead = await storesAhead(this.#options.db, new Map(batch));
        for (const [storeId, sequence] of ahead) this.reached(storeId, sequence);
      }
      if (known.length > 0) this.#blindness.worked();
    } catch (error) {
      this.#blindness.failed(error);
    }
  }

  #dropIfEmpty(channel: Channel): void {
    if (!channel.isEmpty || this.#channels.get(channel.storeId) !== channel) return;
    this.#channels.delete(channel.storeId);
    this.#options.transport.unfollow(channel.storeId);
  }

  #tick(): void {
    const now = clock.now();
    for (const stream of this.#streams) stream.tick(now);
  }
}
