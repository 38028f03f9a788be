import type { StaffLogin, StaffSignIn, TableLogin, TableSignIn } from '@soban/contract/auth';
import type { Connection, Database } from '../../db/database.ts';
import { Refusal } from '../../refusal.ts';
import { findStaffForLogin, replaceStaffHash } from '../staff/staff-rows.ts';
import { getStore } from '../store/store-rows.ts';
import { findTableForLogin, replaceTableHash } from '../tables/table-rows.ts';
import { accountName, type Caller } from './attempt-counts.ts';
import type { PasswordChecks } from './password-checks.ts';
import { requireFits } from './passwords.ts';
import type { IssuedToken, SignIns } from './sign-ins.ts';

export interface SignInDeps {
  db: Connection;
  database: Database;
  passwords: PasswordChecks;
  signIns: SignIns;
}

/** Signs a staff member in; wrong credentials are answered alike and in the same time, whatever of them is wrong. */
export async function signInStaff(deps: SignInDeps, login: StaffLogin, caller: Caller): Promise<StaffSignIn> {
  const { storeCode, username, password } = login;
  const staff = await checked(deps, {
    account: accountName.staff(storeCode, username),
    caller,
    password,
    find: () => findStaffForLogin(deps.db, storeCode, username),
    replaceHash: replaceStaffHash,
  });
  const { id, role, store_id: storeId } = staff;
  const issued = await deps.signIns.begin({ kind: 'staff', storeId, staffId: id, role });
  return { ...wire(issued), staff: { id, username: staff.username, role }, store: await getStore(deps.db, storeId) };
}

/** Signs a tablet or phone in at a table. */
export async function signInTable(deps: SignInDeps, login: TableLogin, caller: Caller): Promise<TableSignIn> {
  const { storeCode, tableNumber, password } = login;
  const table = await checked(deps, {
    account: accountName.table(storeCode, tableNumber),
    caller,
    password,
    find: () => findTableForLogin(deps.db, storeCode, tableNumber),
    replaceHash: replaceTableHash,
  });
  const { id, number, name, store_id: storeId } = table;
  const issued = await deps.signIns.begin({ kind: 'table', storeId, tableId: id });
  return { ...wire(issued), table: { id, number, name }, store: await getStore(deps.db, storeId) };
}

interface Login<Account> {
  account: string;
  caller: Caller;
  password: string;
  find: () => Promise<Account | undefined>;
  replaceHash: (tx: Connection, storeId: string, before: string, after: string) => Promise<void>;
}

async function checked<Account extends { store_id: string; password_hash: string }>(
  deps: SignInDeps,
  { account, caller, password, find, replaceHash }: Login<Account>,
): Promise<Account> {
  requireFits(password);
  const attempt = await deps.passwords.attempt(account, caller);
  const found = await find();
  const isRight = await deps.passwords.isRight(attempt, password, found?.password_hash);
  if (!isRight || !found) {
    throw new Refusal('unauthenticated', 'The store code, name or password is wrong.', { reason: 'invalid' });
  }
  const { store_id: storeId, password_hash: before } = found;
  if (deps.passwords.isOutdated(before)) {
    const after = await deps.passwords.hash(password);
    await deps.database.transaction((tx) => replaceHash(tx, storeId, before, after));
  }
  return found;
}

export function wire({ token, expiresAt }: IssuedToken) {
  return { token, expiresAt: new Date(expiresAt).toISOString() };
}
