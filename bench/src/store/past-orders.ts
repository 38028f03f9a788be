import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';

/** Orders of one visit, a quarter of an hour apart. */
const ordersOfVisit = 4;
/** Milliseconds between two parties' arrivals: a thousand orders on a day of twelve hours. */
const betweenVisits = 172_800;
/** As many as the server keeps. */
const keptEvents = 10_000;

/** UUIDv7 of an instant (epoch milliseconds), as the server makes them, in SQL. */
const uuid = (instant: string) => `printf('%08x-%04x-7%03x-%04x-%012x', (${instant}) >> 16, (${instant}) & 65535,
  abs(random()) & 4095, 32768 | (abs(random()) & 16383), abs(random()) & 281474976710655)`;

/** Years of business in one go: ended visits, their orders of three lines, idempotency keys, and the newest events. */
export function addPastOrders(folder: string, orders: number): void {
  const db = new SqliteFile(join(folder, 'app.db'));
  // Durability is of no matter here: a broken-off run throws the file away.
  for (const pragma of ['foreign_keys = OFF', 'journal_mode = OFF', 'synchronous = OFF', 'cache_size = -262144']) {
    db.pragma(pragma);
  }
  db.pragma('temp_store = MEMORY');
  const visits = Math.ceil(orders / ordersOfVisit);
  const start = Date.now() - 86_400_000 - visits * betweenVisits;
  db.exec(`
    begin;
    create temp table seats as select row_number() over (order by number) - 1 as at, id, number, store_id from tables;
    create temp table dishes as
      select row_number() over (order by category_id, position) - 1 as at, id, name, price from menu_items;
    create temp table past_visits as
      with recursive n(v) as (select 0 union all select v + 1 from n where v + 1 < ${visits})
      select v, ${uuid(`${start} + v * ${betweenVisits}`)} as id, ${start} + v * ${betweenVisits} as started_at,
        seats.id as table_id, seats.number, seats.store_id
      from n join seats on seats.at = v % (select count(*) from seats) order by v;
    create temp table past_orders as
      with recursive n(o) as (select 0 union all select o + 1 from n where o + 1 < ${orders})
      select o, ${uuid(`visit.started_at + (o % ${ordersOfVisit}) * 900000`)} as id, visit.id as session_id,
        visit.table_id, visit.number, visit.store_id, visit.started_at + (o % ${ordersOfVisit}) * 900000 as created_at,
        (select sum(price) from dishes where at in ((o * 3) % 40, (o * 3 + 1) % 40, (o * 3 + 2) % 40)) as total
      from n join past_visits as visit on visit.rowid = o / ${ordersOfVisit} + 1 order by o;

    insert into table_sessions (id, store_id, table_id, open_table_id, started_at, ended_at, business_day, total, order_count,
        last_order_id)
      select visit.id, visit.store_id, visit.table_id, null, visit.started_at, visit.started_at + 4500000,
        strftime('%Y-%m-%d', visit.started_at / 1000, 'unixepoch'), sum(past_orders.total), count(*),
        max(past_orders.id)
      from past_orders join past_visits as visit on visit.id = past_orders.session_id
      group by past_orders.o / ${ordersOfVisit};
    create temp table lines as
      select at, json_object('id', id || '-line', 'menuItemId', id, 'name', name, 'unitPrice', price, 'quantity', 1,
        'options', json_array(json_object('name', '보통', 'group', '맵기', 'priceDelta', 0)), 'lineTotal', price, 'note', null,
        'status', 'completed', 'servedAt', null, 'cancelReason', null, 'voidOf', null) as line
      from dishes;
    insert into orders (id, store_id, table_id, table_number, session_id, previous_order_id, number, status, total, note, items, created_at,
        status_changed_at, cancel_reason, intent_key, intent_owner, intent_hash)
      select id, store_id, table_id, number, session_id, lag(id) over (partition by session_id order by o), printf('T%02d-%03d', number, o % ${ordersOfVisit} + 1),
        'completed', total, null,
        (select '[' || group_concat(line) || ']' from lines where at in ((o * 3) % 40, (o * 3 + 1) % 40, (o * 3 + 2) % 40)),
        created_at, created_at + 1200000, null,
        printf('%012x', created_at) || lower(hex(randomblob(10))), table_id, substr(hex(randomblob(22)), 1, 43)
      from past_orders order by id;
    insert into events (store_id, sequence, type, table_id, data, created_at)
      select store_id, o + 1, 'order_created', table_id,
        json_object('id', id, 'number', number, 'note', hex(randomblob(350))), created_at
      from past_orders where o >= ${orders - keptEvents};
    update stores set event_sequence = ${orders};
    drop table past_orders; drop table lines; drop table past_visits; drop table dishes; drop table seats;
    commit;
  `);
  db.pragma('journal_mode = WAL');
  db.close();
}
