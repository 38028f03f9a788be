import type { BaseLogger } from 'pino';
import type { DatabaseConfig } from '../../config/database.ts';
import type { Database } from '../database.ts';
import { mysqlServer } from './mysql.ts';
import { postgres } from './postgres.ts';
import { openServer } from './server.ts';
import { openSqlite } from './sqlite.ts';

/** The engine that the configuration names. It need not be there yet. */
export function openDatabase(config: DatabaseConfig, log?: Pick<BaseLogger, 'info' | 'warn'>): Database {
  switch (config.engine) {
    case 'sqlite':
      return openSqlite(config);
    case 'postgres':
      return openServer(postgres, { ...config, log });
    case 'mysql':
      return openServer(mysqlServer, { ...config, log });
  }
}
