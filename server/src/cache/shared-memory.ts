import { Redis } from 'ioredis';
import type { BaseLogger } from 'pino';
import { every } from '../waiting/every.ts';
import { inTime } from '../waiting/in-time.ts';
import { Outage } from '../waiting/outage.ts';

export interface SharedMemoryOptions {
  url: string;
  /** What every key begins with, the same on all instances of one database. */
  namespace: string;
  log: Pick<BaseLogger, 'info' | 'warn'>;
}

/** Milliseconds an answer may take; a later one counts as none. */
const deadline = 150;
/** Milliseconds between tries to reach it while it is away. */
const tryInterval = 1000;
/** What it must be able to do to be of use: run a script that writes. */
const probe = `return redis.call('set', KEYS[1], '', 'PX', 10000)`;

/**
 * What instances remember together, in Redis. Nothing here throws or makes a request wait for long: where Redis is away, slow or
 * frozen the answer is undefined, and from the first such answer on nobody asks until it has answered a try in time again.
 */
export class SharedMemory {
  readonly #redis: Redis;
  readonly #outage: Outage;
  readonly #stopTrying: () => void;
  readonly #settled = Promise.withResolvers<void>();
  /** Whether it has answered the last try in time; before the first, nobody knows. */
  #isThere = false;
  #isClosed = false;

  constructor({ url, namespace, log }: SharedMemoryOptions) {
    this.#outage = new Outage(
      (err) => log.warn({ err }, 'Redis is away: menus come from the database, limits count for each instance alone'),
      () => log.info('Redis is back: instances share menus and limits again'),
    );
    this.#redis = new Redis(url, {
      keyPrefix: `${namespace}.`,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      retryStrategy: () => tryInterval,
      connectTimeout: 5000,
      // A connection that is cut without a word is noticed by this.
      socketTimeout: 5000,
    });
    this.#redis.on('error', (error) => this.#lost(error));
    this.#redis.on('close', () => this.#lost(new Error('the connection was closed')));
    this.#redis.on('ready', () => void this.#try());
    this.#stopTrying = every(tryInterval, async () => {
      if (!this.#isThere) await this.#try();
    });
  }

  /** Settles once it is known whether Redis is there, after little more than a second at most. */
  get settled(): Promise<void> {
    return this.#settled.promise;
  }

  async get(key: string): Promise<string | undefined> {
    return (await this.#ask(() => this.#redis.get(key))) ?? undefined;
  }

  /** Keeps the text for `ttl` milliseconds, where it can. */
  async set(key: string, text: string, ttl: number): Promise<void> {
    await this.#ask(() => this.#redis.set(key, text, 'PX', Math.ceil(ttl)));
  }

  /** Runs a Lua script, which nothing else comes between. The caller knows what it answers. */
  async run<Answer>(script: string, keys: readonly string[], args: readonly (string | number)[] = []) {
    const answer = await this.#ask(() => this.#redis.eval(script, keys.length, ...keys, ...args));
    return answer as Answer | undefined;
  }

  close(): void {
    this.#stopTrying();
    this.#isThere = false;
    this.#isClosed = true;
    this.#redis.disconnect();
  }

  async #ask<Answer>(question: () => Promise<Answer>): Promise<Answer | undefined> {
    if (!this.#isThere) return undefined;
    try {
      return await inTime(question(), deadline);
    } catch (error) {
      this.#lost(error);
      return undefined;
    }
  }

  async #try(): Promise<void> {
    try {
      await inTime(this.#redis.eval(probe, 1, 'probe'), deadline);
    } catch (error) {
      this.#lost(error);
      return;
    }
    if (this.#isClosed) return;
    this.#isThere = true;
    this.#outage.worked();
    this.#settled.resolve();
  }

  #lost(error: unknown): void {
    this.#isThere = false;
    // That it is gone when we go is no news.
    if (!this.#isClosed) this.#outage.failed(error);
    this.#settled.resolve();
  }
}
