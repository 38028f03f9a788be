import { resolve } from 'node:path';
import { ConfigError, type Values } from './environment.ts';

export type DatabaseConfig =
  | { engine: 'sqlite'; file: string }
  | {
      engine: 'postgres' | 'mysql';
      url: string;
      /** A copy that lags: for what may be a little old. */
      replicaUrl: string | undefined;
      pool: PoolConfig;
    };

/** The file that the database is, where it is one. */
export function fileOf(database: DatabaseConfig): string | undefined {
  switch (database.engine) {
    case 'sqlite':
      return database.file;
    case 'postgres':
    case 'mysql':
      return undefined;
  }
}

/** Connections to one database server; times in milliseconds. */
export interface PoolConfig {
  min: number;
  max: number;
  /** How long a query waits for a connection while all are busy. */
  acquireTimeout: number;
  /** How long a connection beyond `min` is kept unused. */
  idleTimeout: number;
}

/**
 * `sqlite://data/app.db`, `sqlite:///./data/app.db` (both relative), `sqlite:///srv/app.db` (absolute),
 * `postgres://user:password@host:5432/name` or `mysql://user:password@host:3306/name`.
 */
export function databaseOf(values: Values, folder: string): DatabaseConfig {
  const { DATABASE_URL, DB_FILE_PATH, DATABASE_REPLICA_URL } = values;
  if (DATABASE_URL === undefined) return { engine: 'sqlite', file: resolve(folder, DB_FILE_PATH ?? 'data/app.db') };
  const engine = serverOf(DATABASE_URL);
  if (engine !== undefined) {
    if (DATABASE_REPLICA_URL !== undefined && serverOf(DATABASE_REPLICA_URL) !== engine) {
      throw new ConfigError('DATABASE_URL and DATABASE_REPLICA_URL must name databases of the same kind');
    }
    if (values.DB_POOL_MIN_SIZE > values.DB_POOL_MAX_SIZE) {
      throw new ConfigError('DATABASE_URL has a pool with DB_POOL_MIN_SIZE greater than DB_POOL_MAX_SIZE');
    }
    return {
      engine,
      url: DATABASE_URL,
      replicaUrl: DATABASE_REPLICA_URL,
      pool: {
        min: values.DB_POOL_MIN_SIZE,
        max: values.DB_POOL_MAX_SIZE,
        acquireTimeout: values.DB_POOL_ACQUIRE_TIMEOUT * 1000,
        idleTimeout: values.DB_POOL_IDLE_TIMEOUT * 1000,
      },
    };
  }
  const path = /^sqlite:\/\/(.+)$/.exec(DATABASE_URL)?.[1];
  if (path === undefined || path === '/') {
    throw new ConfigError(
      'DATABASE_URL must look like sqlite://data/app.db, sqlite:///srv/app.db, postgres://user:password@host/name or mysql://user:password@host/name',
    );
  }
  return { engine: 'sqlite', file: resolve(folder, path.startsWith('/./') ? path.slice(1) : path) };
}

type ServerEngine = Exclude<DatabaseConfig, { file: string }>['engine'];

/** How the addresses of each kind of server begin. */
const serverProtocols: Record<ServerEngine, readonly string[]> = {
  postgres: ['postgres:', 'postgresql:'],
  mysql: ['mysql:', 'mariadb:'],
};

function serverOf(url: string): ServerEngine | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, pathname } = new URL(url);
  if (pathname.length < 2) return undefined;
  return (Object.keys(serverProtocols) as ServerEngine[]).find((engine) => serverProtocols[engine].includes(protocol));
}
