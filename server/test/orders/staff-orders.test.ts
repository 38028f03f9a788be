import { randomUUID } from 'node:crypto';
import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf, wish } from '../harness/dishes.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { employ, neighbour, openNeighbour } from '../harness/second-store.ts';
import { expectSound } from '../harness/soundness.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const { database, anyone } = app;
await openNeighbour(app);
const password = 'one-for-each-role';
await employ(app, 'staff', password);
await employ(app, 'kitchen', password);
const owner = await signIn(anyone);
const waiter = await signIn(anyone, { username: 'staff', password });
const dishes = new Dishes(await (await pair(anyone, 12)).menu());
const { plain, choosy } = dishes;

test('staff order for a table: its visit opens, every screen hears of it, and the books say who it was', async () => {
  const guest = await pair(anyone, 1);
  const streams = [await listen(owner.client, storeStream), await listen(guest.client, guest.streamPath)];
  const items = [wish(choosy, 2, { note: 'no onions' }), wish(plain)];
  const order = (await waiter.place(guest.table.id, { items, note: 'birthday' })).ok();
  expect(order).toMatchObject({ number: 'T01-001', status: 'pending', note: 'birthday', tableId: guest.table.id });
  for (const stream of streams) {
    const { session, ...told } = (await stream.next('order_created')).data;
    expect(told).toEqual(order);
    expect(session).toMatchObject({ id: order.sessionId, total: order.total, orderCount: 1 });
  }
  expect((await guest.visit()).items).toEqual([order]);
  const second = await guest.order(orderOf(plain));
  expect([second.number, second.sessionId]).toEqual(['T01-002', order.sessionId]);

  const entries = await database.read
    .selectFrom('audit_entries')
    .innerJoin('staff', 'staff.id', 'audit_entries.staff_id')
    .select(['staff.username', 'subject_id', 'detail'])
    .where('action', '=', 'order.placed')
    .execute();
  const detail = JSON.stringify({ tableId: guest.table.id, number: order.number, total: order.total });
  expect(entries).toEqual([{ username: 'staff', subject_id: order.id, detail }]);
  await expectSound(database, [order, second]);
});

test('the rules are the guests’ own', async () => {
  const { table } = await pair(anyone, 2);
  const { total } = (await waiter.place(table.id, { ...orderOf(plain), expectedTotal: 1 })).refused('price_changed');
  expect(total).toBe(plain.price);
  (await waiter.place(table.id, { items: [wish(dishes.soldOut)] })).refused('sold_out');
  (await waiter.place(table.id, { items: [wish(choosy, 1, { optionIds: [] })] })).refused('option_required');
  expect((await owner.boardTable(table.id)).session).toBeNull();
});

test('a table does not say whom it orders for, and staff must', async () => {
  const [guest, other] = [await pair(anyone, 3), await pair(anyone, 4)];
  for (const { table } of [guest, other]) {
    expect((await guest.place({ ...orderOf(plain), tableId: table.id })).faultsAt()).toEqual(['/tableId']);
  }
  const headers = { 'idempotency-key': randomUUID() };
  const unsaid = await waiter.client.call(endpoints.placeOrder, { headers, body: orderOf(plain) });
  expect(unsaid.faultsAt()).toEqual(['/tableId']);
  for (const { table } of [guest, other]) expect((await owner.boardTable(table.id)).session).toBeNull();
});

test('a table next door is not there, and neither is one that never was', async () => {
  const theirs = await pair(anyone, 1, neighbour);
  const key = randomUUID();
  for (const id of [theirs.table.id, randomUUID(), 'x']) {
    (await waiter.place(id, orderOf(plain), key)).refused('not_found');
  }
  expect((await theirs.visit()).session).toBeNull();
  const stranger = await signIn(anyone, neighbour);
  (await stranger.place((await pair(anyone, 4)).table.id, orderOf(plain))).refused('not_found');
  // The refused ones have not used the key up.
  (await waiter.place((await pair(anyone, 4)).table.id, orderOf(plain), key)).ok();
});

test('the kitchen cooks, and orders nothing', async () => {
  const kitchen = await signIn(anyone, { username: 'kitchen', password });
  (await kitchen.place((await pair(anyone, 5)).table.id, orderOf(plain))).refused('forbidden');
});

test('one intent is one order, however often it is sent and whatever has become of it', async () => {
  const { table } = await pair(anyone, 6);
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 10 }, () => waiter.place(table.id, orderOf(plain), key)));
  const [first, ...others] = answers.map((answer) => answer.ok());
  for (const other of others) expect(other).toEqual(first);
  const visit = await owner.boardTable(table.id);
  expect(visit.orders).toEqual([first]);
  await owner.endSession(table.id);
  expect((await waiter.place(table.id, orderOf(plain), key)).ok()).toEqual(first);
  expect((await owner.boardTable(table.id)).session).toBeNull();
});

test('a key is its owner’s: the same one for another table is another body, and another person’s another order', async () => {
  const [one, two] = [await pair(anyone, 7), await pair(anyone, 8)];
  const key = randomUUID();
  const first = (await waiter.place(one.table.id, orderOf(plain), key)).ok();
  (await waiter.place(two.table.id, orderOf(plain), key)).refused('idempotency_conflict');
  const guests = await one.order(orderOf(plain), key);
  const owners = (await owner.place(one.table.id, orderOf(plain), key)).ok();
  expect(new Set([first.id, guests.id, owners.id]).size).toBe(3);
  expect((await one.visit()).session).toMatchObject({ orderCount: 3, total: plain.price * 3 });
  expect((await two.visit()).session).toBeNull();
});

test('a party that is ordered for by two at the same moment has one visit', async () => {
  const guest = await pair(anyone, 9);
  const orders = await Promise.all([
    guest.order(orderOf(plain)),
    ...[owner, waiter].map(async (staff) => (await staff.place(guest.table.id, orderOf(plain))).ok()),
  ]);
  expect(new Set(orders.map(({ sessionId }) => sessionId)).size).toBe(1);
  expect(orders.map(({ number }) => number).toSorted()).toEqual(['T09-001', 'T09-002', 'T09-003']);
});
