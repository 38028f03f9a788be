import {
  type InsertQueryBuilder,
  type InsertResult,
  type Kysely,
  type QueryExecutorProvider,
  type RawBuilder,
  sql,
} from 'kysely';
import type { DatabaseConfig } from '../config/database.ts';

/** The databases that the product runs on; MariaDB is `mysql` too. */
export type Engine = DatabaseConfig['engine'];

/** What is said or done differently on an engine, beyond what Kysely knows of its SQL. */
interface Traits {
  /** Text of at most so many characters, kept and compared by its bytes: case, accents and trailing blanks included. */
  text(length: number): string;
  /** The same of any length. */
  longText: string;
  /** What ends a `create table`; clustered rows are kept in the order of their primary key. */
  tableEnd(db: Kysely<unknown>, kind: 'plain' | 'clustered'): Promise<RawBuilder<unknown> | undefined>;
  /** Whether `create index if not exists` is understood; else `hasIndex` is asked. */
  hasIndex: 'if not exists' | ((db: Kysely<unknown>, name: string, table: string) => Promise<boolean>);
  /** A row for the column, if the table has it. */
  columnsOf(table: string, column: string): RawBuilder<unknown>;
  /** The insert, leaving everything as it is where a unique key is taken. */
  unlessTaken<DB, Table extends keyof DB>(
    insert: InsertQueryBuilder<DB, Table, InsertResult>,
  ): InsertQueryBuilder<DB, Table, InsertResult>;
  /** Whether a row that names another locks it, only to see that it is there. */
  locksWhatIsNamed: boolean;
  /** Whether Kysely takes a lock of the engine while it migrates. Where it takes none, a transaction is as good. */
  locksMigrations: boolean;
}

const inSchema = (schema: RawBuilder<unknown>) => (table: string, column: string) =>
  sql`information_schema.columns where table_name = ${table} and column_name = ${column} and table_schema = ${schema}`;

const engines: Record<Engine, Traits> = {
  sqlite: {
    text: (length) => `varchar(${length})`,
    longText: 'text',
    tableEnd: async (_, kind) => (kind === 'clustered' ? sql`without rowid` : undefined),
    hasIndex: 'if not exists',
    columnsOf: (table, column) => sql`pragma_table_info(${table}) where name = ${column}`,
    unlessTaken: (insert) => insert.onConflict((conflict) => conflict.doNothing()),
    locksWhatIsNamed: false,
    // What changes the schema is rolled back with its transaction, and that keeps other processes away.
    locksMigrations: false,
  },
  postgres: {
    text: (length) => `varchar(${length}) collate "C"`,
    longText: 'text collate "C"',
    tableEnd: async () => undefined,
    hasIndex: 'if not exists',
    columnsOf: inSchema(sql`current_schema()`),
    unlessTaken: (insert) => insert.onConflict((conflict) => conflict.doNothing()),
    locksWhatIsNamed: true,
    locksMigrations: true,
  },
  mysql: {
    // Compared as the whole table says.
    text: (length) => `varchar(${length})`,
    // Its own `text` ends at 64 KB.
    longText: 'mediumtext',
    // Always clustered.
    tableEnd: async (db) => {
      const collation = (await isMariaDb(db)) ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin';
      return sql.raw(`engine = InnoDB character set utf8mb4 collate ${collation}`);
    },
    hasIndex: async (db, name, table) => {
      const { rows } = await sql`
        select 1 from information_schema.statistics
        where table_schema = database() and table_name = ${table} and index_name = ${name} limit 1`.execute(db);
      return rows.length > 0;
    },
    columnsOf: inSchema(sql`database()`),
    unlessTaken: (insert) => insert.ignore(),
    locksWhatIsNamed: true,
    locksMigrations: true,
  },
};

async function isMariaDb(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql<{ version: string }>`select version() as version`.execute(db);
  return rows.some(({ version }) => version.includes('MariaDB'));
}

const opened = new WeakMap<object, Engine>();

/** Says, for all queries and transactions on the connection, which engine it is to. */
export function ofEngine<Db extends QueryExecutorProvider>(engine: Engine, db: Db): Db {
  opened.set(db.getExecutor().adapter, engine);
  return db;
}

/** The engine behind the connection. */
export function engineOf(db: QueryExecutorProvider): Engine {
  const engine = opened.get(db.getExecutor().adapter);
  if (engine === undefined) throw new Error('This connection was opened without saying to which engine.');
  return engine;
}

export function traitsOf(db: QueryExecutorProvider): Traits {
  return engines[engineOf(db)];
}
