import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** A connection that queries run on: committed state outside a transaction, its own writes inside one. */
export type Connection = Kysely<Schema>;

/** One engine, as the features see it. */
export interface Database {
  /** Whether several instances may work on it: what one has changed, another has to hear of. */
  readonly isShared: boolean;
  /** Reads committed rows; never waits for a transaction of somebody else. */
  readonly read: Connection;
  /**
   * Runs the work in one transaction and answers when its commit is durable; a rejection leaves no trace of it.
   * The work awaits nothing but its own queries, so that transactions can be run in groups, and may be run more than once:
   * it has no other effect than what it writes and what it answers.
   */
  transaction<Result>(work: (tx: Connection) => Promise<Result>): Promise<Result>;
  /** Writes what leaves nothing behind; throws where that cannot be done now: the disk is full, the server only reads. */
  tryWriting(): Promise<void>;
  /** Several reads of one moment. */
  snapshot<Result>(work: (db: Connection) => Promise<Result>): Promise<Result>;
  /** The same for what is long past: may be answered by a replica that lags behind, so never for what was just written. */
  pastSnapshot<Result>(work: (db: Connection) => Promise<Result>): Promise<Result>;
  /**
   * Brings the schema up to this version, or takes its newest step back; answers the steps it took. Call before anything else.
   * Throws `DatabaseUnavailable` while the engine is away.
   */
  migrate(direction?: 'up' | 'down'): Promise<string[]>;
  close(): Promise<void>;
}

/** Thrown by work whose ground has changed under it: its transaction is rolled back and run again. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

/** The engine could not take or finish a transaction for a reason that is not the caller's: disk full, locked, gone. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** What is on the disk is not what was written: nothing may be begun on it before a person has decided. Says what, and what to do. */
export class DatabaseDamaged extends Error {
  override readonly name = 'DatabaseDamaged';
}
