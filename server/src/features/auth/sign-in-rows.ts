import type { JoinBuilder } from 'kysely';
import type { Connection } from '../../db/database.ts';
import type { Schema, SignInRow } from '../../db/schema.ts';

export async function insertSignIn(tx: Connection, signIn: SignInRow): Promise<void> {
  await tx.insertInto('sign_ins').values(signIn).execute();
}

/** Whoever on the staff may still be signed in: a disabled account is as none. */
function ofStaff(join: JoinBuilder<Schema, 'sign_ins' | 'staff'>) {
  return join
    .onRef('staff.id', '=', 'sign_ins.subject_id')
    .on('sign_ins.kind', '=', 'staff')
    .on('staff.disabled_at', 'is', null);
}

/** The sign-in with what its principal is now: a changed role counts at once. */
export function findSignIn(db: Connection, id: string) {
  return db
    .selectFrom('sign_ins')
    .leftJoin('staff', ofStaff)
    .selectAll('sign_ins')
    .select('staff.role')
    .where('sign_ins.id', '=', id)
    .executeTakeFirst();
}

/** What can change about sign-ins while they last; one that is gone has no row. */
export function findStates(db: Connection, ids: readonly string[]) {
  return db
    .selectFrom('sign_ins')
    .leftJoin('staff', ofStaff)
    .select(['sign_ins.id', 'sign_ins.kind', 'sign_ins.expires_at', 'sign_ins.revoked_at', 'staff.role'])
    .where('sign_ins.id', 'in', ids)
    .execute();
}

export async function extendSignIn(tx: Connection, id: string, expiresAt: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('sign_ins')
    .set({ expires_at: expiresAt })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Revokes one sign-in. */
export async function revokeSignIn(tx: Connection, id: string, at: number): Promise<void> {
  await tx
    .updateTable('sign_ins')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
}

/** Revokes every sign-in of a staff member or table, but for the one that may stay; answers which. */
export async function revokeSignInsOf(
  tx: Connection,
  subjectId: string,
  at: number,
  stays?: string,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('sign_ins')
    .select('id')
    .where('subject_id', '=', subjectId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)
    .execute();
  const ids = rows.map((row) => row.id).filter((id) => id !== stays);
  if (ids.length > 0) await tx.updateTable('sign_ins').set({ revoked_at: at }).where('id', 'in', ids).execute();
  return ids;
}

/** Forgets sign-ins that ended before the instant. */
export async function pruneSignIns(tx: Connection, before: number): Promise<void> {
  await tx.deleteFrom('sign_ins').where('expires_at', '<', before).execute();
}
