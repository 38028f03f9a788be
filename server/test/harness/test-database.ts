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
}

/** A new, empty database. The one place where the tests name an engine: the whole suite runs on whichever this makes. */
export function newDatabase(folder: string): TestDatabase {
  const file = join(folder, 'app.db');
  const open = () => openSqlite({ file });
  return {
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
