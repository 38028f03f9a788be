import type { ChangePassword } from '@soban/contract/auth';
import { audit } from '../../audit.ts';
import type { Database } from '../../db/database.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { getStaff, updatePasswordHash } from '../staff/staff-store.ts';
import type { LoginThrottle } from './login-throttle.ts';
import { type Passwords, requireFits, requireGood } from './passwords.ts';
import type { SignIns } from './sign-ins.ts';

export interface ChangePasswordDeps {
  database: Database;
  passwords: Passwords;
  throttle: LoginThrottle;
  signIns: SignIns;
}

/** Changes one's own password; every other sign-in of the same person is over at once. */
export async function changePassword(
  { database, passwords, throttle, signIns }: ChangePasswordDeps,
  staff: StaffPrincipal,
  { currentPassword, password }: ChangePassword,
  address: string,
): Promise<void> {
  requireGood(password);
  requireFits(currentPassword);
  await throttle.attempt(staff.staffId, address);
  const { passwordHash } = await getStaff(database.read, staff.storeId, staff.staffId);
  if (!(await passwords.matches(currentPassword, passwordHash))) {
    await throttle.failed(address);
    const message = 'The current password is wrong.';
    throw new Refusal('validation_failed', message, { errors: [{ path: '/currentPassword', message }] });
  }
  await throttle.succeeded(staff.staffId, address);
  const hash = await passwords.hash(password);
  const revoked = await database.transaction(async (tx) => {
    await updatePasswordHash(tx, staff.staffId, hash);
    await audit(tx, staff, 'password.changed', staff.staffId, {});
    return signIns.revokeAll(tx, staff.staffId, staff.signInId);
  });
  signIns.forget(revoked);
}
