import type { BaseLogger } from 'pino';
import type { DatabaseConfig } from '../../config/database.ts';
import type { Database } from '../database.ts';
import { openServer } from './server.ts';

/** The engine that the configuration names; it need not be there yet. No other's driver is loaded: those take a tenth of a start. */
export async function openDatabase(config: DatabaseConfig, log?: Pick<BaseLogger, 'info' | 'warn'>): Promise<Database> {
  switch (config.engine) {
    case 'sqlite':
      return (await import('./sqlite.ts')).openSqlite(config);
    case 'postgres':
      return openServer((await import('./postgres.ts')).postgres, { ...config, log });
    case 'mysql':
      return openServer((await import('./mysql.ts')).mysqlServer, { ...config, log });
  }
}
