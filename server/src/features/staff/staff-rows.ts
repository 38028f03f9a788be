import type { Staff } from '@soban/contract/auth';
import type { Connection } from '../../db/database.ts';
import type { StaffRow } from '../../db/schema.ts';
import { notFound } from '../../refusal.ts';

export async function insertStaff(tx: Connection, row: StaffRow): Promise<void> {
  await tx.insertInto('staff').values(row).execute();
}

/** A store's accounts by name, disabled ones too. */
export function findStaffOf(db: Connection, storeCode: string) {
  return db
    .selectFrom('staff')
    .innerJoin('stores', 'stores.id', 'staff.store_id')
    .select(['staff.id', 'staff.username', 'staff.role', 'staff.disabled_at'])
    .where('stores.code', '=', storeCode)
    .orderBy('staff.username')
    .execute();
}

export async function setDisabled(tx: Connection, id: string, at: number | null): Promise<void> {
  await tx.updateTable('staff').set({ disabled_at: at }).where('id', '=', id).execute();
}

/** The staff member with what a sign-in is checked against; a disabled account is as none. */
export function findStaffForLogin(db: Connection, storeCode: string, username: string) {
  return db
    .selectFrom('staff')
    .innerJoin('stores', 'stores.id', 'staff.store_id')
    .select(['staff.id', 'staff.username', 'staff.role', 'staff.store_id', 'staff.password_hash'])
    .where('stores.code', '=', storeCode)
    .where('staff.username', '=', username)
    .where('staff.disabled_at', 'is', null)
    .executeTakeFirst();
}

export async function getStaff(db: Connection, storeId: string, id: string): Promise<Staff & { passwordHash: string }> {
  const row = await db
    .selectFrom('staff')
    .select(['id', 'username', 'role', 'password_hash as passwordHash'])
    .where('id', '=', id)
    .where('store_id', '=', storeId)
    .executeTakeFirst();
  if (!row) throw notFound('staff member');
  return row;
}

/** The same password, hashed anew; unless it has been changed meanwhile. */
export async function replaceStaffHash(tx: Connection, storeId: string, before: string, after: string): Promise<void> {
  await tx
    .updateTable('staff')
    .set({ password_hash: after })
    .where('store_id', '=', storeId)
    .where('password_hash', '=', before)
    .execute();
}

export async function updatePasswordHash(tx: Connection, id: string, passwordHash: string): Promise<void> {
  await tx.updateTable('staff').set({ password_hash: passwordHash }).where('id', '=', id).execute();
}
