import { type CreateTableBuilder, type Kysely, SqliteAdapter, sql } from 'kysely';

const id = 'varchar(36)';
const instant = 'bigint';
const text = 'varchar(255)';

/** Everything the product's spine stands on. Indexes serve one query each; the query is named beside it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  // SQLite keeps a table in the order of its primary key only when told to; the others' engines do it by themselves or not at all.
  const clustered = <Name extends string, Column extends string>(table: CreateTableBuilder<Name, Column>) =>
    isSqlite ? table.modifyEnd(sql`without rowid`) : table;
  const { schema } = db;

  await schema
    .createTable('stores')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('code', 'varchar(40)', (c) => c.notNull().unique())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('currency', 'varchar(3)', (c) => c.notNull())
    .addColumn('language', 'varchar(2)', (c) => c.notNull())
    .addColumn('time_zone', 'varchar(64)', (c) => c.notNull())
    .addColumn('day_cutoff', 'varchar(5)', (c) => c.notNull())
    .addColumn('warn_after_minutes', 'integer', (c) => c.notNull())
    .addColumn('late_after_minutes', 'integer', (c) => c.notNull())
    .addColumn('event_sequence', 'bigint', (c) => c.notNull())
    .addColumn('menu_version', 'bigint', (c) => c.notNull())
    .addColumn('created_at', instant, (c) => c.notNull())
    .execute();

  await schema
    .createTable('staff')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('store_id', id, (c) => c.notNull().references('stores.id'))
    .addColumn('username', 'varchar(60)', (c) => c.notNull())
    .addColumn('role', 'varchar(20)', (c) => c.notNull())
    .addColumn('password_hash', 'varchar(100)', (c) => c.notNull())
    .addColumn('created_at', instant, (c) => c.notNull())
    .addUniqueConstraint('staff_username', ['store_id', 'username'])
    .execute();

  await schema
    .createTable('tables')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('store_id', id, (c) => c.notNull().references('stores.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('name', 'varchar(40)', (c) => c.notNull())
    .addColumn('password_hash', 'varchar(100)', (c) => c.notNull())
    .addColumn('order_day', 'varchar(10)', (c) => c.notNull())
    .addColumn('order_sequence', 'integer', (c) => c.notNull())
    .addColumn('created_at', instant, (c) => c.notNull())
    .addUniqueConstraint('tables_number', ['store_id', 'number'])
    .execute();

  await schema
    .createTable('sign_ins')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('store_id', id, (c) => c.notNull().references('stores.id'))
    .addColumn('kind', 'varchar(5)', (c) => c.notNull())
    .addColumn('subject_id', id, (c) => c.notNull())
    .addColumn('expires_at', instant, (c) => c.notNull())
    .addColumn('revoked_at', instant)
    .addColumn('created_at', instant, (c) => c.notNull())
    .execute();
  // Everybody signed in as one principal, to revoke them all.
  await schema.createIndex('sign_ins_subject').on('sign_ins').column('subject_id').execute();

  await schema
    .createTable('categories')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('store_id', id, (c) => c.notNull().references('stores.id'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('translations', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .execute();

  await schema
    .createTable('menu_items')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('store_id', id, (c) => c.notNull().references('stores.id'))
    .addColumn('category_id', id, (c) => c.notNull().references('categories.id'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('description', 'text', (c) => c.notNull())
    .addColumn('translations', 'text', (c) => c.notNull())
    .addColumn('price', 'bigint', (c) => c.notNull())
    .addColumn('image_url', 'varchar(500)')
    .addColumn('sold_out', 'smallint', (c) => c.notNull())
    .addColumn('hidden', 'smallint', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .execute();

  await schema
    .createTable('option_groups')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('store_id', id, (c) => c.notNull().references('stores.id'))
    .addColumn('item_id', id, (c) => c.notNull().references('menu_items.id'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('translations', 'text', (c) => c.notNull())
    .addColumn('min_choices', 'integer', (c) => c.notNull())
    .addColumn('max_choices', 'integer', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .execute();

  await schema
    .createTable('options')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('store_id', id, (c) => c.notNull().references('stores.id'))
    .addColumn('item_id', id, (c) => c.notNull().references('menu_items.id'))
    .addColumn('group_id', id, (c) => c.notNull().references('option_groups.id'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('translations', 'text', (c) => c.notNull())
    .addColumn('price_delta', 'bigint', (c) => c.notNull())
    .addColumn('sold_out', 'smallint', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .execute();

  // The whole menu of one store.
  for (const table of ['categories', 'menu_items', 'option_groups', 'options']) {
    await schema.createIndex(`${table}_store`).on(table).columns(['store_id', 'position']).execute();
  }

  await clustered(
    schema
      .createTable('table_sessions')
      .addColumn('id', id, (c) => c.primaryKey())
      .addColumn('store_id', id, (c) => c.notNull().references('stores.id'))
      .addColumn('table_id', id, (c) => c.notNull().references('tables.id'))
      .addColumn('open_table_id', id, (c) => c.unique())
      .addColumn('started_at', instant, (c) => c.notNull())
      .addColumn('ended_at', instant)
      .addColumn('business_day', 'varchar(10)', (c) => c.notNull())
      .addColumn('total', 'bigint', (c) => c.notNull())
      .addColumn('order_count', 'integer', (c) => c.notNull())
      .addColumn('newest_order_id', id, (c) => c.notNull())
      .addColumn('before_newest_id', id),
  ).execute();
  // A table's ended sessions, newest first.
  await schema.createIndex('table_sessions_history').on('table_sessions').columns(['table_id', 'id']).execute();

  await clustered(
    schema
      .createTable('orders')
      .addColumn('id', id, (c) => c.primaryKey())
      .addColumn('store_id', id, (c) => c.notNull())
      .addColumn('table_id', id, (c) => c.notNull())
      .addColumn('table_number', 'integer', (c) => c.notNull())
      .addColumn('session_id', id, (c) => c.notNull().references('table_sessions.id'))
      .addColumn('previous_order_id', id)
      .addColumn('number', 'varchar(40)', (c) => c.notNull())
      .addColumn('status', 'varchar(10)', (c) => c.notNull())
      .addColumn('total', 'bigint', (c) => c.notNull())
      .addColumn('note', 'varchar(1000)')
      .addColumn('created_at', instant, (c) => c.notNull())
      .addColumn('status_changed_at', instant, (c) => c.notNull())
      .addColumn('cancel_reason', 'varchar(1000)'),
  ).execute();

  await clustered(
    schema
      .createTable('order_lines')
      .addColumn('order_id', id, (c) => c.notNull())
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('menu_item_id', id, (c) => c.notNull())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('unit_price', 'bigint', (c) => c.notNull())
      .addColumn('quantity', 'integer', (c) => c.notNull())
      .addColumn('options', 'text', (c) => c.notNull())
      .addColumn('line_total', 'bigint', (c) => c.notNull())
      .addColumn('note', 'varchar(1000)')
      .addPrimaryKeyConstraint('order_lines_key', ['order_id', 'position']),
  ).execute();

  await clustered(
    schema
      .createTable('idempotency_keys')
      .addColumn('table_id', id, (c) => c.notNull())
      .addColumn('key', 'varchar(128)', (c) => c.notNull())
      .addColumn('request_hash', 'varchar(64)', (c) => c.notNull())
      .addColumn('order_id', id, (c) => c.notNull())
      .addPrimaryKeyConstraint('idempotency_keys_key', ['key', 'table_id']),
  ).execute();

  // Not clustered: in SQLite a clustered row of this length spills into a page of its own.
  await schema
    .createTable('events')
    .addColumn('store_id', id, (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('type', 'varchar(40)', (c) => c.notNull())
    .addColumn('table_id', id)
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('created_at', instant, (c) => c.notNull())
    .addPrimaryKeyConstraint('events_key', ['store_id', 'sequence'])
    .execute();

  await schema
    .createTable('staff_calls')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('store_id', id, (c) => c.notNull().references('stores.id'))
    .addColumn('table_id', id, (c) => c.notNull().references('tables.id'))
    .addColumn('table_number', 'integer', (c) => c.notNull())
    .addColumn('reason', 'varchar(20)', (c) => c.notNull())
    .addColumn('note', 'varchar(1000)')
    .addColumn('created_at', instant, (c) => c.notNull())
    .addColumn('acknowledged_at', instant)
    .addColumn('acknowledged_by', id)
    .addColumn('open_key', 'varchar(128)', (c) => c.unique())
    .execute();
  // A store's or a table's open calls.
  await schema.createIndex('staff_calls_open').on('staff_calls').columns(['store_id', 'acknowledged_at']).execute();

  await schema
    .createTable('audit_entries')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('store_id', id, (c) => c.notNull().references('stores.id'))
    .addColumn('staff_id', id, (c) => c.notNull())
    .addColumn('action', 'varchar(40)', (c) => c.notNull())
    .addColumn('subject_id', id, (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull())
    .addColumn('created_at', instant, (c) => c.notNull())
    .execute();
}
