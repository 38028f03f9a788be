import { spawnSync } from 'node:child_process';
import { startMariadb } from '@soban/server/test/services/mariadb.ts';
import { startPostgres } from '@soban/server/test/services/postgres.ts';
import type { Service } from '@soban/server/test/services/service.ts';
import { familyOf } from '@soban/testing/processes';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import type { Cores } from './cores.ts';
import { cpuMicros } from './program.ts';

/** A database server or a broker of this run alone. */
export interface Engine {
  readonly url: string;
  /** Processor time of all its processes so far, in microseconds. */
  cpuMicros(): number;
  stop(): Promise<void>;
}

export interface DatabaseServer extends Engine {
  /** Makes an empty database and answers its URL. */
  newDatabase(): Promise<string>;
}

/** Lets it run on every core: it shares them with the instances and the load, as it must on a machine that has two. */
export function engineOf(service: Service, cores: Cores): Engine {
  const [command, ...args] = cores.anyPrefix;
  if (command !== undefined) {
    for (const pid of familyOf(service.pid))
      spawnSync(command, ['-a', ...args, '-p', String(pid)], { stdio: 'ignore' });
  }
  return {
    url: service.url,
    // One that has ended between the list and the look counts for nothing.
    cpuMicros: () => familyOf(service.pid).reduce((sum, pid) => sum + (cpuMicros(pid) || 0), 0),
    stop: () => service.stop(),
  };
}

export async function postgresServer(cores: Cores): Promise<DatabaseServer> {
  const engine = engineOf(await startPostgres({ durable: true }), cores);
  return { ...engine, newDatabase: () => newDatabase(engine.url, (statement) => inPostgres(engine.url, statement)) };
}

export async function mariadbServer(cores: Cores): Promise<DatabaseServer> {
  const engine = engineOf(await startMariadb({ durable: true }), cores);
  return { ...engine, newDatabase: () => newDatabase(engine.url, (statement) => inMariadb(engine.url, statement)) };
}

let databases = 0;

async function newDatabase(url: string, run: (statement: string) => Promise<unknown>): Promise<string> {
  databases += 1;
  const name = `bench_${databases}`;
  await run(`create database ${name}`);
  const made = new URL(url);
  made.pathname = `/${name}`;
  return made.href;
}

/** Runs one statement over a connection of its own. */
export async function inPostgres(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows as unknown[];
  } finally {
    await client.end();
  }
}

async function inMariadb(url: string, statement: string): Promise<void> {
  const connection = await createConnection({ uri: url });
  await connection.query(statement);
  await connection.end();
}
