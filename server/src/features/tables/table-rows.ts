import type { Table } from '@soban/contract/tables';
import type { Connection } from '../../db/database.ts';
import { type Params, prepared } from '../../db/prepared.ts';
import { notFound } from '../../refusal.ts';

export async function getTable(db: Connection, storeId: string, id: string): Promise<Table> {
  const row = await db
    .selectFrom('tables')
    .select(['id', 'number', 'name'])
    .where('id', '=', id)
    .where('store_id', '=', storeId)
    .executeTakeFirst();
  if (!row) throw notFound('table');
  return row;
}

/** Keeps others from opening or numbering anything there until the commit: a table's orders lock its row too. */
export async function lockTable(tx: Connection, storeId: string, id: string): Promise<Table> {
  await tx
    .updateTable('tables')
    .set((eb) => ({ order_sequence: eb.ref('order_sequence') }))
    .where('id', '=', id)
    .where('store_id', '=', storeId)
    .execute();
  return getTable(tx, storeId, id);
}

export function listTables(db: Connection, storeId: string): Promise<Table[]> {
  return db
    .selectFrom('tables')
    .select(['id', 'number', 'name'])
    .where('store_id', '=', storeId)
    .orderBy('number')
    .execute();
}

const tableForLogin = prepared((db, param: Params<{ storeCode: string; number: number }>) =>
  db
    .selectFrom('tables')
    .innerJoin('stores', 'stores.id', 'tables.store_id')
    .select(['tables.id', 'tables.number', 'tables.name', 'tables.store_id', 'tables.password_hash'])
    .where('stores.code', '=', param('storeCode'))
    .where('tables.number', '=', param('number')),
);

/** The table with what its sign-in is checked against. */
export async function findTableForLogin(db: Connection, storeCode: string, number: number) {
  const { rows } = await tableForLogin(db, { storeCode, number });
  return rows[0];
}

const tableForJoin = prepared((db, param: Params<{ joinToken: string }>) =>
  db.selectFrom('tables').select(['id', 'number', 'name', 'store_id']).where('join_token', '=', param('joinToken')),
);

/** The table whose QR code carries the token. */
export async function findTableForJoin(db: Connection, joinToken: string) {
  const { rows } = await tableForJoin(db, { joinToken });
  return rows[0];
}

/** The store's tables, or one of them, with what their QR codes carry. */
export async function listJoinTokens(db: Connection, storeId: string, id?: string) {
  const all = db
    .selectFrom('tables')
    .select(['id', 'number', 'name', 'join_token'])
    .where('store_id', '=', storeId)
    .orderBy('number');
  return (id === undefined ? all : all.where('id', '=', id)).execute();
}

export async function setJoinToken(tx: Connection, id: string, token: string): Promise<void> {
  await tx.updateTable('tables').set({ join_token: token }).where('id', '=', id).execute();
}

/** Gives the table a token where it has none: whoever is first counts. */
export async function setFirstJoinToken(tx: Connection, id: string, token: string): Promise<void> {
  await tx
    .updateTable('tables')
    .set({ join_token: token })
    .where('id', '=', id)
    .where('join_token', 'is', null)
    .execute();
}

/** The store's tables, or the one of that number. */
export function findTablesOf(db: Connection, storeCode: string, number: number | undefined) {
  const all = db
    .selectFrom('tables')
    .innerJoin('stores', 'stores.id', 'tables.store_id')
    .select('tables.id')
    .where('stores.code', '=', storeCode);
  return (number === undefined ? all : all.where('tables.number', '=', number)).execute();
}

export async function updateTable(
  tx: Connection,
  id: string,
  change: { name?: string; password_hash?: string },
): Promise<void> {
  await tx.updateTable('tables').set(change).where('id', '=', id).execute();
}

/** The same password, hashed anew, for all tables that were given it together; unless it has been changed meanwhile. */
export async function replaceTableHash(tx: Connection, storeId: string, before: string, after: string): Promise<void> {
  await tx
    .updateTable('tables')
    .set({ password_hash: after })
    .where('store_id', '=', storeId)
    .where('password_hash', '=', before)
    .execute();
}
