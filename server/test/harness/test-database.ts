import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import { readConfig } from '../../src/config/config.ts';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/dialects/open-database.ts';
import { thisCell } from '../cells.ts';
import { sharedServer } from '../services/shared.ts';

/** The database that one server under test uses. */
export interface TestDatabase {
  /** How a server is told to use it. */
  readonly env: Readonly<Record<string, string>>;
  /** Settles when it is there. */
  readonly ready: Promise<void>;
  /** Looks into it from beside the server, whether that is running or not. */
  open(): Promise<Database>;
  /** What the engine itself finds wrong with its storage; empty when it is sound. */
  damage(): Promise<string[]>;
  remove(): Promise<void>;
}

/** A new, empty database of the cell's engine. The one place where the tests name an engine. */
export function newDatabase(folder: string): TestDatabase {
  switch (thisCell.database) {
    case 'sqlite':
      return sqliteDatabase(join(folder, 'app.db'));
    case 'postgres':
      return databaseOn({
        server: sharedServer('postgres'),
        ask: askPostgres,
        drop: (name) => `drop database if exists ${name} with (force)`,
        damage: postgresDamage,
      });
    case 'mariadb':
      return databaseOn({
        server: sharedServer('mariadb'),
        ask: askMariadb,
        drop: (name) => `drop database if exists ${name}`,
        damage: mariadbDamage,
      });
  }
}

function sqliteDatabase(file: string): TestDatabase {
  const env = { DATABASE_URL: `sqlite://${file}` };
  return {
    env,
    ready: Promise.resolve(),
    open: () => opened(env),
    damage: async () => {
      const database = await opened(env);
      try {
        const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(database.read);
        return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok');
      } finally {
        await database.close();
      }
    },
    // It goes with its folder.
    remove: async () => undefined,
  };
}

type Ask = (url: string, statement: string) => Promise<Record<string, unknown>[]>;

interface DatabaseServer {
  /** The address of any database on it. */
  server: string;
  ask: Ask;
  drop: (name: string) => string;
  damage: (url: string) => Promise<string[]>;
}

function databaseOn({ server, ask, drop, damage }: DatabaseServer): TestDatabase {
  const name = `soban_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(`/${name}`, server).href;
  // A few connections are plenty for one restaurant, and many restaurants share the server.
  const env = { DATABASE_URL: url, DB_POOL_MIN_SIZE: '0', DB_POOL_MAX_SIZE: '8' };
  const ready = ask(server, `create database ${name}`).then(() => undefined);
  return {
    env,
    ready,
    open: () => opened(env),
    damage: () => damage(url),
    remove: async () => {
      await ready;
      await ask(server, drop(name));
    },
  };
}

function opened(env: Readonly<Record<string, string>>): Promise<Database> {
  return openDatabase(readConfig(env, '/').database);
}

async function askPostgres(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function askMariadb(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const connection = await createConnection(url);
  try {
    const [rows] = await connection.query(statement);
    return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
  } finally {
    await connection.end();
  }
}

/** Reads every index against its table (the extension comes with PostgreSQL, if not with every build of it). */
async function postgresDamage(url: string): Promise<string[]> {
  const there = await askPostgres(url, "select 1 from pg_available_extensions where name = 'amcheck'");
  if (there.length === 0) return [];
  await askPostgres(url, 'create extension if not exists amcheck');
  try {
    await askPostgres(
      url,
      `select bt_index_check(index => indexrelid, heapallindexed => true) from pg_index
       join pg_class on pg_class.oid = indexrelid join pg_am on pg_am.oid = relam
       where amname = 'btree' and indisvalid and relpersistence = 'p'`,
    );
    return [];
  } catch (error) {
    return [String(error)];
  }
}

async function mariadbDamage(url: string): Promise<string[]> {
  const tables = await askMariadb(url, 'show tables');
  const names = tables.flatMap((row) => Object.values(row).map(String));
  const checks = await askMariadb(url, `check table ${names.map((name) => `\`${name}\``).join(', ')} extended`);
  return checks
    .filter((check) => check['Msg_type'] !== 'status' || check['Msg_text'] !== 'OK')
    .map((check) => `${String(check['Table'])}: ${String(check['Msg_text'])}`);
}
