// The baseline: the rows of an order written by better-sqlite3 alone. Arguments: file, orders in a transaction, seconds.
import { randomBytes } from 'node:crypto';
import { newId } from '@soban/server/src/ids.ts';
import SqliteFile from 'better-sqlite3';
import { linePlaced } from './line-placed.ts';

const [file = '', group = '1', seconds = '1'] = process.argv.slice(2);
const db = new SqliteFile(file);
for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -65536', 'foreign_keys = ON'])
  db.pragma(pragma);

interface Seat {
  id: string;
  store_id: string;
  number: number;
}
const seats = db.prepare<[], Seat>('select id, store_id, number from tables order by number').all();
const dishes = db.prepare<[], { id: string; name: string; price: number }>('select * from menu_items limit 3').all();

const takeNumber = db.prepare(
  'update tables set order_sequence = order_sequence + 1 where id = ? returning order_sequence',
);
const addToSession = db.prepare<[number, string, string], { id: string; before_last_id: string | null }>(
  'update table_sessions set total = total + ?, order_count = order_count + 1, before_last_id = last_order_id, last_order_id = ? where open_table_id = ? returning id, before_last_id',
);
const openSession = db.prepare('insert into table_sessions values (?, ?, ?, ?, ?, null, ?, ?, 1, ?, null)');
const insertOrder = db.prepare(
  `insert into orders (id, store_id, table_id, table_number, session_id, previous_order_id, number, status, total, items, created_at,
     status_changed_at, intent_key, intent_owner, intent_hash)
   values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);
const takeSequence = db.prepare<[string], { event_sequence: number }>(
  'update stores set event_sequence = event_sequence + 1 where id = ? returning event_sequence',
);
const insertEvent = db.prepare('insert into events values (?, ?, ?, ?, ?, ?)');
const [begin, commit] = [db.prepare('begin immediate'), db.prepare('commit')];

const total = dishes.reduce((sum, dish) => sum + dish.price, 0);
const lines = JSON.stringify(dishes.map(linePlaced));
const data = JSON.stringify({ items: lines, note: 'x'.repeat(400) });
const hash = randomBytes(32).toString('base64url');
const digits = randomBytes(512 * 1024).toString('hex');
let placed = 0;

function placeOrder(): void {
  const seat = seats[placed % seats.length];
  if (!seat) throw new Error('The store has no tables.');
  const now = Date.now();
  const id = newId();
  const chance = digits.slice(placed % 1_000_000, (placed % 1_000_000) + 20);
  takeNumber.get(seat.id);
  let session = addToSession.get(total, id, seat.id);
  if (!session) {
    session = { id: newId(), before_last_id: null };
    openSession.run(session.id, seat.store_id, seat.id, seat.id, now, '2026-01-01', total, id);
  }
  insertOrder.run(
    id,
    seat.store_id,
    seat.id,
    seat.number,
    session.id,
    session.before_last_id,
    'T01-001',
    'pending',
    total,
    lines,
    now,
    now,
    now.toString(16).padStart(12, '0') + chance,
    seat.id,
    hash,
  );
  const sequence = takeSequence.get(seat.store_id)?.event_sequence;
  insertEvent.run(seat.store_id, sequence, 'order_created', seat.id, data, now);
  placed += 1;
}

function placeFor(milliseconds: number): number {
  const before = placed;
  const since = performance.now();
  let now = since;
  while (now - since < milliseconds) {
    begin?.run();
    for (let at = 0; at < Number(group); at += 1) placeOrder();
    commit?.run();
    now = performance.now();
  }
  return ((placed - before) / (now - since)) * 1000;
}

placeFor(Number(seconds) * 250);
process.stdout.write(JSON.stringify({ rate: placeFor(Number(seconds) * 1000) }));
db.close();
