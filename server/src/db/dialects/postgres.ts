import { Socket } from 'node:net';
import { Kysely, PostgresDialect, type PostgresPoolClient, sql } from 'kysely';
import pg from 'pg';
import type { PoolConfig } from '../../config/database.ts';
import { ofEngine } from '../engines.ts';
import { canWait, isPrepared } from '../prepared.ts';
import type { Schema } from '../schema.ts';
import { type Fault, type Gate, type Pool, type ServerEngine, Sockets } from './server.ts';

/** What a session may do at most, in milliseconds: nobody waits for one that hangs, or whose instance does. */
const sessionLimits = {
  lock_timeout: 5000,
  statement_timeout: 15_000,
  idle_in_transaction_session_timeout: 10_000,
};

/** Whole numbers come as numbers: none that is stored is beyond what a number holds. */
const wholeNumbers = new Set<number>([pg.types.builtins.INT8, pg.types.builtins.NUMERIC]);

/** PostgreSQL 15 and newer, by node-postgres. */
export const postgres: ServerEngine = {
  name: 'PostgreSQL',
  connect,
  faultOf,
  time: sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)`,
};

function connect(url: string, size: PoolConfig, gate: Gate): Pool {
  const sockets = new Sockets();
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'soban',
    min: size.min,
    max: size.max,
    idleTimeoutMillis: size.idleTimeout,
    keepAlive: true,
    pipeline: true,
    ...(size.max > 1 ? sessionLimits : {}),
    types: {
      getTypeParser: (id, format): unknown => (wholeNumbers.has(id) ? Number : pg.types.getTypeParser(id, format)),
    },
    stream: () => sockets.track(new Socket()),
  });
  // A connection that breaks fails what waits for it; that it broke is nobody else's concern.
  pool.on('error', () => undefined);
  pool.on('connect', (one) => one.on('error', () => undefined));

  const names = new Map<string, string>();
  /** Hot statements are parsed and planned once for each connection. */
  const nameOf = (text: string) => {
    if (!isPrepared(text)) return undefined;
    let name = names.get(text);
    if (name === undefined) {
      name = `soban_${names.size}`;
      names.set(text, name);
    }
    return name;
  };

  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  /** The same object for the same connection, as Kysely knows connections by it. */
  function known(one: pg.PoolClient): PostgresPoolClient {
    const before = wrapped.get(one);
    if (before) return before;
    const send = ({ text, values }: Statement) => {
      const name = nameOf(text);
      return one.query(name === undefined ? { text, values } : { name, text, values });
    };
    const run = heldBack(send, one);
    const query = async (text: string, values: unknown[]) => {
      try {
        return await run({ text, values });
      } catch (error) {
        throw gate.explain(error);
      }
    };
    const made = { query, release: () => one.release() } as unknown as PostgresPoolClient;
    wrapped.set(one, made);
    return made;
  }

  return {
    db: ofEngine(
      'postgres',
      new Kysely<Schema>({
        dialect: new PostgresDialect({
          pool: { connect: async () => known(await gate.admit(pool.connect())), end: () => pool.end(), options: {} },
        }),
      }),
    ),
    cut: () => sockets.cut(),
  };
}

interface Statement {
  text: string;
  values: unknown[];
}

type Answer = Pick<pg.QueryResult, 'command' | 'rowCount' | 'rows'>;

const nothing: Answer = { command: '', rowCount: null, rows: [] };
const isBegin = ({ text }: Statement) => text === 'begin' || text.startsWith('start transaction');

/**
 * A statement costs less than its way there and back. So what nobody waits for, the beginning of a transaction and its prepared
 * inserts, leaves together with the transaction's next statement, which fails where one of them does.
 */
function heldBack(
  send: (statement: Statement) => Promise<Answer>,
  { connection }: pg.PoolClient,
): (statement: Statement) => Promise<Answer> {
  let held: Statement[] = [];
  let isInTransaction = false;
  return async (statement) => {
    const { text } = statement;
    if (isBegin(statement) || (isInTransaction && canWait(text))) {
      isInTransaction = true;
      held.push(statement);
      return nothing;
    }
    const before = text === 'rollback' ? [] : held;
    const hasBegun = !held.some(isBegin);
    held = [];
    if (text === 'commit' || text === 'rollback') {
      isInTransaction = false;
      if (!hasBegun && before.length < 2) return nothing;
    }
    if (before.length === 0) return send(statement);
    connection.stream.cork();
    const sent = [...before, statement].map(send);
    connection.stream.uncork();
    return (await Promise.all(sent)).at(-1) ?? nothing;
  };
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
function faultOf(error: unknown): Fault {
  const code = error instanceof pg.DatabaseError ? error.code : undefined;
  if (code === undefined) return error instanceof Error ? 'outage' : 'statement';
  // serialization_failure, deadlock_detected, lock_not_available
  if (['40001', '40P01', '55P03'].includes(code)) return 'conflict';
  // Connection exceptions, no resources, operator intervention, system errors, idle for too long, a server that only reads.
  return /^(08|53|57|58)/.test(code) || code === '25P03' || code === '25006' ? 'outage' : 'statement';
}
