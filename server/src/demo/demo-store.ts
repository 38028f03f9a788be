import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Type from 'typebox';
import { Value } from 'typebox/value';
import { clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { madeUpPassword, type Passwords } from '../features/auth/passwords.ts';
import { revokeSignInsOf } from '../features/auth/sign-in-rows.ts';
import { demoStoreCode, seedDemo } from './seed-demo.ts';

const DemoPasswords = Type.Object({ owner: Type.String(), tables: Type.String() });
export type DemoPasswords = Type.Static<typeof DemoPasswords>;

export interface DemoStoreDeps {
  database: Database;
  passwords: Passwords;
  /** The data folder: the passwords are kept there, to be printed at each start. */
  folder: string;
  /** The password of everybody in the demo, or undefined to make some up. */
  password: string | undefined;
}

/** Sees to it that a first start has a restaurant to show; answers how to sign in, or undefined where it is not the demo's. */
export async function prepareDemoStore(deps: DemoStoreDeps): Promise<DemoPasswords | undefined> {
  const { database, passwords, folder, password } = deps;
  const stores = await database.read.selectFrom('stores').select('code').execute();
  const isNew = stores.length === 0;
  if (!isNew && !stores.some((store) => store.code === demoStoreCode)) return undefined;

  const file = passwordFile(folder);
  const known = isNew ? undefined : readPasswords(file);
  const wanted =
    password === undefined
      ? (known ?? { owner: madeUpPassword(), tables: madeUpPassword() })
      : { owner: password, tables: password };
  if (known && known.owner === wanted.owner && known.tables === wanted.tables) return wanted;

  const hashes = { owner: await passwords.hash(wanted.owner), tables: await passwords.hash(wanted.tables) };
  try {
    await database.transaction((tx) => (isNew ? seedDemo(tx, hashes) : resetPasswords(tx, hashes)));
  } catch (error) {
    // Of several servers that start on a new database one is first, and its passwords count.
    const others = isNew ? await database.read.selectFrom('stores').select('code').execute() : [];
    if (others.length > 0) return password === undefined ? undefined : prepareDemoStore(deps);
    throw error;
  }
  keep(file, wanted);
  return wanted;
}

/** Every password of the demo that somebody may have seen. */
export function knownDemoPasswords({ folder, password }: Pick<DemoStoreDeps, 'folder' | 'password'>): string[] {
  const kept = readPasswords(passwordFile(folder));
  return [...new Set([...(kept ? [kept.owner, kept.tables] : []), ...(password === undefined ? [] : [password])])];
}

const passwordFile = (folder: string) => join(folder, 'demo-passwords.json');

async function resetPasswords(tx: Database['read'], hashes: DemoPasswords): Promise<void> {
  const store = tx.selectFrom('stores').select('id').where('code', '=', demoStoreCode);
  const owner = await tx
    .selectFrom('staff')
    .select('id')
    .where('store_id', '=', store)
    .where('username', '=', 'owner')
    .execute();
  const tables = await tx.selectFrom('tables').select('id').where('store_id', '=', store).execute();
  for (const { id } of owner)
    await tx.updateTable('staff').set({ password_hash: hashes.owner }).where('id', '=', id).execute();
  for (const { id } of tables)
    await tx.updateTable('tables').set({ password_hash: hashes.tables }).where('id', '=', id).execute();
  for (const { id } of [...owner, ...tables]) await revokeSignInsOf(tx, id, clock.now());
}

/** Put in its place whole: another server may be starting beside this one and reading it. */
function keep(file: string, passwords: DemoPasswords): void {
  const incoming = `${file}-${process.pid}`;
  writeFileSync(incoming, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600 });
  renameSync(incoming, file);
}

function readPasswords(file: string): DemoPasswords | undefined {
  if (!existsSync(file)) return undefined;
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return Value.Check(DemoPasswords, content) ? content : undefined;
}
