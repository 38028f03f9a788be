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

/** Sign-ins with what their principals are now: a changed role counts at once, and so does a visit that has ended. */
function signIns(db: Connection) {
  return (
    db
      .selectFrom('sign_ins')
      .leftJoin('staff', ofStaff)
      .leftJoin('table_sessions as visit', 'visit.id', 'sign_ins.session_id')
      // Whoever sits at a table where a phone waits.
      .leftJoin('table_sessions as others', 'others.open_table_id', 'sign_ins.subject_id')
      .selectAll('sign_ins')
      .select([
        'staff.role',
        'visit.id as visit_id',
        'visit.open_table_id',
        'visit.merged_into',
        'others.id as others_id',
      ])
  );
}

export type FoundSignIn = Awaited<ReturnType<ReturnType<typeof signIns>['execute']>>[number];

/** A phone's visit that has become a part of another one is that one from then on. */
async function withMergedVisit(db: Connection, row: FoundSignIn): Promise<FoundSignIn> {
  let found = row;
  while (found.merged_into !== null) {
    const next = await db
      .selectFrom('table_sessions')
      .select(['id as visit_id', 'open_table_id', 'merged_into'])
      .where('id', '=', found.merged_into)
      .executeTakeFirstOrThrow();
    found = { ...found, ...next };
  }
  return found;
}

export async function findSignIn(db: Connection, id: string): Promise<FoundSignIn | undefined> {
  const row = await signIns(db).where('sign_ins.id', '=', id).executeTakeFirst();
  return row && withMergedVisit(db, row);
}

/** One that is gone has no row. */
export async function findSignIns(db: Connection, ids: readonly string[]): Promise<FoundSignIn[]> {
  const rows = await signIns(db).where('sign_ins.id', 'in', ids).execute();
  return Promise.all(rows.map((row) => withMergedVisit(db, row)));
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

/** Revokes the phones that joined at the tables and have ordered nothing yet; answers which. */
export async function revokeWaitingPhones(tx: Connection, tableIds: readonly string[], at: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('sign_ins')
    .leftJoin('table_sessions as visit', 'visit.id', 'sign_ins.session_id')
    .select('sign_ins.id')
    .where('subject_id', 'in', tableIds)
    .where('kind', '=', 'phone')
    .where('visit.id', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)
    .execute();
  const ids = rows.map((row) => row.id);
  if (ids.length > 0) await tx.updateTable('sign_ins').set({ revoked_at: at }).where('id', 'in', ids).execute();
  return ids;
}

/** Forgets sign-ins that ended before the instant. */
export async function pruneSignIns(tx: Connection, before: number): Promise<void> {
  await tx.deleteFrom('sign_ins').where('expires_at', '<', before).execute();
}
