import {
  type Compilable,
  type CompiledQuery,
  createQueryId,
  type InsertQueryBuilder,
  type InsertResult,
  type OperationNodeSource,
  type QueryResult,
  ReturningNode,
  SelectQueryNode,
} from 'kysely';
import type { Connection } from './database.ts';
import { traitsOf } from './engines.ts';
import type { Schema } from './schema.ts';

/*
 * Queries of the hot path: built and compiled once for each engine, then only bound. Building a query costs several times
 * what SQLite needs to run it.
 */

/** Runs one statement at once, on an engine that has nothing to wait for. */
export type RunDirectly = (sql: string, parameters: readonly unknown[]) => QueryResult<unknown>;

const runners = new WeakMap<object, RunDirectly>();

/** Lets prepared queries on this connection skip the builder's waiting for a connection, which costs as much as a statement. */
export function runPreparedDirectly(db: Connection, run: RunDirectly): void {
  runners.set(db.getExecutor().adapter, run);
}

/** The texts of prepared queries, for engines that keep a plan of each. */
const texts = new Set<string>();

/** Whether the text is one of the few that run again and again. */
export function isPrepared(text: string): boolean {
  return texts.has(text);
}

/** The texts of prepared inserts, which answer nothing. */
const inserts = new Set<string>();

/** Whether the statement may go out together with the next one: nobody reads what it answers, and its failure fails the rest. */
export function canWait(text: string): boolean {
  return inserts.has(text);
}

class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export type Params<Values extends object> = <Name extends keyof Values>(name: Name) => Values[Name];

/**
 *     const openVisit = prepared((db, param: Params<{ tableId: string }>) =>
 *       db.selectFrom('table_sessions').selectAll().where('open_table_id', '=', param('tableId')));
 */
export function prepared<Values extends object, Row>(
  build: (db: Connection, param: Params<Values>) => Compilable<Row>,
): (db: Connection, values: Values) => Promise<QueryResult<Row>> {
  const compiled = perEngine((db) => bindable(build(db, placeholder).compile()));
  return (db, values) => bindAndRun(db, compiled(db), values);
}

type Query<Row> = Compilable<Row> & OperationNodeSource;

/**
 * Changes one row and answers it as it is then: with `RETURNING` where the engine has it, else with a second statement that
 * reads the row, which is locked by then. `read` finds the row by columns that `change` leaves as they are.
 */
export function preparedChange<Values extends object, Row>(
  change: (db: Connection, param: Params<Values>) => Query<unknown>,
  read: (db: Connection, param: Params<Values>) => Query<Row>,
): (db: Connection, values: Values) => Promise<Row | undefined> {
  const compiled = perEngine((db) => {
    const reading = read(db, placeholder);
    if (!db.getExecutor().adapter.supportsReturning) {
      return { change: bindable(change(db, placeholder).compile()), read: bindable(reading.compile()) };
    }
    const selected = reading.toOperationNode();
    const selections = SelectQueryNode.is(selected) ? (selected.selections ?? []) : [];
    const node = { ...change(db, placeholder).toOperationNode(), returning: ReturningNode.create(selections) };
    return { change: bindable<Row>(db.getExecutor().compileQuery(node as never, createQueryId())), read: undefined };
  });
  return async (db, values) => {
    const queries = compiled(db);
    const changed = await bindAndRun(db, queries.change, values);
    const { rows } = queries.read ? await bindAndRun(db, queries.read, values) : changed;
    return rows[0] as Row | undefined;
  };
}

/** The same insert, which leaves everything as it is where a unique key is taken. */
export function unlessTaken<DB, Table extends keyof DB>(
  db: Connection,
  insert: InsertQueryBuilder<DB, Table, InsertResult>,
): InsertQueryBuilder<DB, Table, InsertResult> {
  return traitsOf(db).unlessTaken(insert);
}

interface Bindable<Row> {
  query: CompiledQuery<Row>;
  /** Where a parameter comes from, in order; undefined: it is part of the query. */
  names: (string | undefined)[];
}

/** A placeholder travels through the builder in the value's place and comes out in `parameters`. */
function placeholder(name: PropertyKey): never {
  return new Placeholder(String(name)) as never;
}

function bindable<Row>(query: CompiledQuery<Row>): Bindable<Row> {
  texts.add(query.sql);
  return { query, names: query.parameters.map((value) => (value instanceof Placeholder ? value.name : undefined)) };
}

function bindAndRun<Row>(db: Connection, { query, names }: Bindable<Row>, values: object): Promise<QueryResult<Row>> {
  const bound = values as Record<string, unknown>;
  const parameters = names.map((name, at) => (name === undefined ? query.parameters[at] : bound[name]));
  return execute(db, query, parameters);
}

/** Inserts rows in one statement, inside a transaction; each value goes to the column of its name. */
export function preparedInsert<Table extends keyof Schema>(
  table: Table,
): (tx: Connection, rows: readonly Schema[Table][]) => Promise<void> {
  let columns: readonly (keyof Schema[Table])[] | undefined;
  const compiled = perEngine(() => new Map<number, CompiledQuery>());
  return async (tx, rows) => {
    columns ??= Object.keys(rows[0] ?? {}) as (keyof Schema[Table])[];
    const queries = compiled(tx);
    let query = queries.get(rows.length);
    if (!query) {
      query = tx
        .insertInto(table)
        .values(rows.map((row) => inOrder(row, columns ?? [])) as never)
        .compile();
      texts.add(query.sql);
      inserts.add(query.sql);
      queries.set(rows.length, query);
    }
    const values: unknown[] = [];
    for (const row of rows) for (const column of columns) values.push(row[column]);
    await execute(tx, query, values);
  };
}

/** The builder takes the columns in the order in which it finds them. */
function inOrder<Row extends object>(row: Row, columns: readonly (keyof Row)[]): object {
  return Object.fromEntries(columns.map((column) => [column, row[column]]));
}

async function execute<Row>(
  db: Connection,
  query: CompiledQuery<Row>,
  parameters: unknown[],
): Promise<QueryResult<Row>> {
  const runDirectly = runners.get(db.getExecutor().adapter);
  if (runDirectly) return runDirectly(query.sql, parameters) as QueryResult<Row>;
  return db.executeQuery({ ...query, parameters });
}

function perEngine<Value extends object>(make: (db: Connection) => Value): (db: Connection) => Value {
  const made = new WeakMap<object, Value>();
  return (db) => {
    const engine = db.getExecutor().adapter;
    let value = made.get(engine);
    if (!value) {
      value = make(db);
      made.set(engine, value);
    }
    return value;
  };
}
