import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '../../src/db/database.ts';
import { openSqlite } from '../../src/db/dialects/sqlite.ts';

/** The database that one server under test uses. */
export interface TestDatabase {
  /** How a server is told to use it. */
  readonly env: Readonly<Record<string, string>>;
  /** Looks into it from beside the server, whether that is running or not. */
  open(): Database;
  /** What the engine itself finds wrong with its storage; empty when it is sound. */
  damage(): Promise<string[]>;
  /** Takes the room that it could still grow into, as a full disk does. */
  fill(database: Database): Promise<void>;
  makeRoom(database: Database): Promise<void>;
}

/** A new, empty database. The one place where the tests name an engine: the whole suite runs on whichever this makes. */
export function newDatabase(folder: string): TestDatabase {
  const file = join(folder, 'app.db');
  const open = () => openSqlite({ file });
  const limit = (database: Database, pages: number) =>
    database.transaction((tx) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(tx)).then(() => undefined);
  return {
    // SQLite takes a limit below what there is for what there is.
    fill: (database) => limit(database, 1),
    makeRoom: (database) => limit(database, 1_000_000_000),
    env: { DATABASE_URL: `sqlite://${file}` },
    open,
    damage: async () => {
      const database = open();
      try {
        const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(database.read);
        return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok');
      } finally {
        await database.close();
      }
    },
  };
}
