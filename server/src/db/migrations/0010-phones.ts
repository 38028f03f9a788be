import { type Kysely, sql } from 'kysely';
import { addColumn, columnTypes, createIndex, dropColumn, dropIndex } from './kit.ts';

/**
 * Guests' phones: what a table's QR code carries, made when it is first asked for; the visit that a phone's sign-in belongs to;
 * what a visit that a phone has opened waits for, and what phones are asked for that join it; and what stores want of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { id, text } = columnTypes(db);
  await addColumn(db, 'tables', 'join_token', text(64));
  await createIndex(db, 'tables_join_token', 'tables', ['join_token']);
  await addColumn(db, 'sign_ins', 'session_id', id);
  await createIndex(db, 'sign_ins_session', 'sign_ins', ['session_id']);
  await addColumn(db, 'table_sessions', 'awaiting', sql.raw('smallint'));
  await addColumn(db, 'table_sessions', 'code', text(4));
  await addColumn(db, 'stores', 'phone_ordering', text(20));
  await addColumn(db, 'stores', 'visit_code', sql.raw('smallint'));
}

export async function down(db: Kysely<unknown>): Promise<void> {
  // The version before would not know whose they are.
  await sql`delete from sign_ins where kind = 'phone'`.execute(db);
  await dropIndex(db, 'tables_join_token', 'tables');
  await dropColumn(db, 'tables', 'join_token');
  await dropIndex(db, 'sign_ins_session', 'sign_ins');
  await dropColumn(db, 'sign_ins', 'session_id');
  await dropColumn(db, 'table_sessions', 'awaiting');
  await dropColumn(db, 'table_sessions', 'code');
  await dropColumn(db, 'stores', 'phone_ordering');
  await dropColumn(db, 'stores', 'visit_code');
}

export const loses =
  'the tables’ QR codes, the phones that are signed in, what stores let phones do, and which parties nobody has nodded to';
