import type { Kysely } from 'kysely';
import { columnTypes, createTable } from './kit.ts';

/** How far integrations have been fed with each store's events, and which instance feeds them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { id, text } = columnTypes(db);

  await createTable(db, 'event_feed', (table) =>
    table.addColumn('store_id', id, (c) => c.primaryKey()).addColumn('sequence', 'bigint', (c) => c.notNull()),
  );

  await createTable(db, 'leases', (table) =>
    table
      .addColumn('name', text(40), (c) => c.primaryKey())
      .addColumn('holder', id)
      .addColumn('beats', 'bigint', (c) => c.notNull()),
  );
}

export const loses = 'how far integrations have been fed with events';

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('leases').ifExists().execute();
  await db.schema.dropTable('event_feed').ifExists().execute();
}
