import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import Type from 'typebox';
import type { Config } from '../config/config.ts';
import { type Connection, DatabaseDamaged } from '../db/database.ts';
import { openDatabase } from '../db/dialects/open-database.ts';
import { dropLostLog, problemsOfSqlite } from '../db/dialects/sqlite-check.ts';
import { adviceFor, lastingFault } from '../db/dialects/sqlite-soundness.ts';
import type { Engine } from '../db/engines.ts';
import { SchemaTooNew, schemaState } from '../db/migrate.ts';
import { NotDone, readOptions } from './options.ts';

export const databaseUsage = `  db check         look whether the database is whole; reads all of it
    --accept-loss          where its log is damaged: go on without what that has lost
`;

/** Says that all is well, or throws what is not. */
export async function dbCheck({ database: config }: Config, args: string[]): Promise<string> {
  const options = readOptions(args, { 'accept-loss': Type.Boolean({ default: false }) });
  const said = config.engine === 'sqlite' ? checkFile(config.file, options['accept-loss']) : [];
  const database = await openDatabase(config);
  try {
    if (config.engine !== 'sqlite') said.push(await checkServer(database.read, servers[config.engine]));
    const { pending, unknown } = await schemaState(database.read);
    if (unknown.length > 0) throw new SchemaTooNew(unknown);
    said.push(
      pending.length === 0 ? 'Its schema is up to date.' : `Its schema lacks ${pending.join(', ')}: a start adds it.`,
    );
  } finally {
    await database.close();
  }
  return said.join('\n');
}

/** Throws unless all of it is sound. */
function checkFile(file: string, mayLose: boolean): string[] {
  const said = mayLose ? acceptLoss(file) : [];
  if (!existsSync(file) && !lastingFault(file)) {
    throw new NotDone([...said, `There is no database at ${file}; a start makes a new one.`].join('\n'));
  }
  const problems = problemsOfSqlite(file);
  const advice = adviceFor(file, { canGoOn: false });
  if (problems.length > 0) throw new NotDone([...said, 'The database is damaged:', ...problems, advice].join('\n'));
  return [...said, 'Every page, index and reference of the database is sound, and so is its log.'];
}

function acceptLoss(file: string): string[] {
  const fault = lastingFault(file);
  if (!fault) return ['Nothing is lost: there was nothing to accept.'];
  if (!fault.canGoOn) throw new DatabaseDamaged(`${fault.what}. ${adviceFor(file, fault)}`);
  dropLostLog(file);
  return [`${fault.what}. That is accepted: it is gone.`];
}

interface ServerCheck {
  troubleOf: (db: Connection) => Promise<string[]>;
  sound: string;
}

/** A server keeps its pages and references sound by itself; each is asked what it knows of its own trouble. */
const servers: Record<Exclude<Engine, 'sqlite'>, ServerCheck> = {
  postgres: {
    troubleOf: troubleOfPostgres,
    sound: 'The server reports no damaged page and no unchecked reference. To read every page: pg_amcheck.',
  },
  mysql: {
    troubleOf: troubleOfMysql,
    sound: 'The server finds every table and index sound. References are its own to keep.',
  },
};

async function checkServer(db: Connection, { troubleOf, sound }: ServerCheck): Promise<string> {
  const problems = await troubleOf(db);
  if (problems.length > 0) {
    throw new NotDone(['The database server reports damage:', ...problems, 'Restore a backup.'].join('\n'));
  }
  return sound;
}

async function troubleOfPostgres(db: Connection): Promise<string[]> {
  const { rows } = await sql<{ problem: string }>`
    select checksum_failures || ' pages with a wrong checksum, the last at ' || checksum_last_failure as problem
    from pg_stat_database where datname = current_database() and checksum_failures > 0
    union all
    select conname || ' on ' || conrelid::regclass || ' has not been checked'
    from pg_constraint where contype = 'f' and not convalidated and connamespace = current_schema()::regnamespace`.execute(
    db,
  );
  return rows.map(({ problem }) => problem);
}

async function troubleOfMysql(db: Connection): Promise<string[]> {
  const tables = (await db.introspection.getTables()).map(({ name }) => sql.table(name));
  if (tables.length === 0) return [];
  const { rows } = await sql<
    Record<'Table' | 'Msg_type' | 'Msg_text', string>
  >`check table ${sql.join(tables)}`.execute(db);
  return rows
    .filter(({ Msg_type, Msg_text }) => Msg_type === 'error' || (Msg_type === 'status' && Msg_text !== 'OK'))
    .map(({ Table, Msg_text }) => `${Table}: ${Msg_text}`);
}
