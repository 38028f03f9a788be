import type { Kysely } from 'kysely';
import { columnTypes, createTable } from './kit.ts';

/** How often signing in has failed, and where and on what each account has signed in before. Names are digests. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { instant, text } = columnTypes(db);
  const digest = text(43);

  await createTable(
    db,
    'sign_in_counts',
    (table) =>
      table
        .addColumn('name', digest, (c) => c.primaryKey())
        .addColumn('failures', 'integer', (c) => c.notNull())
        .addColumn('pending', 'integer', (c) => c.notNull())
        .addColumn('pending_until', instant, (c) => c.notNull())
        .addColumn('ends_at', instant, (c) => c.notNull()),
    'clustered',
  );

  await createTable(
    db,
    'familiar_callers',
    (table) =>
      table
        .addColumn('account', digest, (c) => c.notNull())
        .addColumn('kind', text(7), (c) => c.notNull())
        .addColumn('mark', digest, (c) => c.notNull())
        .addColumn('seen_at', instant, (c) => c.notNull())
        .addPrimaryKeyConstraint('familiar_callers_key', ['account', 'kind', 'mark']),
    'clustered',
  );
}

export const loses = 'failed sign-ins of the last minutes, and which devices have signed in before';

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('familiar_callers').ifExists().execute();
  await db.schema.dropTable('sign_in_counts').ifExists().execute();
}
