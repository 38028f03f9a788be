import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { type Connection, DatabaseUnavailable } from './database.ts';
import { traitsOf } from './engines.ts';
import { hasColumn } from './migrations/kit.ts';

/** One step of the schema: a file of the migrations' folder. */
interface Step {
  up(db: Kysely<unknown>): Promise<void>;
  down(db: Kysely<unknown>): Promise<void>;
  /** What a user loses when the step is taken back; undefined: nothing. */
  loses?: string;
}

export interface SchemaState {
  /** In the order they were taken; times in RFC 3339. */
  applied: { name: string; at: string }[];
  pending: string[];
  /** Applied by a newer version of this program. */
  unknown: string[];
}

/** The schema is a later version's: this one would misread what that one writes. */
export class SchemaTooNew extends Error {
  override readonly name = 'SchemaTooNew';

  constructor(unknown: readonly string[]) {
    super(
      `DATABASE_URL: the database is newer than this program: ${unknown.join(', ')} is not known here. Run the newer version, or take that step back with it: npm run cli -- migrate down`,
    );
  }
}

/** Where Kysely keeps which steps have been taken. */
const book = 'kysely_migration';
/** Milliseconds to wait for another process that migrates the same SQLite file. */
const patience = 60_000;

/** Beside this module, as a source and as what is built of it: each step is a file of its own in both. */
const migrationsFolder = join(import.meta.dirname, 'migrations');

/** The names of the steps, oldest first: every file that is named with four digits. */
export async function stepNames(folder = migrationsFolder): Promise<string[]> {
  const files = await readdir(folder);
  return files.flatMap((file) => /^(\d{4}-[a-z0-9-]+)\.[jt]s$/.exec(file)?.[1] ?? []).toSorted();
}

/** The steps by name, oldest first. */
export async function knownSteps(folder = migrationsFolder): Promise<Map<string, Step>> {
  const steps = (await stepNames(folder)).map(async (name) => {
    const url = pathToFileURL(join(folder, `${name}${extname(import.meta.filename)}`)).href;
    return [name, (await import(/* @vite-ignore */ url)) as Step] as const;
  });
  return new Map(await Promise.all(steps));
}

export async function schemaState(db: Connection): Promise<SchemaState> {
  const known = await stepNames();
  const applied = (await hasColumn(db, book, 'name'))
    ? (
        await sql<{
          name: string;
          at: string;
        }>`select name, ${sql.ref('timestamp')} as at from ${sql.ref(book)}`.execute(db)
      ).rows
    : [];
  const names = new Set(applied.map(({ name }) => name));
  return {
    applied: applied.toSorted((one, other) => one.at.localeCompare(other.at) || one.name.localeCompare(other.name)),
    pending: known.filter((name) => !names.has(name)),
    unknown: [...names].filter((name) => !known.includes(name)),
  };
}

/**
 * Brings the schema up to this version, or takes its newest step back; answers the steps it took. Several processes may do so
 * at once: one does, the others wait for it. A process that is killed meanwhile leaves a schema that the next one finishes.
 * Throws where a step fails, naming it, and `SchemaTooNew`.
 */
export async function migrate(db: Connection, direction: 'up' | 'down' = 'up'): Promise<string[]> {
  const state = await schemaState(db);
  if (state.unknown.length > 0) throw new SchemaTooNew(state.unknown);
  if (direction === 'up' && state.pending.length === 0) return [];
  return alone(db, () => takeSteps(db, direction));
}

async function takeSteps(db: Connection, direction: 'up' | 'down'): Promise<string[]> {
  const steps = Object.fromEntries(await knownSteps());
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(steps) } });
  const { error, results = [] } = direction === 'up' ? await migrator.migrateToLatest() : await migrator.migrateDown();
  if (error === undefined) return results.map(({ migrationName }) => migrationName);
  if (error instanceof DatabaseUnavailable) throw error;
  // A newer version may have been quicker to migrate.
  const { unknown } = await schemaState(db);
  if (unknown.length > 0) throw new SchemaTooNew(unknown);
  const failed = results.find(({ status }) => status === 'Error');
  const what = failed ? `migration ${failed.migrationName} failed` : 'the database could not be migrated';
  throw new Error(what, { cause: error });
}

/** With no other process that migrates. */
async function alone<Result>(db: Connection, work: () => Promise<Result>): Promise<Result> {
  if (traitsOf(db).locksMigrations) return work();
  await begin(db);
  try {
    const result = await work();
    await sql`commit`.execute(db);
    return result;
  } catch (error) {
    // SQLite may have rolled back by itself.
    await sql`rollback`.execute(db).catch(() => undefined);
    throw error;
  }
}

async function begin(db: Connection): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      await sql`begin immediate`.execute(db);
      return;
    } catch (error) {
      const isBusy = (error as NodeJS.ErrnoException).code === 'SQLITE_BUSY';
      if (!isBusy || Date.now() > deadline) throw error;
      await delay(50);
    }
  }
}
