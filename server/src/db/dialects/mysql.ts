import { createConnection } from 'node:net';
import { Kysely, MysqlDialect, type MysqlPoolConnection, type MysqlQueryResult, sql } from 'kysely';
import mysql from 'mysql2';
import type { PoolConfig } from '../../config/database.ts';
import { ofEngine } from '../engines.ts';
import type { Schema } from '../schema.ts';
import { type Fault, type Gate, type Pool, type ServerEngine, Sockets } from './server.ts';

/**
 * Statements see what is committed when they begin, as in PostgreSQL: MySQL's own default would show a transaction old rows and
 * lock the gaps between them. Wrong values are errors. Nobody waits long for a lock, and MariaDB ends a session that
 * sits on its locks (seconds).
 */
const sessionSettings = [
  'set session transaction isolation level read committed',
  "set session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO,ONLY_FULL_GROUP_BY', innodb_lock_wait_timeout = 5 /*M!100300 , idle_transaction_timeout = 10 */",
];

/** MySQL 8 and MariaDB 10.11 and newer, by mysql2. */
export const mysqlServer: ServerEngine = {
  name: 'MySQL',
  connect,
  faultOf,
  time: sql<number>`floor(unix_timestamp(now(3)) * 1000)`,
};

function connect(url: string, size: PoolConfig, gate: Gate): Pool {
  const sockets = new Sockets();
  const options: mysql.PoolOptions = {
    uri: url.replace(/^mariadb:/, 'mysql:'),
    charset: 'utf8mb4',
    connectionLimit: size.max,
    maxIdle: size.min,
    idleTimeout: size.idleTimeout,
    // Never an object in a statement: what comes from outside is text, a number or nothing.
    stringifyObjects: true,
    stream: ({ config }: { config: { port: number; host: string } }) =>
      sockets.track(createConnection(config.port, config.host).setKeepAlive(true).setNoDelay(true)),
  };
  let opened: mysql.Pool | undefined;
  /** Opened by its first use: Kysely ends none that it has not used, and the timer of one would keep the process alive. */
  function pool(): mysql.Pool {
    opened ??= mysql.createPool(options).on('connection', (connection) => {
      for (const setting of sessionSettings) connection.query(setting);
    });
    return opened;
  }

  async function client(): Promise<MysqlPoolConnection> {
    const connecting = new Promise<mysql.PoolConnection>((resolve, reject) => {
      pool().getConnection((error, connection) => (error ? reject(error) : resolve(connection)));
    });
    return known(await gate.admit(connecting));
  }

  const wrapped = new WeakMap<mysql.PoolConnection, MysqlPoolConnection>();
  /** The same object for the same connection, as Kysely knows connections by it. */
  function known(one: mysql.PoolConnection): MysqlPoolConnection {
    const before = wrapped.get(one);
    if (before) return before;
    const query = (text: string, values: unknown[], done: (error: unknown, result?: MysqlQueryResult) => void) => {
      one.query(text, values, (error, result) => {
        if (error) done(gate.explain(error));
        else done(null, result as MysqlQueryResult);
      });
    };
    const made = { query, release: () => one.release(), threadId: one.threadId } as unknown as MysqlPoolConnection;
    wrapped.set(one, made);
    return made;
  }

  return {
    db: ofEngine(
      'mysql',
      new Kysely<Schema>({
        dialect: new MysqlDialect({
          pool: {
            getConnection: (done) => {
              client().then(
                (one) => done(null, one),
                (error: unknown) => done(error, undefined as never),
              );
            },
            end: (done) => pool().end(done),
          },
        }),
      }),
    ),
    cut: () => sockets.cut(),
  };
}

/** Deadlock, a lock waited for too long, a row (MariaDB) or a table that has changed since the transaction began. */
const conflicts = new Set([1213, 1205, 1020, 1412]);
/** Too many connections, shutting down, no memory or disk, aborted, killed, read-only. */
const outages = new Set([
  1040, 1053, 1037, 1038, 1041, 1021, 1114, 1152, 1317, 1927, 1290, 1836, 3100, 1184, 1158, 1159,
]);

/** https://mariadb.com/kb/en/mariadb-error-code-reference/ */
function faultOf(error: unknown): Fault {
  const number = (error as { errno?: unknown } | undefined)?.errno;
  // The driver's and the network's own errors carry no number of the server's.
  if (typeof number !== 'number' || number < 0) return error instanceof Error ? 'outage' : 'statement';
  if (conflicts.has(number)) return 'conflict';
  return outages.has(number) ? 'outage' : 'statement';
}
