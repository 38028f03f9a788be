import { staffRoles } from '@soban/contract/vocabulary';
import Type from 'typebox';
import { clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import type { Connection, Database } from '../db/database.ts';
import { accountName, forgetFailures } from '../features/auth/attempt-counts.ts';
import { bcryptPasswords } from '../features/auth/passwords.ts';
import { revokeSignInsOf } from '../features/auth/sign-in-rows.ts';
import { findStaffOf, insertStaff, setDisabled, updatePasswordHash } from '../features/staff/staff-rows.ts';
import { findStoreByCode } from '../features/store/store-rows.ts';
import { newId } from '../ids.ts';
import { notFound } from '../refusal.ts';
import { NotDone, readOptions } from './options.ts';
import { newPasswords, requireNoPasswords } from './passwords.ts';

export const staffUsage = `  staff create     give somebody an account
    --code CODE --username USERNAME
    --role ROLE            ${staffRoles.join(', ')} (staff)
    --password-stdin       ask for the password, or read a line; else one is made up and printed

  staff list       the accounts of a store
    --code CODE

  staff password   give a staff member a new password and sign them out everywhere
    --code CODE --username USERNAME
    --password-stdin       ask for it, or read a line; else one is made up and printed

  staff disable    sign somebody out everywhere, and let them in no more; what they did stays theirs
    --code CODE --username USERNAME

  staff enable     let them in again
    --code CODE --username USERNAME
`;

const username = Type.String({ minLength: 1, maxLength: 60 });
const account = { code: Type.String(), username };

export async function staffCreate(config: Config, database: Database, args: string[]): Promise<string> {
  requireNoPasswords(args, '--password-stdin');
  const options = readOptions(args, {
    ...account,
    role: Type.Enum([...staffRoles], { default: 'staff' }),
    'password-stdin': Type.Boolean({ default: false }),
  });
  const [password] = await newPasswords([options.username], options['password-stdin']);
  const password_hash = await bcryptPasswords(config.bcryptCost).hash(password.value);
  await database.transaction(async (tx) => {
    const store = await findStoreByCode(tx, options.code);
    if (!store) throw notFound(`store: ${options.code}`);
    const others = await findStaffOf(tx, options.code);
    if (others.some((other) => other.username === options.username)) {
      throw new NotDone(`${options.username} has an account in ${options.code} already.`);
    }
    const { role } = options;
    const row = { id: newId(), store_id: store.id, username: options.username, role, password_hash };
    await insertStaff(tx, { ...row, disabled_at: null, created_at: clock.now() });
  });
  return `${options.username} (${options.role}) may sign in to ${options.code} with the password: ${password.shown}`;
}

export async function staffList(_config: Config, database: Database, args: string[]): Promise<string> {
  const { code } = readOptions(args, { code: Type.String() });
  const accounts = await findStaffOf(database.read, code);
  if (accounts.length === 0) throw notFound(`store: ${code}`);
  const widest = Math.max(...accounts.map((each) => each.username.length));
  const lines = accounts.map(({ username: name, role, disabled_at: at }) => {
    const since = at === null ? '' : `  disabled since ${new Date(Number(at)).toISOString()}`;
    return `${name.padEnd(widest)}  ${role.padEnd(7)}${since}`.trimEnd();
  });
  return lines.join('\n');
}

export async function staffPassword(config: Config, database: Database, args: string[]): Promise<string> {
  requireNoPasswords(args, '--password-stdin');
  const {
    code,
    username: name,
    ...options
  } = readOptions(args, {
    ...account,
    'password-stdin': Type.Boolean({ default: false }),
  });
  const { id } = await accountOf(database.read, code, name);
  const [password] = await newPasswords([name], options['password-stdin']);
  const passwordHash = await bcryptPasswords(config.bcryptCost).hash(password.value);
  await database.transaction(async (tx) => {
    await updatePasswordHash(tx, id, passwordHash);
    await revokeSignInsOf(tx, id, clock.now());
    await forgetFailures(tx, accountName.staff(code, name));
  });
  return `${name} has a new password: ${password.shown}
Devices that are signed in are out within seconds.`;
}

export async function staffDisable(_config: Config, database: Database, args: string[]): Promise<string> {
  const { code, username: name } = readOptions(args, account);
  await database.transaction(async (tx) => {
    const { id, role, disabled_at } = await accountOf(tx, code, name);
    if (disabled_at !== null) throw new NotDone(`${name} is disabled already.`);
    if (role === 'owner') await requireAnotherOwner(tx, code, id);
    await setDisabled(tx, id, clock.now());
    await revokeSignInsOf(tx, id, clock.now());
  });
  return `${name} may not sign in any more.
Devices that are signed in are out within seconds.`;
}

export async function staffEnable(_config: Config, database: Database, args: string[]): Promise<string> {
  const { code, username: name } = readOptions(args, account);
  await database.transaction(async (tx) => {
    const { id, disabled_at } = await accountOf(tx, code, name);
    if (disabled_at === null) throw new NotDone(`${name} is not disabled.`);
    await setDisabled(tx, id, null);
    await forgetFailures(tx, accountName.staff(code, name));
  });
  return `${name} may sign in again.`;
}

async function accountOf(db: Connection, code: string, name: string) {
  const found = (await findStaffOf(db, code)).find((each) => each.username === name);
  if (!found) throw notFound(`account: ${name} in ${code}`);
  return found;
}

/** A store that nobody owns could never be changed again. */
async function requireAnotherOwner(db: Connection, code: string, id: string): Promise<void> {
  const others = (await findStaffOf(db, code)).filter((each) => each.id !== id && each.disabled_at === null);
  if (others.some(({ role }) => role === 'owner')) return;
  throw new NotDone(`This is the last owner of ${code}: give another one an account first.`);
}
