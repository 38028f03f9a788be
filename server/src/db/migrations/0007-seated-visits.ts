import { type Kysely, sql } from 'kysely';
import { addColumn, columnTypes, dropColumn, hasColumn, renameColumn } from './kit.ts';

const table = 'table_sessions';

/** A party may be seated before it orders: a visit need not have an order, and may know how many sit there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, table, 'party_size', sql.raw('integer'));
  await renameColumn(db, table, 'before_newest_id', 'before_last_id');
  // SQLite lets no column be null that could not be: another one takes its place.
  await addColumn(db, table, 'last_order_id', columnTypes(db).id);
  await moveInto(db, 'last_order_id', 'newest_order_id');
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropColumn(db, table, 'party_size');
  await renameColumn(db, table, 'before_last_id', 'before_newest_id');
  if (!(await hasColumn(db, table, 'newest_order_id'))) {
    const { id } = columnTypes(db);
    await db.schema
      .alterTable(table)
      .addColumn('newest_order_id', id, (c) => c.notNull().defaultTo(''))
      .execute();
  }
  if (await hasColumn(db, table, 'last_order_id')) {
    await sql`delete from ${sql.ref(table)} where last_order_id is null`.execute(db);
  }
  await moveInto(db, 'newest_order_id', 'last_order_id');
}

export const loses = 'how many sat at each table, and the visits of those who did not order';

async function moveInto(db: Kysely<unknown>, to: string, from: string): Promise<void> {
  if (!(await hasColumn(db, table, from))) return;
  await sql`update ${sql.ref(table)} set ${sql.ref(to)} = ${sql.ref(from)} where ${sql.ref(from)} is not null`.execute(
    db,
  );
  await dropColumn(db, table, from);
}
