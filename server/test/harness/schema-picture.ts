import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../../src/db/database.ts';
import { type Engine, engineOf } from '../../src/db/engines.ts';

const indexes: Record<Engine, RawBuilder<unknown>> = {
  sqlite: sql`select type, name, tbl_name, sql from sqlite_master where name not like 'kysely%' order by type, name`,
  postgres: sql`select indexdef from pg_indexes where schemaname = current_schema() order by indexdef`,
  mysql: sql`select table_name, index_name, seq_in_index, column_name, non_unique from information_schema.statistics
             where table_schema = database() order by table_name, index_name, seq_in_index`,
};

/** The tables, columns and indexes there are, to compare one schema with another of the same engine. */
export async function schemaPicture(db: Connection): Promise<unknown> {
  const tables = await db.introspection.getTables();
  const described = tables.map((table) => ({
    name: table.name,
    columns: table.columns.map(({ name, dataType, isNullable, hasDefaultValue }) => ({
      name,
      dataType,
      isNullable,
      hasDefaultValue,
    })),
  }));
  return {
    tables: described.toSorted((one, other) => one.name.localeCompare(other.name)),
    indexes: (await indexes[engineOf(db)].execute(db)).rows,
  };
}
