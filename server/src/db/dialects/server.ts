import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import type { BaseLogger } from 'pino';
import { clock } from '../../clock.ts';
import type { PoolConfig } from '../../config/database.ts';
import { Conflict, type Connection, type Database, DatabaseUnavailable } from '../database.ts';
import { migrate } from '../migrate.ts';
import { Watch } from '../watch.ts';

/** What an error of a driver means. */
export type Fault =
  /** Two transactions got in each other's way; one of them was sent back to begin again. */
  | 'conflict'
  /** The server is gone, going, full or read-only: nothing that the caller could do better. */
  | 'outage'
  /** A statement that breaks a rule or makes no sense: a matter of the code that sent it. */
  | 'statement';

/** What stands before a pool: every way in goes through it, every error on the way out. */
export interface Gate {
  /** Waits for a connection, no longer than it makes sense; one that comes too late goes back. */
  admit<Client extends { release(): void }>(connecting: Promise<Client>): Promise<Client>;
  explain(error: unknown): unknown;
}

/** The sockets of a pool's connections: broken, they fail what waits for an answer. */
export class Sockets {
  readonly #open = new Set<Socket>();

  track(socket: Socket): Socket {
    this.#open.add(socket);
    return socket.once('close', () => this.#open.delete(socket));
  }

  cut(): void {
    for (const socket of this.#open) socket.destroy();
  }
}

export interface Pool {
  readonly db: Connection;
  /** Breaks all its connections. */
  cut(): void;
}

/** One kind of database server, as its driver speaks to it. */
export interface ServerEngine {
  name: string;
  connect(url: string, size: PoolConfig, gate: Gate): Pool;
  faultOf(error: unknown): Fault;
  /** The server's time in epoch milliseconds. */
  time: RawBuilder<number>;
}

/** Milliseconds after which a transaction that collides again and again is given up. */
const collidingLimit = 5000;

export interface ServerOptions {
  url: string;
  replicaUrl?: string | undefined;
  pool: PoolConfig;
  log?: Pick<BaseLogger, 'info' | 'warn'> | undefined;
}

/**
 * A database server and the pool of connections to it. Each transaction has its own commit: unlike SQLite, such a server runs
 * them side by side and shares its disk writes among them by itself.
 */
export function openServer(engine: ServerEngine, { url, replicaUrl, pool, log }: ServerOptions): Database {
  // One server's clock counts: the replica's may be another.
  const primary = watchedPool(engine, url, pool, log, 'the database', (time, askedAt) => clock.follow(time, askedAt));
  const replica = replicaUrl === undefined ? undefined : watchedPool(engine, replicaUrl, pool, log, 'the read replica');

  /** Runs it, and runs it again from its beginning where it collided with others. */
  async function untilAlone<Result>(watch: Watch, run: () => Promise<Result>): Promise<Result> {
    const begun = Date.now();
    for (let attempt = 1; ; attempt += 1) {
      watch.requireUp();
      try {
        return await run();
      } catch (error) {
        if (!(error instanceof Conflict) && engine.faultOf(error) !== 'conflict') throw error;
        if (Date.now() - begun > collidingLimit) {
          throw new DatabaseUnavailable('the transaction collided with others again and again', { cause: error });
        }
        // Those that collided begin again at different moments.
        await delay(Math.random() * Math.min(5 * 2 ** attempt, 200));
      }
    }
  }

  const snapshotOn = <Result>({ db, watch }: WatchedPool, work: (db: Connection) => Promise<Result>) =>
    untilAlone(watch, () =>
      db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
    );

  return {
    isShared: true,
    read: primary.db,
    transaction: (work) => untilAlone(primary.watch, () => primary.db.transaction().execute(work)),
    tryWriting: async () => {
      primary.watch.requireUp();
      // A row that Kysely makes and never changes: servers that only read refuse to write even what is there already.
      await sql`update kysely_migration_lock set is_locked = is_locked`.execute(primary.db);
    },
    snapshot: (work) => snapshotOn(primary, work),
    pastSnapshot: async (work) => {
      if (!replica) return snapshotOn(primary, work);
      try {
        return await snapshotOn(replica, work);
      } catch (error) {
        if (error instanceof DatabaseUnavailable) return snapshotOn(primary, work);
        throw error;
      }
    },
    migrate: async (direction) => {
      await primary.watch.look();
      // Building an index or waiting for another instance that is migrating takes as long as it takes.
      const alone = engine.connect(url, { ...pool, min: 0, max: 1 }, openGate(engine));
      try {
        return await migrate(alone.db, direction);
      } catch (error) {
        // A step that got into the way of those at work is taken again, from its beginning.
        const collided = error instanceof Error && engine.faultOf(error.cause) === 'conflict';
        throw collided ? new DatabaseUnavailable('the migration collided with others', { cause: error }) : error;
      } finally {
        await close(alone);
      }
    },
    close: async () => {
      await primary.close();
      await replica?.close();
    },
  };
}

interface WatchedPool {
  db: Connection;
  watch: Watch;
  close(): Promise<void>;
}

function watchedPool(
  engine: ServerEngine,
  url: string,
  size: PoolConfig,
  log: ServerOptions['log'],
  what: string,
  onTime?: (time: number, askedAt: number) => void,
): WatchedPool {
  const probe = engine.connect(url, { ...size, min: 0, max: 1 }, openGate(engine));
  const watch = new Watch({
    askTime: async () => {
      const { rows } = await sql<{ now: number }>`select ${engine.time} as now`.execute(probe.db);
      return Number(rows[0]?.now);
    },
    onTime,
    cut: () => {
      probe.cut();
      pool.cut();
    },
    onFall: (err) => log?.warn({ err }, `${what} (${engine.name}) does not answer; trying again every second`),
    onReturn: () => log?.info(`${what} answers again`),
  });
  const explainAndLook = (fault: unknown) => {
    const explained = explain(engine, fault);
    if (explained instanceof DatabaseUnavailable) watch.lookSoon();
    return explained;
  };
  const pool = engine.connect(url, size, {
    explain: explainAndLook,
    admit: async (connecting) => {
      try {
        watch.requireUp();
        return await watch.while(connecting, size.acquireTimeout);
      } catch (error) {
        connecting.then(
          (late) => late.release(),
          () => undefined,
        );
        throw explainAndLook(error);
      }
    },
  });
  return {
    db: pool.db,
    watch,
    close: async () => {
      watch.stop();
      await Promise.all([close(pool), close(probe)]);
    },
  };
}

/** Says goodbye to the server; one that does not answer is left without. */
async function close(pool: Pool): Promise<void> {
  const late = setTimeout(() => pool.cut(), 1000);
  // A connection that breaks while it is being closed is closed.
  await pool.db.destroy().catch(() => undefined);
  clearTimeout(late);
}

/** For connections that wait for as long as it takes. */
function openGate(engine: ServerEngine): Gate {
  const explained = (error: unknown) => explain(engine, error);
  return {
    explain: explained,
    admit: (connecting) =>
      connecting.catch((error: unknown) => {
        throw explained(error);
      }),
  };
}

function explain(engine: ServerEngine, error: unknown): unknown {
  if (error instanceof DatabaseUnavailable || engine.faultOf(error) !== 'outage') return error;
  return new DatabaseUnavailable(`${engine.name} could not be asked`, { cause: error });
}
