import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import SqliteFile from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { makeFolder } from '../../folders.ts';
import { Conflict, type Connection, type Database, DatabaseUnavailable } from '../database.ts';
import { ofEngine } from '../engines.ts';
import { migrate } from '../migrate.ts';
import { runPreparedDirectly } from '../prepared.ts';
import type { Schema } from '../schema.ts';
import { requireSoundFiles, requireSoundPages } from './sqlite-soundness.ts';

/** How often each file is open in this process. */
const openHere = new Map<string, number>();

/** Milliseconds to wait for another program that is writing to the same file. */
const busyPatience = 2000;

interface Waiting {
  /** Answers whether the work succeeded; it may be run again after a rollback. */
  run(tx: Connection): Promise<boolean>;
  /** Tells the caller what came of its last run. */
  settle(): void;
  /** Tells the caller that the engine failed. */
  fail(error: DatabaseUnavailable): void;
}

export interface SqliteOptions {
  /** A file, made with its folders where there is none. */
  file: string;
  /** The most transactions that share one commit; 1 gives each its own. */
  groupLimit?: number;
}

/**
 * SQLite in WAL mode with `synchronous=FULL`: a commit is on the disk before anybody hears of it.
 *
 * Transactions that arrive in the same turn of the event loop share one commit, and with it one fsync. Where one of them
 * fails, the group is rolled back and run again, each behind a savepoint: the one that fails takes nothing else with it.
 * Reads have their own connection and never wait for a write.
 */
