import bcrypt from 'bcrypt';
import { ConfigError } from '../config/environment.ts';
import { type DemoStoreDeps, knownDemoPasswords } from './demo-store.ts';
import { demoStoreCode } from './seed-demo.ts';

/**
 * In production nothing is made up, but the database may have been a demonstration's. Throws where one that has seen its
 * passwords could still sign in; answers what else to say of it.
 */
export async function checkDemoStore(deps: Omit<DemoStoreDeps, 'passwords'>): Promise<string | undefined> {
  const { read } = deps.database;
  const store = await read.selectFrom('stores').select('id').where('code', '=', demoStoreCode).executeTakeFirst();
  if (!store) return undefined;
  const staff = await read.selectFrom('staff').select('password_hash').where('store_id', '=', store.id).execute();
  const tables = await read.selectFrom('tables').select('password_hash').where('store_id', '=', store.id).execute();
  const known = knownDemoPasswords(deps);
  const [isStaffOpen, areTablesOpen] = [await opensAny(known, staff), await opensAny(known, tables)];
  if (!isStaffOpen && !areTablesOpen) {
    return `the database holds the demo store (code ${demoStoreCode}), of which no password that was printed is in use any more`;
  }
  const commands = [
    ...(isStaffOpen ? [`npm run cli -- staff password --code ${demoStoreCode} --username owner`] : []),
    ...(areTablesOpen ? [`npm run cli -- table password --code ${demoStoreCode}`] : []),
  ];
  throw new ConfigError(
    `DATABASE_URL: this database holds the demo store, and the passwords that the demo printed still open it. Give it new ones: ${commands.join(' and ')}`,
  );
}

async function opensAny(known: readonly string[], accounts: readonly { password_hash: string }[]): Promise<boolean> {
  // Tables that were made together share a hash.
  for (const hash of new Set(accounts.map((account) => account.password_hash))) {
    for (const password of known) if (await bcrypt.compare(password, hash)) return true;
  }
  return false;
}
