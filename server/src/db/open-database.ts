import type { DatabaseConfig } from '../config.ts';
import type { Database } from './database.ts';
import { openSqlite } from './dialects/sqlite.ts';

/** The engine that the configuration names. */
export function openDatabase(config: DatabaseConfig): Database {
  if (config.engine === 'sqlite') return openSqlite(config);
  throw new Error(`${config.engine} is not spoken yet`);
}
