import {
  type ColumnBuilderCallback,
  type CreateTableBuilder,
  type Kysely,
  MysqlAdapter,
  PostgresAdapter,
  type QueryExecutorProvider,
  SqliteAdapter,
  sql,
} from 'kysely';

/*
 * What migrations are written with. A step may be killed after any statement and is then run again from its beginning, so
 * everything here does nothing where it is done already.
 */

type Db = Kysely<unknown>;

export function isSqlite(db: QueryExecutorProvider): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter;
}

export function isPostgres(db: QueryExecutorProvider): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** MySQL or MariaDB. */
export function isMysql(db: QueryExecutorProvider): boolean {
  return db.getExecutor().adapter instanceof MysqlAdapter;
}

/** Column types that keep and compare the same on every engine: text by its bytes, case, accents and trailing blanks included. */
export function columnTypes(db: QueryExecutorProvider) {
  // The others say it for the whole table, or do it by themselves.
  const text = (length = 255) => sql.raw(`varchar(${length})${isPostgres(db) ? ' collate "C"' : ''}`);
  return {
    /** UUIDv7. */
    id: text(36),
    /** Epoch milliseconds. */
    instant: sql.raw('bigint'),
    /** Up to so many characters. */
    text,
    /** Text of any length, JSON too: MySQL's own `text` ends at 64 KB. */
    longText: sql.raw(isMysql(db) ? 'mediumtext' : isPostgres(db) ? 'text collate "C"' : 'text'),
  };
}

/**
 * Clustered: kept in the order of its primary key, for rows that are read by it in ranges. It is what MySQL always does,
 * SQLite when told to, PostgreSQL never.
 */
export async function createTable(
  db: Db,
  name: string,
  columns: (table: CreateTableBuilder<string>) => { execute(): Promise<void> },
  kind: 'plain' | 'clustered' = 'plain',
): Promise<void> {
  const table = db.schema.createTable(name).ifNotExists();
  if (isMysql(db)) {
    const collation = (await isMariaDb(db)) ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin';
    await columns(table.modifyEnd(sql.raw(`engine = InnoDB character set utf8mb4 collate ${collation}`))).execute();
  } else if (kind === 'clustered' && isSqlite(db)) {
    await columns(table.modifyEnd(sql`without rowid`)).execute();
  } else {
    await columns(table).execute();
  }
}

export async function createIndex(db: Db, name: string, table: string, columns: readonly string[]): Promise<void> {
  const index = db.schema
    .createIndex(name)
    .on(table)
    .columns([...columns]);
  if (!isMysql(db)) await index.ifNotExists().execute();
  else if (!(await hasMysqlIndex(db, name, table))) await index.execute();
}

export async function dropIndex(db: Db, name: string, table: string): Promise<void> {
  const index = db.schema.dropIndex(name);
  if (!isMysql(db)) await index.ifExists().execute();
  else if (await hasMysqlIndex(db, name, table)) await index.on(table).execute();
}

export async function addColumn(
  db: Db,
  table: string,
  column: string,
  type: ReturnType<typeof sql.raw>,
  build: ColumnBuilderCallback = (c) => c,
): Promise<void> {
  if (!(await hasColumn(db, table, column))) await db.schema.alterTable(table).addColumn(column, type, build).execute();
}

export async function dropColumn(db: Db, table: string, column: string): Promise<void> {
  if (await hasColumn(db, table, column)) await db.schema.alterTable(table).dropColumn(column).execute();
}

export async function hasColumn(db: QueryExecutorProvider, table: string, column: string): Promise<boolean> {
  const columns = isSqlite(db)
    ? sql`pragma_table_info(${table}) where name = ${column}`
    : sql`information_schema.columns where table_name = ${table} and column_name = ${column}
          and table_schema = ${isMysql(db) ? sql`database()` : sql`current_schema()`}`;
  const { rows } = await sql`select 1 from ${columns}`.execute(db);
  return rows.length > 0;
}

async function isMariaDb(db: Db): Promise<boolean> {
  const { rows } = await sql<{ version: string }>`select version() as version`.execute(db);
  return rows.some(({ version }) => version.includes('MariaDB'));
}

/** MySQL has no `if not exists` for indexes. */
async function hasMysqlIndex(db: Db, name: string, table: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from information_schema.statistics
    where table_schema = database() and table_name = ${table} and index_name = ${name} limit 1`.execute(db);
  return rows.length > 0;
}
