import type { StaffLogin, StaffSignIn, TableLogin, TableSignIn } from '@soban/contract/auth';
import type { Connection } from '../../db/database.ts';
import { Refusal } from '../../refusal.ts';
import { findStaffForLogin } from '../staff/staff-store.ts';
import { getStore } from '../store/store-store.ts';
import { findTableForLogin } from '../tables/table-store.ts';
import type { LoginThrottle } from './login-throttle.ts';
import { type Passwords, requireFits } from './passwords.ts';
import type { IssuedToken, SignIns } from './sign-ins.ts';

export interface SignInDeps {
  db: Connection;
  passwords: Passwords;
  throttle: LoginThrottle;
  signIns: SignIns;
}

/** Signs a staff member in; wrong credentials are answered alike and in the same time, whatever of them is wrong. */
export async function signInStaff(deps: SignInDeps, login: StaffLogin, address: string): Promise<StaffSignIn> {
  const { storeCode, username, password } = login;
  const staff = await checked(deps, `staff ${storeCode} ${username}`, address, password, () =>
    findStaffForLogin(deps.db, storeCode, username),
  );
  const { id, role, store_id: storeId } = staff;
  const issued = await deps.signIns.begin({ kind: 'staff', storeId, staffId: id, role });
  return { ...wire(issued), staff: { id, username: staff.username, role }, store: await getStore(deps.db, storeId) };
}

/** Signs a tablet or phone in at a table. */
export async function signInTable(deps: SignInDeps, login: TableLogin, address: string): Promise<TableSignIn> {
  const { storeCode, tableNumber, password } = login;
  const table = await checked(deps, `table ${storeCode} ${tableNumber}`, address, password, () =>
    findTableForLogin(deps.db, storeCode, tableNumber),
  );
  const { id, number, name, store_id: storeId } = table;
  const issued = await deps.signIns.begin({ kind: 'table', storeId, tableId: id });
  return { ...wire(issued), table: { id, number, name }, store: await getStore(deps.db, storeId) };
}

async function checked<Account extends { password_hash: string }>(
  { passwords, throttle }: SignInDeps,
  account: string,
  address: string,
  password: string,
  find: () => Promise<Account | undefined>,
): Promise<Account> {
  requireFits(password);
  await throttle.attempt(account, address);
  const found = await find();
  if ((await passwords.matches(password, found?.password_hash)) && found) {
    await throttle.succeeded(account, address);
    return found;
  }
  await throttle.failed(address);
  throw new Refusal('unauthenticated', 'The store code, name or password is wrong.', { reason: 'invalid' });
}

export function wire({ token, expiresAt }: IssuedToken) {
  return { token, expiresAt: new Date(expiresAt).toISOString() };
}
