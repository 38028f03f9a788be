import type { ChangePassword } from '@soban/contract/auth';
import { audit } from '../../audit.ts';
import type { Database } from '../../db/database.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { getStaff, updatePasswordHash } from '../staff/staff-rows.ts';
import type { Caller } from './attempt-counts.ts';
import type { PasswordChecks } from './password-checks.ts';
import { requireFits, requireGood } from './passwords.ts';
import type { SignIns } from './sign-ins.ts';

export interface ChangePasswordDeps {
  database: Database;
  passwords: PasswordChecks;
  signIns: SignIns;
}

/** Changes one's own password; every other sign-in of the same person is over at once. */
export async function changePassword(
  { database, passwords, signIns }: ChangePasswordDeps,
  staff: StaffPrincipal,
  { currentPassword, password }: ChangePassword,
  caller: Caller,
): Promise<void> {
  requireGood(password);
  requireFits(currentPassword);
  const attempt = passwords.ownAttempt(staff.staffId, caller);
  const { passwordHash } = await getStaff(database.read, staff.storeId, staff.staffId);
  if (!(await passwords.isRight(attempt, currentPassword, passwordHash))) {
    const message = 'The current password is wrong.';
    throw new Refusal('validation_failed', message, { errors: [{ path: '/currentPassword', message }] });
  }
  const hash = await passwords.hash(password);
  const revoked = await database.transaction(async (tx) => {
    await updatePasswordHash(tx, staff.staffId, hash);
    await audit(tx, staff, 'password.changed', staff.staffId, {});
    return signIns.revokeAll(tx, staff.staffId, staff.signInId);
  });
  signIns.forget(revoked);
}
