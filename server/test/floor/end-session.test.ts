import * as endpoints from '@soban/contract/endpoints';
import type { HistoryQuery } from '@soban/contract/orders';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const [owner, colleague] = [await signIn(app.anyone), await signIn(app.anyone)];
const dish = new Dishes(await (await pair(app.anyone, 12)).menu()).plain;

test('the ended visit is answered with its total, and is over', async () => {
  const guest = await pair(app.anyone, 1);
  const order = await guest.order(orderOf(dish, 2));
  const ended = await owner.endSession(guest.table.id);
  expect(ended).toMatchObject({ id: order.sessionId, tableId: guest.table.id, total: dish.price * 2, orderCount: 1 });
  expect(Date.parse(ended.endedAt)).toBeGreaterThanOrEqual(Date.parse(ended.startedAt));
  expect(await owner.boardTable(guest.table.id)).toMatchObject({ session: null, orders: [] });
  (await owner.tryToEndSession(guest.table.id)).refused('session_ended');
});

test('nobody sits at a table that has ordered nothing', async () => {
  const guest = await pair(app.anyone, 2);
  (await owner.tryToEndSession(guest.table.id)).refused('session_ended');
});

test('two who end it at once end it once', async () => {
  const guest = await pair(app.anyone, 4);
  await guest.order(orderOf(dish));
  const both = [owner, colleague, owner, colleague];
  const answers = await Promise.all(both.map((staff) => staff.tryToEndSession(guest.table.id)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const answer of answers) if (answer.status !== 200) answer.refused('session_ended');
});

test('orders that arrive while the visit is being ended belong to it or to the next, in whole', async () => {
  const guest = await pair(app.anyone, 5);
  for (let round = 1; round <= 10; round += 1) {
    await guest.order(orderOf(dish));
    const [orders, ended] = await Promise.all([
      Promise.all(Array.from({ length: 5 }, () => guest.order(orderOf(dish)))),
      owner.endSession(guest.table.id),
    ]);
    const before = orders.filter(({ sessionId }) => sessionId === ended.id).length;
    expect(ended).toMatchObject({ orderCount: before + 1, total: dish.price * (before + 1) });
    const { session, items } = await guest.visit();
    expect(items).toHaveLength(5 - before);
    expect(session?.orderCount ?? 0).toBe(5 - before);
    if (session) await owner.endSession(guest.table.id);
  }
});

test('the history keeps every ended visit with its orders, newest first, a page at a time', async () => {
  const guest = await pair(app.anyone, 6);
  const expected = [];
  for (let visit = 1; visit <= 5; visit += 1) {
    const orders = [await guest.order(orderOf(dish, visit))];
    const second = await guest.order(orderOf(dish));
    await owner.move(second.id, 'preparing');
    (await owner.cancel(second.id, 'no more')).ok();
    const gone = { status: 'canceled', cancelReason: 'no more' } as const;
    orders.unshift({ ...second, ...gone, items: second.items.map((line) => ({ ...line, ...gone })) });
    const ended = await owner.endSession(guest.table.id);
    expected.unshift({
      ...ended,
      orders: orders.map((order) => ({ ...order, statusChangedAt: expect.any(String) as string })),
    });
  }
  await guest.order(orderOf(dish));

  const first = await owner.history(guest.table.id, { limit: 2 });
  const second = await owner.history(guest.table.id, { limit: 2, cursor: String(first.nextCursor) });
  const third = await owner.history(guest.table.id, { limit: 2, cursor: String(second.nextCursor) });
  expect([...first.items, ...second.items, ...third.items]).toMatchObject(expected);
  expect(third.nextCursor).toBeNull();
  expect((await owner.history(guest.table.id)).items).toHaveLength(5);
});

test('the history is asked for by business days, both included', async () => {
  const guest = await pair(app.anyone, 7);
  await guest.order(orderOf(dish));
  await owner.endSession(guest.table.id);
  const { business_day: today } = await app.database.read
    .selectFrom('table_sessions')
    .select('business_day')
    .where('table_id', '=', guest.table.id)
    .executeTakeFirstOrThrow();
  const count = async (query: HistoryQuery) => (await owner.history(guest.table.id, query)).items.length;
  expect(await count({ from: today, to: today })).toBe(1);
  expect(await count({ from: '2099-01-01' })).toBe(0);
  expect(await count({ to: '2000-01-01' })).toBe(0);
  expect(await count({ from: '2000-01-01', to: '2099-01-01' })).toBe(1);
  const params = { id: guest.table.id };
  const bad = await owner.client.call(endpoints.readHistory, { params, query: { from: 'yesterday' } });
  expect(bad.faultsAt()).toEqual(['from']);
  (await guest.client.call(endpoints.readHistory, { params })).refused('forbidden');
});
