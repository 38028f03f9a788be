import type { Kysely } from 'kysely';
import { renameColumn } from './kit.ts';

/** A store's settings are counted with its menu. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await renameColumn(db, 'stores', 'menu_version', 'version');
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await renameColumn(db, 'stores', 'version', 'menu_version');
}
