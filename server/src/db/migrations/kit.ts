import { type CreateTableBuilder, type Expression, type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import { traitsOf } from '../engines.ts';

/*
 * What migrations are written with. A step may be killed after any statement and is then run again from its beginning, so
 * everything here does nothing where it is done already.
 */

type Db = Kysely<unknown>;

/** Column types that keep and compare the same on every engine. */
export function columnTypes(db: QueryExecutorProvider) {
  const traits = traitsOf(db);
  const text = (length = 255) => sql.raw(traits.text(length));
  return {
    /** UUIDv7. */
    id: text(36),
    /** Epoch milliseconds. */
    instant: sql.raw('bigint'),
    /** Up to so many characters. */
    text,
    /** Text of any length, JSON too. */
    longText: sql.raw(traits.longText),
  };
}

/** Clustered is for rows that are read in ranges of their primary key: MySQL's always are, PostgreSQL's never. */
export async function createTable(
  db: Db,
  name: string,
  columns: (table: CreateTableBuilder<string>) => { execute(): Promise<void> },
  kind: 'plain' | 'clustered' = 'plain',
): Promise<void> {
  const table = db.schema.createTable(name).ifNotExists();
  const end = await traitsOf(db).tableEnd(db, kind);
  await columns(end ? table.modifyEnd(end) : table).execute();
}

export async function createIndex(
  db: Db,
  name: string,
  table: string,
  columns: readonly string[],
  kind: 'plain' | 'unique' = 'plain',
): Promise<void> {
  const { hasIndex } = traitsOf(db);
  const plain = db.schema
    .createIndex(name)
    .on(table)
    .columns([...columns]);
  const index = kind === 'unique' ? plain.unique() : plain;
  if (hasIndex === 'if not exists') await index.ifNotExists().execute();
  else if (!(await hasIndex(db, name, table))) await index.execute();
}

export async function dropIndex(db: Db, name: string, table: string): Promise<void> {
  const { hasIndex } = traitsOf(db);
  const index = db.schema.dropIndex(name);
  if (hasIndex === 'if not exists') await index.ifExists().execute();
  else if (await hasIndex(db, name, table)) await index.on(table).execute();
}

/** A new column, empty in every row that is there. */
export async function addColumn(db: Db, table: string, column: string, type: Expression<unknown>): Promise<void> {
  if (!(await hasColumn(db, table, column))) await db.schema.alterTable(table).addColumn(column, type).execute();
}

export async function dropColumn(db: Db, table: string, column: string): Promise<void> {
  if (await hasColumn(db, table, column)) await db.schema.alterTable(table).dropColumn(column).execute();
}

export async function renameColumn(db: Db, table: string, from: string, to: string): Promise<void> {
  if (await hasColumn(db, table, from)) await db.schema.alterTable(table).renameColumn(from, to).execute();
}

export async function hasColumn(db: QueryExecutorProvider, table: string, column: string): Promise<boolean> {
  const { rows } = await sql`select 1 from ${traitsOf(db).columnsOf(table, column)}`.execute(db);
  return rows.length > 0;
}
