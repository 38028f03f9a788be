import type { PatchTable, Table } from '@soban/contract/tables';
import { audit } from '../../audit.ts';
import type { Transact } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { type Passwords, requireGood } from '../auth/passwords.ts';
import type { SignIns } from '../auth/sign-ins.ts';
import { getTable, updateTable } from './table-rows.ts';

export interface ChangeTableDeps {
  transact: Transact;
  passwords: Passwords;
  signIns: SignIns;
}

/** Renames a table or gives it a new password, which signs all its devices out at once. */
export async function changeTable(
  { transact, passwords, signIns }: ChangeTableDeps,
  staff: StaffPrincipal,
  id: string,
  { name, password }: PatchTable,
): Promise<Table> {
  if (password !== undefined) requireGood(password);
  const password_hash = password === undefined ? undefined : await passwords.hash(password);
  const [table, revoked] = await transact(async (tx, append) => {
    const before = await getTable(tx, staff.storeId, id);
    const after = { ...before, name: name ?? before.name };
    await updateTable(tx, id, { name: after.name, ...(password_hash === undefined ? {} : { password_hash }) });
    await audit(tx, staff, 'table.changed', id, { name, newPassword: password !== undefined });
    await append({ storeId: staff.storeId, type: 'table_updated', tableId: id, data: after });
    return [after, password === undefined ? [] : await signIns.revokeAll(tx, id)] as const;
  });
  signIns.forget(revoked);
  return table;
}
