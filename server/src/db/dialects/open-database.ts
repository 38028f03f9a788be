import type { BaseLogger } from 'pino';
import type { DatabaseConfig } from '../../config/database.ts';
import type { Database } from '../database.ts';

/** The engine that the configuration names, of all drivers loaded alone: a start takes half as long. It need not be there yet. */
export async function openDatabase(config: DatabaseConfig, log?: Pick<BaseLogger, 'info' | 'warn'>): Promise<Database> {
  switch (config.engine) {
    case 'sqlite':
      return (await import('./sqlite.ts')).openSqlite(config);
    case 'postgres':
      return (await import('./postgres.ts')).openPostgres({ ...config, log });
    case 'mysql':
      return (await import('./mysql.ts')).openMysql({ ...config, log });
  }
}
