import type { Kysely } from 'kysely';
import { columnTypes, createTable } from './kit.ts';

/** What is in the storage of pictures. The hourly sweep reads it whole, so it needs no index. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { id, instant } = columnTypes(db);
  await createTable(db, 'pictures', (table) =>
    table
      .addColumn('id', id, (c) => c.primaryKey())
      .addColumn('store_id', id, (c) => c.notNull().references('stores.id'))
      .addColumn('created_at', instant, (c) => c.notNull())
      .addColumn('unused_since', instant)
      .addColumn('removing', 'smallint', (c) => c.notNull()),
  );
}

export const loses = 'the record of which pictures are stored: those of today’s menus stay where they are for ever';

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('pictures').ifExists().execute();
}
