import type { Kysely } from 'kysely';
import { addColumn, columnTypes, dropColumn } from './kit.ts';

/** When somebody of the staff first looked at an order. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, 'orders', 'seen_at', columnTypes(db).instant);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropColumn(db, 'orders', 'seen_at');
}

export const loses = 'which new orders somebody has looked at';
