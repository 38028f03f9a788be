import { Migrator } from 'kysely/migration';
import type { Connection } from './database.ts';
import * as initial from './migrations/0001-initial.ts';

const migrations = { '0001-initial': initial };

/** Brings the schema up to this version; throws where a step fails, naming it. Safe to run at every start. */
export async function migrate(db: Connection): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((step) => step.status === 'Error')?.migrationName;
  throw new Error(failed ? `migration ${failed} failed` : 'the database could not be migrated', { cause: error });
}
