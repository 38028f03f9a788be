import type { Kysely } from 'kysely';
import { addColumn, columnTypes, dropColumn } from './kit.ts';

/** Two parties may have become one: the visit of the first names the other's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, 'table_sessions', 'merged_into', columnTypes(db).id);
}

export const loses = 'which visits were merged into others: they are shown as empty ones';

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropColumn(db, 'table_sessions', 'merged_into');
}
