import type { Kysely } from 'kysely';
import { addColumn, columnTypes, dropColumn } from './kit.ts';

/** A store has hours, and may pause. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { longText } = columnTypes(db);
  await addColumn(db, 'stores', 'hours', longText);
  await addColumn(db, 'stores', 'pauses', longText);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropColumn(db, 'stores', 'hours');
  await dropColumn(db, 'stores', 'pauses');
}

export const loses = 'opening hours and pauses: guests may order at any time';
