import type { ColumnDefinitionBuilder, Kysely } from 'kysely';
import { traitsOf } from '../engines.ts';
import { columnTypes, createIndex, createTable } from './kit.ts';

/** Everything the product's spine stands on. Indexes serve one query each; the query is named beside it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { id, instant, text, longText } = columnTypes(db);
  const stores = (c: ColumnDefinitionBuilder) => c.notNull().references('stores.id');
  /**
   * For rows written while a store is at work. The store's row may be locked for each of them, only to see it is there,
   * and orders that then count on that very row would run into each other.
   */
  const busyStores = traitsOf(db).locksWhatIsNamed ? (c: ColumnDefinitionBuilder) => c.notNull() : stores;

  await createTable(db, 'stores', (table) =>
    table
      .addColumn('id', id, (c) => c.primaryKey())
      .addColumn('code', text(40), (c) => c.notNull().unique())
      .addColumn('name', text(), (c) => c.notNull())
      .addColumn('currency', text(3), (c) => c.notNull())
      .addColumn('language', text(2), (c) => c.notNull())
      .addColumn('time_zone', text(64), (c) => c.notNull())
      .addColumn('day_cutoff', text(5), (c) => c.notNull())
      .addColumn('warn_after_minutes', 'integer', (c) => c.notNull())
      .addColumn('late_after_minutes', 'integer', (c) => c.notNull())
      .addColumn('event_sequence', 'bigint', (c) => c.notNull())
      .addColumn('menu_version', 'bigint', (c) => c.notNull())
      .addColumn('created_at', instant, (c) => c.notNull()),
  );

  await createTable(db, 'staff', (table) =>
    table
      .addColumn('id', id, (c) => c.primaryKey())
      .addColumn('store_id', id, stores)
      .addColumn('username', text(60), (c) => c.notNull())
      .addColumn('role', text(20), (c) => c.notNull())
      .addColumn('password_hash', text(100), (c) => c.notNull())
      .addColumn('created_at', instant, (c) => c.notNull())
      .addUniqueConstraint('staff_username', ['store_id', 'username']),
  );

  await createTable(db, 'tables', (table) =>
    table
      .addColumn('id', id, (c) => c.primaryKey())
      .addColumn('store_id', id, stores)
      .addColumn('number', 'integer', (c) => c.notNull())
      .addColumn('name', text(40), (c) => c.notNull())
      .addColumn('password_hash', text(100), (c) => c.notNull())
      .addColumn('order_day', text(10), (c) => c.notNull())
      .addColumn('order_sequence', 'integer', (c) => c.notNull())
      .addColumn('created_at', instant, (c) => c.notNull())
      .addUniqueConstraint('tables_number', ['store_id', 'number']),
  );

  await createTable(db, 'sign_ins', (table) =>
    table
      .addColumn('id', id, (c) => c.primaryKey())
      .addColumn('store_id', id, busyStores)
      .addColumn('kind', text(5), (c) => c.notNull())
      .addColumn('subject_id', id, (c) => c.notNull())
      .addColumn('expires_at', instant, (c) => c.notNull())
      .addColumn('revoked_at', instant)
      .addColumn('created_at', instant, (c) => c.notNull()),
  );
  // Everybody signed in as one principal, to revoke them all.
  await createIndex(db, 'sign_ins_subject', 'sign_ins', ['subject_id']);

  await createTable(db, 'categories', (table) =>
    table
      .addColumn('id', id, (c) => c.primaryKey())
      .addColumn('store_id', id, stores)
      .addColumn('name', text(), (c) => c.notNull())
      .addColumn('translations', longText, (c) => c.notNull())
      .addColumn('position', 'integer', (c) => c.notNull()),
  );

  await createTable(db, 'menu_items', (table) =>
    table
      .addColumn('id', id, (c) => c.primaryKey())
      .addColumn('store_id', id, stores)
      .addColumn('category_id', id, (c) => c.notNull().references('categories.id'))
      .addColumn('name', text(), (c) => c.notNull())
      .addColumn('description', longText, (c) => c.notNull())
      .addColumn('translations', longText, (c) => c.notNull())
      .addColumn('price', 'bigint', (c) => c.notNull())
      .addColumn('image_url', text(500))
      .addColumn('sold_out', 'smallint', (c) => c.notNull())
      .addColumn('hidden', 'smallint', (c) => c.notNull())
      .addColumn('position', 'integer', (c) => c.notNull()),
  );

  await createTable(db, 'option_groups', (table) =>
    table
      .addColumn('id', id, (c) => c.primaryKey())
      .addColumn('store_id', id, stores)
      .addColumn('item_id', id, (c) => c.notNull().references('menu_items.id'))
      .addColumn('name', text(), (c) => c.notNull())
      .addColumn('translations', longText, (c) => c.notNull())
      .addColumn('min_choices', 'integer', (c) => c.notNull())
      .addColumn('max_choices', 'integer', (c) => c.notNull())
      .addColumn('position', 'integer', (c) => c.notNull()),
  );

  await createTable(db, 'options', (table) =>
    table
      .addColumn('id', id, (c) => c.primaryKey())
      .addColumn('store_id', id, stores)
      .addColumn('item_id', id, (c) => c.notNull().references('menu_items.id'))
      .addColumn('group_id', id, (c) => c.notNull().references('option_groups.id'))
      .addColumn('name', text(), (c) => c.notNull())
      .addColumn('translations', longText, (c) => c.notNull())
      .addColumn('price_delta', 'bigint', (c) => c.notNull())
      .addColumn('sold_out', 'smallint', (c) => c.notNull())
      .addColumn('position', 'integer', (c) => c.notNull()),
  );

  // The whole menu of one store.
  for (const table of ['categories', 'menu_items', 'option_groups', 'options']) {
    await createIndex(db, `${table}_store`, table, ['store_id', 'position']);
  }

  await createTable(
    db,
    'table_sessions',
    (table) =>
      table
        .addColumn('id', id, (c) => c.primaryKey())
        .addColumn('store_id', id, busyStores)
        .addColumn('table_id', id, (c) => c.notNull().references('tables.id'))
        .addColumn('open_table_id', id, (c) => c.unique())
        .addColumn('started_at', instant, (c) => c.notNull())
        .addColumn('ended_at', instant)
        .addColumn('business_day', text(10), (c) => c.notNull())
        .addColumn('total', 'bigint', (c) => c.notNull())
        .addColumn('order_count', 'integer', (c) => c.notNull())
        .addColumn('newest_order_id', id, (c) => c.notNull())
        .addColumn('before_newest_id', id),
    'clustered',
  );
  // A table's ended sessions, newest first.
  await createIndex(db, 'table_sessions_history', 'table_sessions', ['table_id', 'id']);

  await createTable(
    db,
    'orders',
    (table) =>
      table
        .addColumn('id', id, (c) => c.primaryKey())
        .addColumn('store_id', id, (c) => c.notNull())
        .addColumn('table_id', id, (c) => c.notNull())
        .addColumn('table_number', 'integer', (c) => c.notNull())
        .addColumn('session_id', id, (c) => c.notNull().references('table_sessions.id'))
        .addColumn('previous_order_id', id)
        .addColumn('number', text(40), (c) => c.notNull())
        .addColumn('status', text(10), (c) => c.notNull())
        .addColumn('total', 'bigint', (c) => c.notNull())
        .addColumn('note', text(1000))
        .addColumn('created_at', instant, (c) => c.notNull())
        .addColumn('status_changed_at', instant, (c) => c.notNull())
        .addColumn('cancel_reason', text(1000)),
    'clustered',
  );

  await createTable(
    db,
    'order_lines',
    (table) =>
      table
        .addColumn('order_id', id, (c) => c.notNull())
        .addColumn('position', 'integer', (c) => c.notNull())
        .addColumn('menu_item_id', id, (c) => c.notNull())
        .addColumn('name', text(), (c) => c.notNull())
        .addColumn('unit_price', 'bigint', (c) => c.notNull())
        .addColumn('quantity', 'integer', (c) => c.notNull())
        .addColumn('options', longText, (c) => c.notNull())
        .addColumn('line_total', 'bigint', (c) => c.notNull())
        .addColumn('note', text(1000))
        .addPrimaryKeyConstraint('order_lines_key', ['order_id', 'position']),
    'clustered',
  );

  await createTable(
    db,
    'idempotency_keys',
    (table) =>
      table
        .addColumn('table_id', id, (c) => c.notNull())
        .addColumn('key', text(128), (c) => c.notNull())
        .addColumn('request_hash', text(64), (c) => c.notNull())
        .addColumn('order_id', id, (c) => c.notNull())
        .addPrimaryKeyConstraint('idempotency_keys_key', ['key', 'table_id']),
    'clustered',
  );

  // Not clustered: in SQLite a clustered row of this length spills into a page of its own.
  await createTable(db, 'events', (table) =>
    table
      .addColumn('store_id', id, (c) => c.notNull())
      .addColumn('sequence', 'bigint', (c) => c.notNull())
      .addColumn('type', text(40), (c) => c.notNull())
      .addColumn('table_id', id)
      .addColumn('data', longText, (c) => c.notNull())
      .addColumn('created_at', instant, (c) => c.notNull())
      .addPrimaryKeyConstraint('events_key', ['store_id', 'sequence']),
  );

  await createTable(db, 'staff_calls', (table) =>
    table
      .addColumn('id', id, (c) => c.primaryKey())
      .addColumn('store_id', id, busyStores)
      .addColumn('table_id', id, (c) => c.notNull().references('tables.id'))
      .addColumn('table_number', 'integer', (c) => c.notNull())
      .addColumn('reason', text(20), (c) => c.notNull())
      .addColumn('note', text(1000))
      .addColumn('created_at', instant, (c) => c.notNull())
      .addColumn('acknowledged_at', instant)
      .addColumn('acknowledged_by', id)
      .addColumn('open_key', text(128), (c) => c.unique()),
  );
  // A store's or a table's open calls.
  await createIndex(db, 'staff_calls_open', 'staff_calls', ['store_id', 'acknowledged_at']);

  await createTable(db, 'audit_entries', (table) =>
    table
      .addColumn('id', id, (c) => c.primaryKey())
      .addColumn('store_id', id, busyStores)
      .addColumn('staff_id', id, (c) => c.notNull())
      .addColumn('action', text(40), (c) => c.notNull())
      .addColumn('subject_id', id, (c) => c.notNull())
      .addColumn('detail', longText, (c) => c.notNull())
      .addColumn('created_at', instant, (c) => c.notNull()),
  );
}

const tables = [
  'audit_entries',
  'staff_calls',
  'events',
  'idempotency_keys',
  'order_lines',
  'orders',
  'table_sessions',
  'options',
  'option_groups',
  'menu_items',
  'categories',
  'sign_ins',
  'tables',
  'staff',
  'stores',
];

/** What goes with the way back. */
export const loses = 'every store with its menu, its accounts, its orders and its history';

/** Leaves nothing. */
export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of tables) await db.schema.dropTable(table).ifExists().execute();
}
