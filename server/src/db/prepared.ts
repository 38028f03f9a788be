import type { Compilable, CompiledQuery, QueryResult } from 'kysely';
import type { Connection } from './database.ts';

class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * A query of the hot path: built and compiled once for each engine, then only bound. Building a query costs several times
 * what SQLite needs to run it.
 *
 *     const openSession = prepared((db, param: Params<{ tableId: string }>) =>
 *       db.selectFrom('table_sessions').selectAll().where('open_table_id', '=', param('tableId')));
 */
export function prepared<Values extends object, Row>(
  build: (db: Connection, param: Params<Values>) => Compilable<Row>,
): (db: Connection, values: Values) => Promise<QueryResult<Row>> {
  const compiled = new WeakMap<object, { query: CompiledQuery<Row>; names: (string | undefined)[] }>();
  return (db, values) => {
    const engine = db.getExecutor().adapter;
    let known = compiled.get(engine);
    if (!known) {
      // A placeholder travels through the builder in the value's place and comes out in `parameters`.
      const query = build(db, (name) => new Placeholder(String(name)) as never).compile();
      known = {
        query,
        names: query.parameters.map((value) => (value instanceof Placeholder ? value.name : undefined)),
      };
      compiled.set(engine, known);
    }
    const { query, names } = known;
    const bound = values as Record<string, unknown>;
    const parameters = names.map((name, at) => (name === undefined ? query.parameters[at] : bound[name]));
    return db.executeQuery({ ...query, parameters });
  };
}

export type Params<Values extends object> = <Name extends keyof Values>(name: Name) => Values[Name];
