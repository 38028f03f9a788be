import { type Kysely, sql } from 'kysely';
import { addColumn, dropColumn } from './kit.ts';

const table = 'menu_items';

/** A dish may be ordered so many at a time, and be one that each person of a party takes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, table, 'min_quantity', sql.raw('smallint'));
  await addColumn(db, table, 'max_quantity', sql.raw('smallint'));
  await addColumn(db, table, 'per_head', sql.raw('smallint'));
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropColumn(db, table, 'min_quantity');
  await dropColumn(db, table, 'max_quantity');
  await dropColumn(db, table, 'per_head');
}

export const loses = 'how many of each dish may be ordered: any number then';
