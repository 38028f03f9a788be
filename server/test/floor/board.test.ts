import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const dish = new Dishes(await (await pair(app.anyone, 12)).menu()).plain;

test('an empty restaurant shows all its tables, by number', async () => {
  const { tables, lastEventId } = await owner.board();
  expect(tables.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  for (const table of tables) expect(table).toMatchObject({ session: null, orders: [], calls: [] });
  expect(lastEventId).toBe('0');
});

test('a table shows its visit, its orders newest first, and its calls oldest first', async () => {
  const guest = await pair(app.anyone, 3);
  const first = await guest.order(orderOf(dish));
  const second = await guest.order(orderOf(dish, 2));
  const calls = [await guest.call('water'), await guest.call('bill')];
  const table = await owner.boardTable(guest.table.id);
  expect(table.orders).toEqual([second, first]);
  expect(table.calls).toEqual(calls);
  expect(table.session).toMatchObject({ total: dish.price * 3, orderCount: 2, startedAt: first.createdAt });
});

test('a canceled order stays to be seen, with its reason, and is out of the total', async () => {
  const guest = await pair(app.anyone, 4);
  const order = await guest.order(orderOf(dish));
  await guest.order(orderOf(dish));
  (await owner.cancel(order.id, 'fell down')).ok();
  const { session, orders } = await owner.boardTable(guest.table.id);
  expect(session).toMatchObject({ total: dish.price, orderCount: 1 });
  expect(orders.find(({ id }) => id === order.id)).toMatchObject({ status: 'canceled', cancelReason: 'fell down' });
  const visit = await guest.visit();
  expect(visit.items.find(({ id }) => id === order.id)).toMatchObject({
    status: 'canceled',
    cancelReason: 'fell down',
  });
});

test('it stands at an event that everything shown has happened by, however busy it is', async () => {
  const guests = await Promise.all([5, 6, 7, 8].map((number) => pair(app.anyone, number)));
  const before = Number((await owner.board()).lastEventId);
  const placing = Promise.all(guests.flatMap((guest) => Array.from({ length: 10 }, () => guest.order(orderOf(dish)))));
  for (let look = 1; look <= 10; look += 1) {
    const { tables, lastEventId } = await owner.board();
    const shown = tables.filter(({ number }) => number >= 5 && number <= 8);
    // Every order is one event, so the snapshot is of one moment only if both tell the same.
    expect(shown.reduce((sum, { orders }) => sum + orders.length, 0)).toBe(Number(lastEventId) - before);
    for (const { orders, session } of shown) expect(session?.orderCount ?? 0).toBe(orders.length);
  }
  await placing;
  expect(Number((await owner.board()).lastEventId)).toBe(before + 40);
});

test('it is for staff', async () => {
  (await (await pair(app.anyone, 1)).client.call(endpoints.readBoard)).refused('forbidden');
  (await app.anyone.call(endpoints.readBoard)).refused('unauthenticated');
});
