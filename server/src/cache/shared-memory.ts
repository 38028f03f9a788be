import { Redis } from 'ioredis';
import type { BaseLogger } from 'pino';

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
  readonly #log: SharedMemoryOptions['log'];
  readonly #tries: NodeJS.Timeout;
  readonly #settled = Promise.withResolvers<void>();
  #state: 'unknown' | 'there' | 'away' = 'unknown';

  constructor({ url, namespace, log }: SharedMemoryOptions) {
    this.#log = log;
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
    this.#tries = setInterval(() => {
      if (this.#state !== 'there') void this.#try();
    }, tryInterval);
    this.#tries.unref();
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
    clearInterval(this.#tries);
    this.#state = 'away';
    this.#redis.disconnect();
  }

  async #ask<Answer>(question: () => Promise<Answer>): Promise<Answer | undefined> {
    if (this.#state !== 'there') return undefined;
    try {
      return await inTime(question());
    } catch (error) {
      this.#lost(error);
      return undefined;
    }
  }

  async #try(): Promise<void> {
    try {
      await inTime(this.#redis.eval(probe, 1, 'probe'));
    } catch (error) {
      this.#lost(error);
      return;
    }
    if (this.#state === 'away') this.#log.info('Redis is back: instances share menus and limits again');
    this.#state = 'there';
    this.#settled.resolve();
  }

  #lost(error: unknown): void {
    if (this.#state !== 'away') {
      this.#log.warn(
        { err: error },
        'Redis is away: menus come from the database, limits count for each instance alone',
      );
    }
    this.#state = 'away';
    this.#settled.resolve();
  }
}

async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const late = Promise.withResolvers<never>();
  // An answer that has come while this process was busy is read before the immediate: it is not late.
  const timer = setTimeout(() => setImmediate(() => late.reject(new Error(`no answer in ${deadline} ms`))), deadline);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
