import { readConfig } from '@soban/server/src/config/config.ts';
import type { Connection } from '@soban/server/src/db/database.ts';
import { openDatabase } from '@soban/server/src/db/dialects/open-database.ts';
import type { Schema, SignInRow, StaffRow, StoreRow, TableRow } from '@soban/server/src/db/schema.ts';
import { seedDemo } from '@soban/server/src/demo/seed-demo.ts';
import { bcryptPasswords } from '@soban/server/src/features/auth/passwords.ts';
import { type Tokens, tokensFrom } from '@soban/server/src/features/auth/tokens.ts';
import { newId } from '@soban/server/src/ids.ts';
import { sql } from 'kysely';
import { password } from './make-store.ts';

export interface ChainStore {
  id: string;
  /** The owner's sign-in. */
  staffToken: string;
  tables: { id: string; token: string }[];
}

interface Rows {
  stores: StoreRow[];
  staff: StaffRow[];
  tables: TableRow[];
  signIns: SignInRow[];
}

/** Milliseconds that everybody stays signed in. */
const lifetime = 24 * 3_600_000;
const rowsOfInsert = 500;

/**
 * Fills the empty database that a server's environment names with stores of so many tables that all have the demo
 * restaurant's menu, and signs everybody in: over HTTP a thousand stores would take minutes.
 */
export async function makeChain(
  env: Record<string, string>,
  folder: string,
  tablesOfStores: readonly number[],
): Promise<ChainStore[]> {
  const config = readConfig(env, folder);
  const database = await openDatabase(config.database);
  try {
    await database.migrate();
    const hash = await bcryptPasswords(4).hash(password);
    await database.transaction((tx) => seedDemo(tx, { owner: hash, tables: hash }));
    const [template] = await database.read.selectFrom('stores').select('id').execute();
    const rows = rowsOf(tablesOfStores, hash);
    await database.transaction(async (tx) => {
      await insert(tx, 'stores', rows.stores);
      await insert(tx, 'staff', rows.staff);
      await insert(tx, 'tables', rows.tables);
      await insert(tx, 'sign_ins', rows.signIns);
      await copyMenu(tx, template?.id ?? '');
    });
    const tokens = await tokensFrom(config.tokens, folder);
    const signIns = Map.groupBy(rows.signIns, (signIn) => signIn.store_id);
    return await Promise.all(rows.stores.map(({ id }) => signedIn(id, signIns.get(id) ?? [], tokens)));
  } finally {
    await database.close();
  }
}

function rowsOf(tablesOfStores: readonly number[], password_hash: string): Rows {
  const created_at = Date.now();
  const rows: Rows = { stores: [], staff: [], tables: [], signIns: [] };
  const signIn = (store_id: string, kind: 'staff' | 'table', subject_id: string): SignInRow => {
    const id = newId();
    return {
      id,
      store_id,
      kind,
      subject_id,
      session_id: null,
      expires_at: created_at + lifetime,
      revoked_at: null,
      created_at,
    };
  };
  for (const [at, tables] of tablesOfStores.entries()) {
    // Each store has a millisecond of its own, long before the template's: its menu's ids tell by it whose they are.
    const instant = (created_at - lifetime - at).toString(16).padStart(12, '0');
    const store_id = `${instant.slice(0, 8)}-${instant.slice(8)}${newId().slice(13)}`;
    rows.stores.push({
      id: store_id,
      code: `chain-${at}`,
      name: `Store ${at}`,
      currency: 'KRW',
      language: 'ko',
      time_zone: 'Asia/Seoul',
      day_cutoff: '05:00',
      warn_after_minutes: 10,
      late_after_minutes: 20,
      phone_ordering: 'self_seating',
      visit_code: 0,
      hours: null,
      pauses: null,
      event_sequence: 0,
      version: 1,
      created_at,
    });
    const ownerId = newId();
    const account = { id: ownerId, store_id, username: 'owner', password_hash, created_at };
    rows.staff.push({ ...account, role: 'owner', disabled_at: null });
    rows.signIns.push(signIn(store_id, 'staff', ownerId));
    for (let number = 1; number <= tables; number += 1) {
      const id = newId();
      rows.tables.push({
        id,
        store_id,
        number,
        name: '',
        password_hash,
        join_token: null,
        order_day: '',
        order_sequence: 0,
        created_at,
      });
      rows.signIns.push(signIn(store_id, 'table', id));
    }
  }
  return rows;
}

async function insert<Table extends keyof Schema>(tx: Connection, table: Table, rows: readonly Schema[Table][]) {
  for (let at = 0; at < rows.length; at += rowsOfInsert) {
    await tx
      .insertInto(table)
      .values(rows.slice(at, at + rowsOfInsert) as never)
      .execute();
  }
}

/** Gives every new store the template's menu; an id there is the template's at the store's instant. */
async function copyMenu(tx: Connection, templateId: string): Promise<void> {
  const columns = {
    categories: ['name', 'translations', 'position'],
    menu_items: [
      'category_id',
      'name',
      'description',
      'translations',
      'price',
      'image_url',
      'sold_out',
      'hidden',
      'position',
      'min_quantity',
      'max_quantity',
      'per_head',
    ],
    option_groups: ['item_id', 'name', 'translations', 'min_choices', 'max_choices', 'position'],
    options: ['item_id', 'group_id', 'name', 'translations', 'price_delta', 'sold_out', 'position'],
  };
  for (const [table, names] of Object.entries(columns)) {
    const own = (column: string) => sql`concat(substr(stores.id, 1, 13), substr(menu.${sql.ref(column)}, 14))`;
    const copied = names.map((name) => (name.endsWith('_id') ? own(name) : sql`menu.${sql.ref(name)}`));
    await sql`
      insert into ${sql.ref(table)} (id, store_id, ${sql.join(names.map((name) => sql.ref(name)))})
      select ${own('id')}, stores.id, ${sql.join(copied)}
      from ${sql.ref(table)} menu join stores on stores.code like 'chain-%'
      where menu.store_id = ${templateId}`.execute(tx);
  }
}

/** An id of the template's menu as the store has it. */
export function ownId(templatesId: string, store: Pick<ChainStore, 'id'>): string {
  return store.id.slice(0, 13) + templatesId.slice(13);
}

async function signedIn(id: string, signIns: readonly SignInRow[], tokens: Tokens): Promise<ChainStore> {
  const people = await Promise.all(
    signIns.map(async (signIn) => ({
      id: signIn.subject_id,
      kind: signIn.kind,
      token: await tokens.sign({ signInId: signIn.id, expiresAt: signIn.expires_at }),
    })),
  );
  return {
    id,
    staffToken: people.find(({ kind }) => kind === 'staff')?.token ?? '',
    tables: people.filter(({ kind }) => kind === 'table'),
  };
}
