// The baseline: the rows of an order written by the bare driver, each order in its own transaction, as many at once as there
// are connections. Arguments: database URL, `one` store or `many`, connections, seconds.
import { randomBytes } from 'node:crypto';
import { newId } from '@soban/server/src/ids.ts';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { linePlaced } from './line-placed.ts';

type Row = Record<string, string | number | null>;

interface Connection {
  run(text: string, values?: readonly (string | number | null)[]): Promise<Row[]>;
  /** Changes a row and answers it as it is then; where there is no RETURNING, by a second statement. */
  change(text: string, values: readonly (string | number | null)[], then: Then): Promise<Row | undefined>;
  close(): Promise<void>;
}

interface Then {
  columns: string;
  of: string;
  where: string;
  is: string;
}

const [url = '', stores = 'one', connections = '20', seconds = '1'] = process.argv.slice(2);

async function postgres(): Promise<Connection> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const names = new Map<string, { name: string; text: string }>();
  const run: Connection['run'] = async (text, values = []) => {
    let known = names.get(text);
    if (!known) {
      let at = 0;
      known = { name: `order_${names.size}`, text: text.replaceAll('?', () => `$${(at += 1)}`) };
      names.set(text, known);
    }
    const { rows } = await client.query<Row>({ ...known, values: [...values] });
    return rows;
  };
  const change: Connection['change'] = async (text, values, { columns }) =>
    (await run(`${text} returning ${columns}`, values))[0];
  return { run, change, close: () => client.end() };
}

async function mysql(): Promise<Connection> {
  const connection = await createConnection({ uri: url });
  await connection.query('set session transaction isolation level read committed');
  const run: Connection['run'] = async (text, values = []) => {
    const [rows] = await connection.query(text, [...values]);
    return rows as Row[];
  };
  const change: Connection['change'] = async (text, values, { columns, of, where, is }) => {
    await run(text, values);
    return (await run(`select ${columns} from ${of} where ${where} = ?`, [is]))[0];
  };
  return { run, change, close: () => connection.end() };
}

const isPostgres = url.startsWith('postgres');
const pool = await Promise.all(Array.from({ length: Number(connections) }, () => (isPostgres ? postgres() : mysql())));
const [first] = pool;
const seats =
  (await first?.run(
    'select t.id, t.store_id, t.number from tables t join stores s on s.id = t.store_id where s.code ' +
      (stores === 'one' ? '=' : '<>') +
      " 'chain-0' and s.code <> 'demo' order by t.number, s.code",
  )) ?? [];
const dishes = (await first?.run('select id, name, price from menu_items order by id limit 3')) ?? [];

const takeNumber =
  'update tables set order_sequence = case when order_day >= ? then order_sequence + 1 else 1 end, order_day = ? where id = ?';
const addToSession =
  'update table_sessions set total = total + ?, order_count = order_count + 1, before_last_id = last_order_id, last_order_id = ? where open_table_id = ?';
const openSession = 'insert into table_sessions values (?, ?, ?, ?, ?, null, ?, ?, 1, ?, null)';
const insertOrder = `
  insert into orders (id, store_id, table_id, table_number, session_id, previous_order_id, number, status, total, items, created_at,
    status_changed_at, intent_key, intent_owner, intent_hash)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const takeSequence = 'update stores set event_sequence = event_sequence + 1 where id = ?';
const insertEvent = 'insert into events values (?, ?, ?, ?, ?, ?)';

const day = '2026-01-01';
const items = JSON.stringify(dishes.map((dish) => linePlaced(dish as Record<'id' | 'name' | 'price', unknown>)));
const data = JSON.stringify({ items, note: 'x'.repeat(400) });
const hash = randomBytes(32).toString('base64url');
const total = dishes.reduce((sum, dish) => sum + Number(dish['price']), 0);
let placed = 0;
let next = 0;

async function placeOrder(db: Connection): Promise<void> {
  const seat = seats[next % seats.length];
  next += 1;
  if (!seat) throw new Error('The stores have no tables.');
  const [now, id, tableId, storeId] = [Date.now(), newId(), String(seat['id']), String(seat['store_id'])];
  const key = now.toString(16).padStart(12, '0') + randomBytes(10).toString('hex');
  await db.run('begin');
  const columns = '(select version from stores where stores.id = tables.store_id) as version, order_sequence';
  await db.change(takeNumber, [day, day, tableId], { columns, of: 'tables', where: 'id', is: tableId });
  let session = await db.change(addToSession, [total, id, tableId], {
    columns: 'id, started_at, total, order_count, before_last_id',
    of: 'table_sessions',
    where: 'open_table_id',
    is: tableId,
  });
  if (!session) {
    session = { id: newId(), before_last_id: null };
    await db.run(openSession, [String(session['id']), storeId, tableId, tableId, now, day, total, id]);
  }
  const { id: sessionId = null, before_last_id: before = null } = session;
  const number = Number(seat['number']);
  const where = [id, storeId, tableId, number, sessionId, before];
  await db.run(insertOrder, [...where, 'T01-001', 'pending', total, items, now, now, key, tableId, hash]);
  const store = await db.change(takeSequence, [storeId], {
    columns: 'event_sequence, version',
    of: 'stores',
    where: 'id',
    is: storeId,
  });
  await db.run(insertEvent, [storeId, Number(store?.['event_sequence']), 'order_created', tableId, data, now]);
  await db.run('commit');
  placed += 1;
}

async function placeFor(milliseconds: number): Promise<number> {
  const before = placed;
  const since = performance.now();
  const end = since + milliseconds;
  await Promise.all(
    pool.map(async (db) => {
      while (performance.now() < end) await placeOrder(db);
    }),
  );
  return ((placed - before) / (performance.now() - since)) * 1000;
}

await placeFor(Number(seconds) * 250);
process.stdout.write(JSON.stringify({ rate: await placeFor(Number(seconds) * 1000) }));
await Promise.all(pool.map((db) => db.close()));
