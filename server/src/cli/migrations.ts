import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Type from 'typebox';
import type { Database } from '../db/database.ts';
import { knownSteps, SchemaTooNew, schemaState, stepNames } from '../db/migrate.ts';
import { NotDone, readOptions, UsageError } from './options.ts';

export const migrationUsage = `  migrate up       bring the database up to this version, as every start does
  migrate down     take the newest step back
    --yes                  although data goes with it
  migrate status   what was done to the database, and what is still to do
  migrate create NAME   begin a new step, e.g. add-tips
`;

export async function migrateUp(database: Database, args: string[]): Promise<string> {
  readOptions(args, {});
  const steps = await database.migrate();
  return steps.length === 0 ? 'The database is up to date.' : steps.map((name) => `${name} is done.`).join('\n');
}

export async function migrateDown(database: Database, args: string[]): Promise<string> {
  const { yes } = readOptions(args, { yes: Type.Boolean({ default: false }) });
  const { applied, unknown } = await schemaState(database.read);
  if (unknown.length > 0) throw new SchemaTooNew(unknown);
  const newest = applied.at(-1)?.name;
  if (newest === undefined) return 'The database is empty.';
  const loses = (await knownSteps()).get(newest)?.loses;
  if (loses !== undefined && !yes) {
    throw new NotDone(`With ${newest} goes ${loses}. Make a backup, stop all servers, and say it again with --yes.`);
  }
  await database.migrate('down');
  return `${newest} is taken back.`;
}

export async function migrateStatus(database: Database, args: string[]): Promise<string> {
  readOptions(args, {});
  const { applied, pending, unknown } = await schemaState(database.read);
  const lines = [
    ...applied.map(({ name, at }) => `${unknown.includes(name) ? 'unknown' : 'done   '}  ${at}  ${name}`),
    ...pending.map((name) => `to do    ${' '.repeat(24)}  ${name}`),
  ];
  return [...lines, '', verdict(pending, unknown)].join('\n');
}

function verdict(pending: readonly string[], unknown: readonly string[]): string {
  if (unknown.length > 0) return new SchemaTooNew(unknown).message;
  return pending.length === 0 ? 'The database is up to date.' : 'The rest is done by: npm run cli -- migrate up';
}

/** Begins the file of a new step. It fails until it is written, so that no server takes it for done. */
export async function migrateCreate(args: string[], folder: string): Promise<string> {
  const [name = '', ...rest] = args;
  readOptions(rest, {});
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    throw new UsageError('migrate create takes a name of small letters, digits and dashes, such as add-tips');
  }
  const newest = (await stepNames(folder)).at(-1) ?? '0000';
  const file = join(folder, `${String(Number(newest.slice(0, 4)) + 1).padStart(4, '0')}-${name}.ts`);
  writeFileSync(file, template, { flag: 'wx' });
  return `${file} is yours to write.`;
}

const template = `import type { Kysely } from 'kysely';

/** What it is for. Each statement may be the last before a kill, and the step is then run again from its beginning: see kit.ts. */
export async function up(_db: Kysely<unknown>): Promise<void> {
  throw new Error('this step is not written yet');
}

/** What a user loses by the way back; leave it out where that is nothing. */
export const loses = 'everything that it stores';

/** Leaves the schema as it was before \`up\`. */
export async function down(_db: Kysely<unknown>): Promise<void> {
  throw new Error('this step is not written yet');
}
`;
