import type { Kysely } from 'kysely';
import { addColumn, columnTypes, dropColumn } from './kit.ts';

/** An account may rest, and its history stays. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, 'staff', 'disabled_at', columnTypes(db).instant);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropColumn(db, 'staff', 'disabled_at');
}

export const loses = 'which accounts are disabled: they may sign in again';
