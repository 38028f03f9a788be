import { hash } from 'node:crypto';
import type { StaffCall } from '@soban/contract/calls';
import { Conflict, type Connection } from '../../db/database.ts';
import { unlessTaken } from '../../db/prepared.ts';
import type { StaffCallRow } from '../../db/schema.ts';
import { notFound } from '../../refusal.ts';

/** Writes the call; false where the same call is open already. */
export async function insertCall(tx: Connection, call: StaffCallRow): Promise<boolean> {
  const insert = unlessTaken(tx, tx.insertInto('staff_calls').values(call));
  const { numInsertedOrUpdatedRows } = await insert.executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The call that has the key, found taken a moment ago. */
export async function getOpenCall(db: Connection, openKey: string): Promise<StaffCall> {
  const row = await db.selectFrom('staff_calls').selectAll().where('open_key', '=', openKey).executeTakeFirst();
  if (!row) throw new Conflict('the call has just been acknowledged');
  return callOf(row);
}

export async function getCall(db: Connection, storeId: string, id: string): Promise<StaffCall> {
  const row = await db
    .selectFrom('staff_calls')
    .selectAll()
    .where('id', '=', id)
    .where('store_id', '=', storeId)
    .executeTakeFirst();
  if (!row) throw notFound('call');
  return callOf(row);
}

/** The store's or one table's unacknowledged calls, oldest first. */
export async function listOpenCalls(
  db: Connection,
  storeId: string,
  which: { tableId?: string } = {},
): Promise<StaffCall[]> {
  let query = db
    .selectFrom('staff_calls')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('acknowledged_at', 'is', null);
  if (which.tableId !== undefined) query = query.where('table_id', '=', which.tableId);
  return (await query.orderBy('id').execute()).map(callOf);
}

/** What makes it the same call while it is open. */
export function openKeyOf({ tableId, reason, note }: Pick<StaffCall, 'tableId' | 'reason' | 'note'>): string {
  return hash('sha256', JSON.stringify([tableId, reason, note]), 'base64url');
}

/** An open call is another table's from now on; undefined where that has called for the same. Both tables are locked. */
export async function carryCall(
  tx: Connection,
  call: StaffCall,
  { tableId, tableNumber }: Pick<StaffCall, 'tableId' | 'tableNumber'>,
): Promise<StaffCall | undefined> {
  const carried = { ...call, tableId, tableNumber };
  const openKey = openKeyOf(carried);
  if (await tx.selectFrom('staff_calls').select('id').where('open_key', '=', openKey).executeTakeFirst())
    return undefined;
  await tx
    .updateTable('staff_calls')
    .set({ table_id: tableId, table_number: tableNumber, open_key: openKey })
    .where('id', '=', call.id)
    .where('acknowledged_at', 'is', null)
    .execute();
  return carried;
}

/** Acknowledges open calls, one or all of a table; answers those that were still open, as they are now. */
export async function acknowledgeOpenCalls(
  tx: Connection,
  storeId: string,
  which: { id: string } | { tableId: string },
  staffId: string,
  at: number,
): Promise<StaffCall[]> {
  let query = tx
    .selectFrom('staff_calls')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('acknowledged_at', 'is', null);
  query = 'id' in which ? query.where('id', '=', which.id) : query.where('table_id', '=', which.tableId);
  const acknowledged: StaffCall[] = [];
  for (const row of await query.orderBy('id').execute()) {
    const { numUpdatedRows } = await tx
      .updateTable('staff_calls')
      .set({ acknowledged_at: at, acknowledged_by: staffId, open_key: null })
      .where('id', '=', row.id)
      .where('acknowledged_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) acknowledged.push(callOf({ ...row, acknowledged_at: at }));
  }
  return acknowledged;
}

export function callOf(row: StaffCallRow): StaffCall {
  return {
    id: row.id,
    tableId: row.table_id,
    tableNumber: row.table_number,
    reason: row.reason,
    note: row.note,
    createdAt: new Date(Number(row.created_at)).toISOString(),
    acknowledgedAt: row.acknowledged_at === null ? null : new Date(Number(row.acknowledged_at)).toISOString(),
  };
}
