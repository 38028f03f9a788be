import { randomUUID } from 'node:crypto';
import * as endpoints from '@soban/contract/endpoints';
import type { Order, OrderLine } from '@soban/contract/orders';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, wish } from '../harness/dishes.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { employ } from '../harness/second-store.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const [soup, rice] = new Dishes(await (await pair(app.anyone, 12)).menu()).plains(2);
if (!soup || !rice) throw new Error('The menu is too small.');
let table = 0;

/** Two dishes of a party of its own: three soups and one rice. */
async function newOrder() {
  table = (table % 12) + 1;
  const guest = await pair(app.anyone, table);
  await owner.tryToEndSession(guest.table.id);
  const key = randomUUID();
  const wanted = { items: [wish(soup as never, 3), wish(rice as never, 1)] };
  const order = await guest.order(wanted, key);
  const [soups, rices] = order.items as [OrderLine, OrderLine];
  return { guest, order, soups, rices, again: () => guest.order(wanted, key) };
}

const statesOf = (order: Order) => order.items.map(({ status }) => status);

test('a line goes its own way, step by step, and the order follows', async () => {
  const { order, soups, rices } = await newOrder();
  const first = await owner.changeLine(order.id, soups.id, { status: 'preparing' });
  expect([first.status, ...statesOf(first)]).toEqual(['preparing', 'preparing', 'pending']);
  await owner.changeLine(order.id, soups.id, { status: 'completed', from: 'preparing' });
  await owner.changeLine(order.id, rices.id, { status: 'preparing' });
  const done = await owner.changeLine(order.id, rices.id, { status: 'completed' });
  expect([done.status, ...statesOf(done)]).toEqual(['completed', 'completed', 'completed']);
  const back = await owner.changeLine(order.id, rices.id, { status: 'preparing' });
  expect([back.status, ...statesOf(back)]).toEqual(['preparing', 'completed', 'preparing']);
  expect(await owner.readOrder(order.id)).toEqual(back);
});

test('a step that is none, or that somebody else has made, is refused and changes nothing', async () => {
  const { order, soups } = await newOrder();
  (await owner.tryToChangeLine(order.id, soups.id, { status: 'completed' })).refused('invalid_transition');
  (await owner.tryToChangeLine(order.id, soups.id, { status: 'pending' })).refused('invalid_transition');
  await owner.changeLine(order.id, soups.id, { status: 'preparing', from: 'pending' });
  (await owner.tryToChangeLine(order.id, soups.id, { status: 'completed', from: 'pending' })).refused(
    'invalid_transition',
  );
  (await owner.tryToChangeLine(order.id, randomUUID(), { status: 'preparing' })).refused('not_found');
  expect(statesOf(await owner.readOrder(order.id))).toEqual(['preparing', 'pending']);
});

test('the whole ticket takes its lines along, but none that is void', async () => {
  const { order, soups } = await newOrder();
  await owner.void(order.id, soups.id);
  expect(statesOf(await owner.move(order.id, 'preparing'))).toEqual(['canceled', 'preparing']);
  expect(statesOf(await owner.move(order.id, 'completed'))).toEqual(['canceled', 'completed']);
  expect(statesOf(await owner.move(order.id, 'preparing'))).toEqual(['canceled', 'preparing']);
});

test('what is done can be carried out, once, and what goes back to the stove was not', async () => {
  const { order, soups } = await newOrder();
  (await owner.tryToChangeLine(order.id, soups.id, { served: true })).refused('invalid_transition');
  await owner.move(order.id, 'preparing');
  await owner.move(order.id, 'completed');
  const servedAt = (after: Order) => after.items[0]?.servedAt;
  const first = servedAt(await owner.changeLine(order.id, soups.id, { served: true }));
  expect(first).toMatch(/Z$/);
  expect(servedAt(await owner.changeLine(order.id, soups.id, { served: true }))).toBe(first);
  expect(servedAt(await owner.changeLine(order.id, soups.id, { served: false }))).toBeNull();
  await owner.changeLine(order.id, soups.id, { served: true });
  expect(servedAt(await owner.changeLine(order.id, soups.id, { status: 'preparing' }))).toBeNull();
});

test('a void line is out of every total at once, with its reason, and everybody is told', async () => {
  const { guest, order, soups, rices } = await newOrder();
  const streams = [await listen(owner.client, storeStream), await listen(guest.client, guest.streamPath)];
  const after = await owner.void(order.id, soups.id, { reason: 'burnt' });
  expect(after).toMatchObject({ status: 'pending', total: rices.lineTotal });
  expect(after.items[0]).toMatchObject({ status: 'canceled', cancelReason: 'burnt', quantity: 3, voidOf: null });
  for (const stream of streams) {
    const { data } = await stream.next('order_updated');
    expect(data).toMatchObject({ ...after, session: { total: rices.lineTotal, orderCount: 1 } });
  }
  expect((await guest.visit()).session).toMatchObject({ total: rices.lineTotal, orderCount: 1 });
  (await owner.tryToVoid(order.id, soups.id)).refused('invalid_transition');
  (await owner.tryToChangeLine(order.id, soups.id, { status: 'preparing' })).refused('invalid_transition');
});

