import type { FastifyBaseLogger } from 'fastify';
import type { DatabaseConfig } from '../config.ts';
import type { Database } from './database.ts';
import { mysqlServer } from './dialects/mysql.ts';
import { postgres } from './dialects/postgres.ts';
import { openServer } from './dialects/server.ts';
import { openSqlite } from './dialects/sqlite.ts';

/** The engine that the configuration names. It need not be there yet. */
export function openDatabase(config: DatabaseConfig, log?: Pick<FastifyBaseLogger, 'info' | 'warn'>): Database {
  if (config.engine === 'sqlite') return openSqlite(config);
  return openServer(config.engine === 'postgres' ? postgres : mysqlServer, { ...config, log });
}
