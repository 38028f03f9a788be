import * as endpoints from '@soban/contract/endpoints';
import type { Order } from '@soban/contract/orders';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { type Guest, pair } from '../harness/guest.ts';
import { type StaffMember, signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const dish = new Dishes(await (await pair(app.anyone, 12)).menu()).plain;

test('a table that has ordered nothing has no visit yet', async () => {
  const guest = await pair(app.anyone, 1);
  expect(await guest.visit()).toMatchObject({ items: [], nextCursor: null, session: null });
});

test('orders come newest first, a page at a time, each once, while new ones keep coming', async () => {
  const guest = await pair(app.anyone, 2);
  const placed: Order[] = [];
  for (let n = 1; n <= 25; n += 1) placed.unshift(await guest.order(orderOf(dish, n)));

  const first = await guest.visit({ limit: 10 });
  await guest.order(orderOf(dish));
  const second = await guest.visit({ limit: 10, cursor: first.nextCursor ?? '' });
  const third = await guest.visit({ limit: 10, cursor: second.nextCursor ?? '' });
  expect([...first.items, ...second.items, ...third.items]).toEqual(placed);
  expect(third.nextCursor).toBeNull();
  expect((await guest.visit()).items).toHaveLength(20);
  expect((await guest.visit({ limit: 100 })).nextCursor).toBeNull();
  expect((await guest.visit({ limit: 26 })).nextCursor).toBeNull();
});

test('every page carries the visit’s total and the event it stands at', async () => {
  const guest = await pair(app.anyone, 3);
  for (let n = 1; n <= 3; n += 1) await guest.order(orderOf(dish, n));
  const { session, lastEventId } = await guest.visit({ limit: 1 });
  expect(session).toMatchObject({ total: dish.price * 6, orderCount: 3 });
  expect(lastEventId).toBe((await owner.board()).lastEventId);
});

test.each([
  ['?limit=0', 'limit'],
  ['?limit=101', 'limit'],
  ['?limit=many', 'limit'],
  ['?cursor=yesterday', 'cursor'],
  [`?cursor=${'x'.repeat(300)}`, 'cursor'],
])('%s is refused', async (query, path) => {
  const guest = await pair(app.anyone, 1);
  expect((await guest.client.callBadly(endpoints.listOrders, { query })).faultsAt()).toEqual([path]);
});

test('one order by its id, for its table and for staff', async () => {
  const guest = await pair(app.anyone, 4);
  const order = await guest.order(orderOf(dish));
  const read = ({ client }: Guest | StaffMember, id = order.id) => client.call(endpoints.readOrder, { params: { id } });
  for (const reader of [guest, owner]) expect((await read(reader)).ok()).toEqual(order);
  (await read(guest, '0190b5a0-0000-7000-8000-000000000000')).refused('not_found');
});

test('numbers count a table’s orders of the day on, over its visits', async () => {
  const guest = await pair(app.anyone, 5);
  const numbers = [];
  for (let visit = 1; visit <= 2; visit += 1) {
    numbers.push((await guest.order(orderOf(dish))).number, (await guest.order(orderOf(dish))).number);
    await owner.endSession(guest.table.id);
  }
  expect(numbers).toEqual(['T05-001', 'T05-002', 'T05-003', 'T05-004']);
});

test('numbers start again with the business day, and never go back to one that has passed', async () => {
  const guest = await pair(app.anyone, 6);
  const itIs = (day: string) =>
    app.database.transaction((tx) =>
      tx.updateTable('tables').set({ order_day: day }).where('id', '=', guest.table.id).execute(),
    );
  expect((await guest.order(orderOf(dish))).number).toBe('T06-001');
  expect((await guest.order(orderOf(dish))).number).toBe('T06-002');
  // The table's last order was on an earlier day.
  await itIs('2020-02-29');
  expect((await guest.order(orderOf(dish))).number).toBe('T06-001');
  // The clock of the machine has been put back since the table's last order.
  await itIs('2999-01-01');
  expect((await guest.order(orderOf(dish))).number).toBe('T06-002');
});
