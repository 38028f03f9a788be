import type { Kysely } from 'kysely';
import { columnTypes, createTable } from './kit.ts';

/** What the kitchen still makes for parties that have left. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { id, instant } = columnTypes(db);
  await createTable(
    db,
    'leaving_orders',
    (table) =>
      table
        .addColumn('store_id', id, (c) => c.notNull())
        .addColumn('order_id', id, (c) => c.notNull())
        .addColumn('table_id', id, (c) => c.notNull())
        .addColumn('created_at', instant, (c) => c.notNull())
        .addPrimaryKeyConstraint('leaving_orders_key', ['store_id', 'order_id']),
    'clustered',
  );
}

export const loses = 'what the kitchen still makes for parties that have left';

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('leaving_orders').ifExists().execute();
}
