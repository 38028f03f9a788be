import { type Kysely, type RawBuilder, sql } from 'kysely';
import { traitsOf } from '../engines.ts';
import { addColumn, columnTypes, createIndex, createTable, dropColumn, dropIndex, hasColumn } from './kit.ts';

type Db = Kysely<unknown>;

/** Orders that are carried over at a time. */
const atOnce = 200;

/** An order's lines and its key are written with it, in its own row: two tables less to write to, and lines have a state. */
export async function up(db: Db): Promise<void> {
  const { id, text, longText } = columnTypes(db);
  await addColumn(db, 'orders', 'items', longText);
  await addColumn(db, 'orders', 'intent_key', text(128));
  await addColumn(db, 'orders', 'intent_owner', id);
  await addColumn(db, 'orders', 'intent_hash', text(64));
  if (await hasColumn(db, 'order_lines', 'order_id')) {
    await bringLinesIn(db);
    await db.schema.dropTable('order_lines').execute();
  }
  if (await hasColumn(db, 'idempotency_keys', 'key')) {
    await bringKeysIn(db);
    await db.schema.dropTable('idempotency_keys').execute();
  }
  // One intent is one order. By the key first: the guest app makes its first digits from the time, so that new ones lie together.
  await createIndex(db, 'orders_intent', 'orders', ['intent_key', 'intent_owner'], 'unique');
}

export async function down(db: Db): Promise<void> {
  const { id, text, longText } = columnTypes(db);
  await createTable(
    db,
    'order_lines',
    (table) =>
      table
        .addColumn('order_id', id, (c) => c.notNull())
        .addColumn('position', 'integer', (c) => c.notNull())
        .addColumn('menu_item_id', id, (c) => c.notNull())
        .addColumn('name', text(), (c) => c.notNull())
        .addColumn('unit_price', 'bigint', (c) => c.notNull())
        .addColumn('quantity', 'integer', (c) => c.notNull())
        .addColumn('options', longText, (c) => c.notNull())
        .addColumn('line_total', 'bigint', (c) => c.notNull())
        .addColumn('note', text(1000))
        .addPrimaryKeyConstraint('order_lines_key', ['order_id', 'position']),
    'clustered',
  );
  await createTable(
    db,
    'idempotency_keys',
    (table) =>
      table
        .addColumn('table_id', id, (c) => c.notNull())
        .addColumn('key', text(128), (c) => c.notNull())
        .addColumn('request_hash', text(64), (c) => c.notNull())
        .addColumn('order_id', id, (c) => c.notNull())
        .addPrimaryKeyConstraint('idempotency_keys_key', ['key', 'table_id']),
    'clustered',
  );
  if (await hasColumn(db, 'orders', 'intent_hash')) await takeOut(db);
  await dropIndex(db, 'orders_intent', 'orders');
  for (const column of ['items', 'intent_key', 'intent_owner', 'intent_hash']) await dropColumn(db, 'orders', column);
}

export const loses = 'how far the single lines of an order are, and which of them are void';

interface OldLine {
  order_id: string;
  menu_item_id: string;
  name: string;
  unit_price: number;
  quantity: number;
  options: string;
  line_total: number;
  note: string | null;
}

async function bringLinesIn(db: Db): Promise<void> {
  for await (const orders of pagesOf<{ id: string; status: string; cancel_reason: string | null }>(
    (after) =>
      sql`select id, status, cancel_reason from orders where id > ${after} order by id limit ${sql.lit(atOnce)}`,
    db,
  )) {
    const ids = sql.join(orders.map(({ id }) => id));
    const { rows } =
      await sql<OldLine>`select * from order_lines where order_id in (${ids}) order by order_id, position`.execute(db);
    const lines = Map.groupBy(rows, (row) => row.order_id);
    const texts = orders.map((order) => {
      const own = lines.get(order.id) ?? [];
      return JSON.stringify(own.map((line, position) => lineOf(line, position, order)));
    });
    await setEach(
      db,
      orders.map(({ id }) => id),
      { items: texts },
    );
  }
}

