import type { Staff } from '@soban/contract/auth';
import type { Connection } from '../../db/database.ts';
import { notFound } from '../../refusal.ts';

/** The staff member with what a sign-in is checked against. */
export function findStaffForLogin(db: Connection, storeCode: string, username: string) {
  return db
    .selectFrom('staff')
    .innerJoin('stores', 'stores.id', 'staff.store_id')
    .select(['staff.id', 'staff.username', 'staff.role', 'staff.store_id', 'staff.password_hash'])
    .where('stores.code', '=', storeCode)
    .where('staff.username', '=', username)
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
