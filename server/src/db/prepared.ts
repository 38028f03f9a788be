import type { Compilable, CompiledQuery, QueryResult } from 'kysely';
import type { Connection } from './database.ts';
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

class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export type Params<Values extends object> = <Name extends keyof Values>(name: Name) => Values[Name];

/**
 *     const openSession = prepared((db, param: Params<{ tableId: string }>) =>
 *       db.selectFrom('table_sessions').selectAll().where('open_table_id', '=', param('tableId')));
 */
export function prepared<Values extends object, Row>(
  build: (db: Connection, param: Params<Values>) => Compilable<Row>,
): (db: Connection, values: Values) => Promise<QueryResult<Row>> {
  const compiled = perEngine((db) => {
    // A placeholder travels through the builder in the value's place and comes out in `parameters`.
    const query = build(db, (name) => new Placeholder(String(name)) as never).compile();
    const names = query.parameters.map((value) => (value instanceof Placeholder ? value.name : undefined));
    return { query, names };
  });
  return (db, values) => {
    const { query, names } = compiled(db);
    const bound = values as Record<string, unknown>;
    const parameters = names.map((name, at) => (name === undefined ? query.parameters[at] : bound[name]));
    return execute(db, query, parameters);
  };
}

/** Inserts rows in one statement. All rows come from one place in the code, with their columns in one order. */
export function preparedInsert<Table extends keyof Schema>(
  table: Table,
): (tx: Connection, rows: readonly Schema[Table][]) => Promise<void> {
  const compiled = perEngine(() => new Map<number, CompiledQuery>());
  return async (tx, rows) => {
    const queries = compiled(tx);
    let query = queries.get(rows.length);
    if (!query) {
      query = tx
        .insertInto(table)
        .values(rows as never)
        .compile();
      queries.set(rows.length, query);
    }
    await execute(tx, query, rows.flatMap(Object.values));
  };
}

async function execute<Row>(
  db: Connection,
  query: CompiledQuery<Row>,
  parameters: unknown[],
): Promise<QueryResult<Row>> {
  const run = runners.get(db.getExecutor().adapter);
  if (run) return run(query.sql, parameters) as QueryResult<Row>;
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