/** As lines are on the wire. Their ids need only differ within their order. */
function lineOf(line: OldLine, position: number, order: { id: string; status: string; cancel_reason: string | null }) {
  const options = JSON.parse(line.options) as { name: string; priceDelta: number }[];
  return {
    id: `${order.id}-${position}`,
    menuItemId: line.menu_item_id,
    name: line.name,
    unitPrice: Number(line.unit_price),
    quantity: line.quantity,
    options: options.map(({ name, priceDelta }) => ({ name, group: '', priceDelta })),
    lineTotal: Number(line.line_total),
    note: line.note,
    status: order.status,
    servedAt: null,
    cancelReason: order.cancel_reason,
    voidOf: null,
  };
}

async function bringKeysIn(db: Db): Promise<void> {
  let [key, owner] = ['', ''];
  for (;;) {
    const { rows } = await sql<{ key: string; table_id: string; request_hash: string; order_id: string }>`
      select * from idempotency_keys
      where ${sql.ref('key')} > ${key} or (${sql.ref('key')} = ${key} and table_id > ${owner})
      order by ${sql.ref('key')}, table_id limit ${sql.lit(atOnce)}`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    [key, owner] = [last.key, last.table_id];
    await setEach(
      db,
      rows.map((row) => row.order_id),
      {
        intent_key: rows.map((row) => row.key),
        intent_owner: rows.map((row) => row.table_id),
        intent_hash: rows.map((row) => row.request_hash),
      },
    );
  }
}

interface NewOrder {
  id: string;
  items: string;
  intent_key: string;
  intent_owner: string;
  intent_hash: string;
}

async function takeOut(db: Db): Promise<void> {
  for await (const orders of pagesOf<NewOrder>(
    (after) => sql`
      select id, items, intent_key, intent_owner, intent_hash from orders
      where id > ${after} order by id limit ${sql.lit(atOnce)}`,
    db,
  )) {
    const lines = orders.flatMap(({ id, items: text }) => {
      const all = JSON.parse(text) as ReturnType<typeof lineOf>[];
      // A canceled order keeps its lines; of another one, what is void is not counted and goes.
      const live = all.filter(({ status }) => status !== 'canceled');
      return (live.length > 0 ? live : all).map((line, position) => ({
        order_id: id,
        position,
        menu_item_id: line.menuItemId,
        name: line.name,
        unit_price: line.unitPrice,
        quantity: line.quantity,
        options: JSON.stringify(line.options.map(({ name, priceDelta }) => ({ name, priceDelta }))),
        line_total: line.lineTotal,
        note: line.note,
      }));
    });
    await insertMissing(db, 'order_lines', lines);
    const keys = orders.map((order) => ({
      table_id: order.intent_owner,
      key: order.intent_key,
      request_hash: order.intent_hash,
      order_id: order.id,
    }));
    await insertMissing(db, 'idempotency_keys', keys);
  }
}

async function* pagesOf<Row extends { id: string }>(select: (after: string) => RawBuilder<unknown>, db: Db) {
  for (let after = ''; ; ) {
    const rows = (await select(after).execute(db)).rows as Row[];
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.id;
  }
}

/** Gives each order its own values, in one statement. */
async function setEach(db: Db, ids: readonly string[], values: Record<string, readonly string[]>): Promise<void> {
  const columns = Object.entries(values).map(([column, of]) => {
    const cases = ids.map((id, at) => sql`when ${id} then ${of[at]}`);
    return sql`${sql.ref(column)} = case id ${sql.join(cases, sql` `)} end`;
  });
  await sql`update orders set ${sql.join(columns)} where id in (${sql.join([...ids])})`.execute(db);
}

async function insertMissing(db: Db, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  if (rows.length === 0) return;
  const anyTables = db as Kysely<Record<string, Record<string, unknown>>>;
  await traitsOf(db).unlessTaken(anyTables.insertInto(table).values(rows)).execute();
}
