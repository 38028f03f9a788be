import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { BaseLogger } from 'pino';
import type { Database } from '../db/database.ts';
import { breakable, inTime } from '../waiting/in-time.ts';
import { Outage } from '../waiting/outage.ts';
import { beginFeed, eventsToFeed, type FedEvent, type FeedMark, moveMark, storesBehind } from './feed-rows.ts';
import { Lease } from './lease.ts';
import { type OutboxEvent, staffOnly } from './outbox.ts';

export interface OutletMessage {
  id: string;
  routingKey: string;
  body: string;
}

/** One connection to where integrations fetch events; dropped at its first trouble. */
export interface Outlet {
  readonly ready: Promise<void>;
  /** Settles when the message is safe there. */
  publish(message: OutletMessage): Promise<void>;
  drop(): void;
}

export interface FeedOptions {
  database: Database;
  openOutlet(lost: (error: Error) => void): Outlet;
  log: Pick<BaseLogger, 'info' | 'warn'>;
}

const leaseName = 'event_feed';
/** Milliseconds: between looks for what other instances have committed, between rounds after own commits, between beats. */
const pollInterval = 500;
const nudgeDelay = 25;
const beatInterval = 1000;
/** How long the broker may take to confirm, in milliseconds. */
const confirmTimeout = 5000;
/** How long a stop waits for what is being confirmed, in milliseconds. */
const lastWords = 1000;
/** Stores in one round, events of each, and how many stores are fed side by side. */
const storesInRound = 500;
const eventsInRound = 100;
const lanes = 20;

/**
 * Hands every committed event of every store to the integrations: at least once, each store's in order. One instance does it
 * at a time; what it leaves unfinished another goes on with. Within a store an event is sent when the one before it is
 * confirmed: a broker that refuses one must not have the next already.
 */
export class Feed {
  readonly #options: FeedOptions;
  readonly #lease: Lease;
  readonly #stopping = new AbortController();
  readonly #outage: Outage;
  readonly #nudged = new Set<string>();
  #running: Promise<unknown> | undefined;
  #wake: () => void = () => undefined;
  #outlet: Outlet | undefined;
  #broken = breakable();

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#outage = new Outage(
      (err) => options.log.warn({ err }, 'integrations cannot be fed; trying again every second'),
      () => options.log.info('integrations are fed again'),
    );
    this.#lease = new Lease(options.database, leaseName, randomUUID());
  }

  /** Call when the database has its tables. */
  start(): void {
    this.#running = Promise.all([this.#keepLease(), this.#keepFeeding()]);
  }

  /** These have just been committed here. */
  nudge(events: readonly OutboxEvent[]): void {
    if (!this.#lease.isHeld) return;
    for (const { storeId } of events) this.#nudged.add(storeId);
    this.#wake();
  }

  /** Lets another instance go on. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    if (!this.#running) return;
    const late = setTimeout(() => this.#dropOutlet(), lastWords);
    await this.#running;
    clearTimeout(late);
    this.#dropOutlet();
    // Without the database the next one waits until the beats have stood still.
    await this.#lease.release().catch(() => undefined);
  }

  get #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #keepLease(): Promise<void> {
    let hasBegun = false;
    while (!this.#isStopping) {
      try {
        if (!hasBegun) await beginFeed(this.#options.database, leaseName);
        hasBegun = true;
        await this.#lease.tick();
        // Whoever does not feed has nothing else that could be well again.
        if (!this.#lease.isHeld) this.#outage.forget();
      } catch (error) {
        this.#outage.failed(error);
      }
      await this.#pause(beatInterval);
    }
  }

  async #keepFeeding(): Promise<void> {
    while (!this.#isStopping) {
      const nudged = new Set(this.#nudged);
      this.#nudged.clear();
      let isBehind = false;
      try {
        if (this.#lease.isHeld) isBehind = await this.#round(nudged.size > 0 ? nudged : undefined);
        else this.#dropOutlet();
      } catch (error) {
        this.#dropOutlet();
        if (!this.#isStopping) this.#outage.failed(error);
        await this.#pause(beatInterval);
      }
      if (isBehind) continue;
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      if (this.#nudged.size === 0) await Promise.race([woken, this.#pause(pollInterval)]);
      // What commits in the same moment goes out in one round.
      if (this.#nudged.size > 0) await this.#pause(nudgeDelay);
    }
  }

  /** Whether there is more to do at once. */
  async #round(among: ReadonlySet<string> | undefined): Promise<boolean> {
    const { database } = this.#options;
    const marks = await storesBehind(database.read, storesInRound, among);
    if (marks.length === 0) return among !== undefined;
    const outlet = await this.#openOutlet();
    const waiting = marks.values();
    const reached = new Map<FeedMark, number>();
    const lane = async () => {
      for (const mark of waiting) await this.#feedStore(outlet, mark, (sequence) => reached.set(mark, sequence));
    };
    const ends = await Promise.allSettled(Array.from({ length: Math.min(lanes, marks.length) }, lane));
    // What was confirmed is remembered, whatever became of the rest.
    await database.transaction(async (tx) => {
      for (const [mark, sequence] of reached) await moveMark(tx, mark, sequence);
    });
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
    this.#outage.worked();
    return (
      among !== undefined ||
      marks.length === storesInRound ||
      marks.some((mark) => (reached.get(mark) ?? 0) < mark.newest)
    );
  }

  async #feedStore(outlet: Outlet, mark: FeedMark, confirmed: (sequence: number) => void): Promise<void> {
    const events = await eventsToFeed(this.#options.database.read, mark, eventsInRound);
    const [oldest] = events;
    if (oldest && oldest.sequence > mark.sequence + 1) {
      const { storeId } = mark;
      const missing = { storeId, after: mark.sequence, before: oldest.sequence };
      this.#options.log.warn(missing, 'events were cleared away before integrations could be fed with them');
    }
    for (const event of events) {
      // Whoever was held up for long may have been replaced meanwhile.
      if (this.#isStopping || !this.#lease.isHeld) return;
      await this.#answered(outlet.publish(messageOf(mark.storeId, event)));
      confirmed(event.sequence);
    }
  }

  async #openOutlet(): Promise<Outlet> {
    if (this.#outlet) return this.#outlet;
    this.#broken = breakable();
    const outlet = this.#options.openOutlet(this.#broken.reject);
    this.#outlet = outlet;
    await this.#answered(outlet.ready);
    return outlet;
  }

  #dropOutlet(): void {
    this.#outlet?.drop();
    this.#broken.reject(new Error('the connection was dropped'));
    this.#outlet = undefined;
  }

  #answered(promise: Promise<void>): Promise<void> {
    return inTime(Promise.race([promise, this.#broken.promise]), confirmTimeout);
  }

  async #pause(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined);
  }
}

function messageOf(storeId: string, { sequence, type, tableId, data, createdAt }: FedEvent): OutletMessage {
  const at = new Date(createdAt).toISOString();
  return {
    id: `${storeId}:${sequence}`,
    routingKey: `event.${storeId}.${type}`,
    body: JSON.stringify({
      storeId,
      sequence,
      type,
      tableId: tableId === staffOnly ? null : tableId,
      data: JSON.parse(data) as object,
      at,
    }),
  };
}