test('a part of a line is void by itself, and the rest goes on', async () => {
  const { order, soups, rices } = await newOrder();
  const portion = soups.lineTotal / 3;
  await owner.changeLine(order.id, soups.id, { status: 'preparing' });
  const after = await owner.void(order.id, soups.id, { quantity: 1, of: 3 });
  expect(after.items).toMatchObject([
    { id: soups.id, quantity: 2, lineTotal: 2 * portion, status: 'preparing' },
    { voidOf: soups.id, quantity: 1, lineTotal: portion, status: 'canceled', cancelReason: 'it fell' },
    { id: rices.id, status: 'pending' },
  ]);
  expect(after.total).toBe(2 * portion + rices.lineTotal);
  // The same tap again takes nothing more off.
  (await owner.tryToVoid(order.id, soups.id, { quantity: 1, of: 3 })).refused('invalid_transition');
  (await owner.tryToVoid(order.id, soups.id, { quantity: 3 })).refused('invalid_transition');
  expect((await owner.readOrder(order.id)).total).toBe(after.total);
});

test('with its last line goes the order', async () => {
  const { guest, order, soups, rices } = await newOrder();
  const stream = await listen(guest.client, guest.streamPath);
  await owner.void(order.id, soups.id, { reason: 'burnt' });
  const after = await owner.void(order.id, rices.id, { reason: 'cold' });
  expect(after).toMatchObject({ status: 'canceled', total: rices.lineTotal, cancelReason: 'cold' });
  const { data } = await stream.next('order_deleted');
  expect(data).toMatchObject({ ...after, session: { total: 0, orderCount: 0 } });
  (await owner.cancel(order.id)).refused('invalid_transition');
});

test('a canceled order has all its lines canceled, and keeps what it came to', async () => {
  const { order } = await newOrder();
  (await owner.cancel(order.id, 'power cut')).ok();
  const after = await owner.readOrder(order.id);
  expect(after).toMatchObject({ status: 'canceled', total: order.total, cancelReason: 'power cut' });
  for (const line of after.items) expect(line).toMatchObject({ status: 'canceled', cancelReason: 'power cut' });
});

test('a retry gets the first answer, whatever has become of the lines', async () => {
  const { order, soups, rices, again } = await newOrder();
  await owner.void(order.id, soups.id, { quantity: 2 });
  await owner.changeLine(order.id, soups.id, { status: 'preparing' });
  await owner.void(order.id, rices.id);
  expect(await again()).toEqual(order);
});

test('two who void the same portion take it off once', async () => {
  const { guest, order, soups } = await newOrder();
  const answers = await Promise.all([1, 2].map(() => owner.tryToVoid(order.id, soups.id, { quantity: 1, of: 3 })));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect((await guest.visit()).session?.total).toBe(order.total - soups.lineTotal / 3);
});

test('what a party that has left has had stands; what it has not, may still be void', async () => {
  const { guest, order, soups, rices } = await newOrder();
  await owner.changeLine(order.id, soups.id, { status: 'preparing' });
  await owner.changeLine(order.id, soups.id, { status: 'completed' });
  await owner.endSession(guest.table.id);
  (await owner.tryToVoid(order.id, soups.id)).refused('session_ended');
  const after = await owner.void(order.id, rices.id);
  expect(after).toMatchObject({ status: 'completed', total: soups.lineTotal });
  const [visit] = (await owner.history(guest.table.id)).items;
  expect(visit).toMatchObject({ total: soups.lineTotal, orders: [after] });
});

test('guests void nothing, cooks tick and do not void, and what makes no sense changes nothing', async () => {
  const { guest, order, soups } = await newOrder();
  const params = { id: order.id, lineId: soups.id };
  const asGuest = guest.client.call(endpoints.voidLine, { params, body: { reason: 'too much' } });
  (await asGuest).refused('forbidden');
  (await guest.client.call(endpoints.changeLine, { params, body: { status: 'preparing' } })).refused('forbidden');
  await employ(app, 'kitchen', 'kitchen-password');
  const cook = await signIn(app.anyone, { username: 'kitchen', password: 'kitchen-password' });
  (await cook.tryToVoid(order.id, soups.id)).refused('forbidden');
  await cook.changeLine(order.id, soups.id, { status: 'preparing' });
  for (const body of [{}, { status: 'canceled' }, { served: 'yes' }, { status: 'preparing', more: 1 }]) {
    expect((await owner.client.callBadly(endpoints.changeLine, { params, body })).status).toBe(400);
  }
  for (const body of [{}, { reason: ' ' }, { reason: 'x', quantity: 0 }, { reason: 'x', quantity: 1.5 }]) {
    expect((await owner.client.callBadly(endpoints.voidLine, { params, body })).status).toBe(400);
  }
  expect((await owner.readOrder(order.id)).total).toBe(order.total);
});

test('who took what off, and why, is kept', async () => {
  const { order, soups } = await newOrder();
  await owner.changeLine(order.id, soups.id, { status: 'preparing' });
  await owner.void(order.id, soups.id, { quantity: 1, reason: 'spilt' });
  const entries = await app.database.read
    .selectFrom('audit_entries')
    .select(['action', 'detail'])
    .where('subject_id', '=', order.id)
    .orderBy('id')
    .execute();
  expect(entries.map(({ action, detail }) => ({ action, ...(JSON.parse(detail) as object) }))).toMatchObject([
    { action: 'order.line_moved', line: soups.id, from: 'pending', to: 'preparing' },
    { action: 'order.voided', line: soups.id, quantity: 1, reason: 'spilt' },
  ]);
});