export function openSqlite({ file, groupLimit = 256 }: SqliteOptions): Database {
  makeFolder(dirname(file));
  // Looking into a file lets go of all locks that this process has on it, those of its other connections too.
  if (!openHere.has(file)) requireSoundFiles(file);
  const writer = new SqliteFile(file);
  requireSoundPages(writer, file);
  // A new file's pages are large: a group of orders then writes few frames to the log, which cost more by number than by size.
  writer.pragma('page_size = 16384');
  writer.pragma('journal_mode = WAL');
  writer.pragma('synchronous = FULL');
  const tx = connect(writer);
  openHere.set(file, (openHere.get(file) ?? 0) + 1);
  // SQLite would wait for another program by doing nothing else.
  writer.pragma('busy_timeout = 0');
  const reader = new SqliteFile(file, { readonly: true });
  const read = connect(reader);
  const moment = new SqliteFile(file, { readonly: true });
  const atOneMoment = connect(moment);
  let snapshots: Promise<unknown> = Promise.resolve();

  const begin = writer.prepare('BEGIN IMMEDIATE');
  const commit = writer.prepare('COMMIT');
  const rollback = writer.prepare('ROLLBACK');
  const savepoint = writer.prepare('SAVEPOINT one');
  const release = writer.prepare('RELEASE one');
  const undo = writer.prepare('ROLLBACK TO one');
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  /** Waits while another program holds the database, but not for long. */
  async function beginWhenFree(): Promise<void> {
    const deadline = performance.now() + busyPatience;
    for (;;) {
      try {
        begin.run();
        return;
      } catch (error) {
        const isBusy = error instanceof SqliteFile.SqliteError && error.code.startsWith('SQLITE_BUSY');
        if (!isBusy || performance.now() > deadline) throw error;
      }
      await delay(20);
    }
  }

  /** All of the group in one go, without the cost of savepoints; false, with nothing done, where one failed. */
  async function runTogether(group: readonly Waiting[]): Promise<boolean> {
    await beginWhenFree();
    for (const one of group) {
      if (await one.run(tx)) continue;
      if (writer.inTransaction) rollback.run();
      return false;
    }
    commit.run();
    return true;
  }

  /** Each behind a savepoint, so that those that fail leave nothing and take nothing with them. */
  async function runApart(group: readonly Waiting[]): Promise<void> {
    await beginWhenFree();
    for (const one of group) {
      savepoint.run();
      const succeeded = await one.run(tx);
      if (!writer.inTransaction) throw new Error('SQLite gave the transaction up');
      if (!succeeded) undo.run();
      release.run();
    }
    commit.run();
  }

  async function runGroup(group: readonly Waiting[]): Promise<void> {
    try {
      if (!(await runTogether(group))) await runApart(group);
    } catch (cause) {
      if (writer.inTransaction) rollback.run();
      const error = new DatabaseUnavailable('the transaction could not be committed', { cause });
      for (const one of group) one.fail(error);
      return;
    }
    for (const one of group) one.settle();
  }

  async function runAll(): Promise<void> {
    while (waiting.length > 0) await runGroup(waiting.splice(0, groupLimit));
    running = undefined;
  }

  /** After the sockets have been read, so that everything that came in with this turn is in the group. */
  function schedule(): void {
    running ??= new Promise((resolve) => setImmediate(resolve)).then(runAll);
  }

  const snapshot: Database['snapshot'] = (work) => {
    const result = snapshots.then(async () => {
      moment.exec('BEGIN');
      try {
        return await work(atOneMoment);
      } finally {
        moment.exec('COMMIT');
      }
    });
    snapshots = result.catch(() => undefined);
    return result;
  };

  const transaction: Database['transaction'] = (work) =>
    new Promise((resolve, reject) => {
      let settle: () => void;
      const one: Waiting = {
        run: async (connection) => {
          try {
            const result = await work(connection);
            settle = () => resolve(result);
            return true;
          } catch (error) {
            settle = error instanceof Conflict ? enter : () => reject(explained(error));
            return false;
          }
        },
        settle: () => settle(),
        fail: reject,
      };
      const enter = () => {
        waiting.push(one);
        schedule();
      };
      enter();
    });

  return {
    isShared: false,
    read,
    snapshot,
    pastSnapshot: snapshot,
    transaction,
    // A number in the file's header that nobody uses: it is written although it stays the same.
    tryWriting: () => transaction(async (db) => void (await sql`pragma user_version = 0`.execute(db))),
    migrate: (direction) => migrate(tx, direction),
    close: async () => {
      while (running) await running;
      await snapshots;
      await Promise.all([read.destroy(), atOneMoment.destroy(), tx.destroy()]);
      // Kysely closes none that it has not used. The last to go brings the log home, which those that only read may not.
      for (const connection of [reader, moment, writer]) connection.close();
      const others = (openHere.get(file) ?? 1) - 1;
      if (others > 0) openHere.set(file, others);
      else openHere.delete(file);
    },
  };
}

/** A broken rule is the caller's to know of; a full, locked or failing disk is nobody's fault here. */
function explained(error: unknown): unknown {
  if (!(error instanceof SqliteFile.SqliteError) || error.code.startsWith('SQLITE_CONSTRAINT')) return error;
  return new DatabaseUnavailable('SQLite could not run a statement', { cause: error });
}

/** Kysely over a connection that keeps its statements prepared. */
function connect(connection: SqliteFile.Database): Connection {
  connection.pragma(`busy_timeout = ${busyPatience}`);
  connection.pragma('foreign_keys = ON');
  connection.pragma('cache_size = -65536');
  connection.pragma('temp_store = MEMORY');
  const statements = new Map<string, SqliteFile.Statement>();
  const prepare = (text: string) => {
    let statement = statements.get(text);
    if (!statement) {
      if (statements.size >= 500) statements.clear();
      statement = connection.prepare(text);
      statements.set(text, statement);
    }
    return statement;
  };
  const dialect = new SqliteDialect({ database: { prepare, close: () => undefined } });
  const db = ofEngine('sqlite', new Kysely<Schema>({ dialect }));
  runPreparedDirectly(db, (text, parameters) => {
    const statement = prepare(text);
    if (statement.reader) return { rows: statement.all(parameters) };
    return { rows: [], numAffectedRows: BigInt(statement.run(parameters).changes) };
  });
  return db;
}
