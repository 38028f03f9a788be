import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { type Connection, type Database, DatabaseUnavailable } from '../database.ts';
import { migrate } from '../migrate.ts';
import type { Schema } from '../schema.ts';

interface Waiting {
  run(tx: Connection): Promise<void>;
  committed(): void;
  failed(error: unknown): void;
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
 * Transactions that arrive in the same turn of the event loop share one commit, and with it one fsync; each is a SAVEPOINT
 * of its own, so that one that fails takes nothing else with it. Reads have their own connection and never wait for a write.
 */
export function openSqlite({ file, groupLimit = 256 }: SqliteOptions): Database {
  mkdirSync(dirname(file), { recursive: true });
  const writer = new SqliteFile(file);
  writer.pragma('journal_mode = WAL');
  writer.pragma('synchronous = FULL');
  const tx = connect(writer);
  const read = connect(new SqliteFile(file, { readonly: true }));
  const moment = new SqliteFile(file, { readonly: true });
  const atOneMoment = connect(moment);
  let snapshots: Promise<unknown> = Promise.resolve();

  const [begin, commit, rollback] = ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'].map((sql) => writer.prepare(sql));
  const [savepoint, release, undo] = ['SAVEPOINT one', 'RELEASE one', 'ROLLBACK TO one'].map((sql) =>
    writer.prepare(sql),
  );
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  /** Runs one transaction inside the group; false when the engine itself gave up and rolled the whole group back. */
  async function runOne(one: Waiting): Promise<boolean> {
    savepoint?.run();
    try {
      await one.run(tx);
    } catch (error) {
      one.failed(error);
      if (!writer.inTransaction) return false;
      undo?.run();
    }
    release?.run();
    return true;
  }

  async function runGroup(group: Waiting[]): Promise<void> {
    try {
      begin?.run();
      for (const one of group) {
        if (!(await runOne(one))) throw new DatabaseUnavailable('SQLite gave the transaction up');
      }
      commit?.run();
    } catch (cause) {
      if (writer.inTransaction) rollback?.run();
      const error = new DatabaseUnavailable('the commit failed', { cause });
      for (const one of group) one.failed(error);
      return;
    }
    for (const one of group) one.committed();
  }

  async function runAll(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.slice(0, groupLimit);
      waiting = waiting.slice(groupLimit);
      await runGroup(group);
    }
    running = undefined;
  }

  /** After the sockets have been read, so that everything that came in with this turn is in the group. */
  function schedule(): void {
    running ??= new Promise((resolve) => setImmediate(resolve)).then(runAll);
  }

  return {
    read,
    transaction: (work) =>
      new Promise((resolve, reject) => {
        let answer: () => void = () => reject(new DatabaseUnavailable('the transaction did not run'));
        waiting.push({
          run: async (connection) => {
            const result = await work(connection);
            answer = () => resolve(result);
          },
          committed: () => answer(),
          failed: (error) => reject(error),
        });
        schedule();
      }),
    snapshot: (work) => {
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
    },
    migrate: () => migrate(tx),
    close: async () => {
      while (running) await running;
      await tx.destroy();
      await snapshots;
      await read.destroy();
      await atOneMoment.destroy();
    },
  };
}

/** Kysely over a connection that keeps its statements prepared. */
function connect(connection: SqliteFile.Database): Connection {
  connection.pragma('busy_timeout = 2000');
  connection.pragma('foreign_keys = ON');
  connection.pragma('cache_size = -65536');
  connection.pragma('temp_store = MEMORY');
  const statements = new Map<string, SqliteFile.Statement>();
  const database = {
    prepare(sql: string) {
      let statement = statements.get(sql);
      if (!statement) {
        if (statements.size >= 500) statements.clear();
        statement = connection.prepare(sql);
        statements.set(sql, statement);
      }
      return statement;
    },
    close: () => connection.close(),
  };
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
}
