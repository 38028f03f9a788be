import { type Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/dialects/open-database.ts';

/** Looks into a database from beside the servers. */
export async function lookInto(url: string, look: (database: Database) => Promise<void>): Promise<void> {
  const engine = url.startsWith('mysql') ? 'mysql' : 'postgres';
  const pool = { min: 0, max: 2, acquireTimeout: 5000, idleTimeout: 5000 };
  const database = await openDatabase({ engine, url, replicaUrl: undefined, pool });
  try {
    await look(database);
  } finally {
    await database.close();
  }
}
