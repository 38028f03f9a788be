import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { employ } from '../harness/second-store.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const guest = await pair(app.anyone, 1);
const dish = new Dishes(await guest.menu()).plain;
const unknown = '0190b5a0-0000-7000-8000-000000000000';

test('an order goes from pending over preparing to completed, back on a recall, and everybody sees each step', async () => {
  const order = await guest.order(orderOf(dish));
  const streams = [await listen(owner.client, storeStream), await listen(guest.client, guest.streamPath)];
  const steps = [];
  for (const status of ['preparing', 'completed', 'preparing', 'pending'] as const) {
    const moved = await owner.move(order.id, status);
    const items = order.items.map((line) => ({ ...line, status }));
    expect(moved).toMatchObject({ ...order, items, status, statusChangedAt: moved.statusChangedAt });
    expect((await guest.client.call(endpoints.readOrder, { params: { id: order.id } })).ok()).toEqual(moved);
    steps.push(moved);
  }
  for (const stream of streams) {
    await stream.until('four steps', ({ heard }) => heard.length === 4);
    expect(stream.heard.map(({ type }) => type)).toEqual(Array(4).fill('order_updated'));
    expect(stream.heard.map(({ data }) => data)).toMatchObject(steps);
  }
});

test('a move says whom it was lost to: the order as somebody else has left it', async () => {
  const { id, number } = await guest.order(orderOf(dish));
  await owner.move(id, 'preparing', 'pending');
  // The same tap once more is not a second step.
  const problem = (await owner.tryToMove(id, 'preparing', 'pending')).refused('invalid_transition');
  expect(problem.detail).toContain(number);
  expect(problem.detail).toContain('preparing');
});

test('canceling takes the order out of the total, is final, and is told with its reason and the new total', async () => {
  const other = await pair(app.anyone, 2);
  const [first] = [await other.order(orderOf(dish, 3)), await other.order(orderOf(dish))];
  const stream = await listen(other.client, other.streamPath);
  (await owner.cancel(first.id, 'burnt')).ok();
  const { data } = await stream.next('order_deleted');
  expect(data).toMatchObject({ id: first.id, status: 'canceled', cancelReason: 'burnt' });
  expect(data.session).toMatchObject({ total: dish.price, orderCount: 1 });
  (await owner.cancel(first.id)).refused('invalid_transition');
  (await owner.tryToMove(first.id, 'pending')).refused('invalid_transition');
});

test('who did what is kept: every move and every cancellation, with its reason', async () => {
  const { id, total } = await guest.order(orderOf(dish));
  await owner.move(id, 'preparing');
  (await owner.cancel(id, 'too late')).ok();
  const entries = await app.database.read
    .selectFrom('audit_entries')
    .innerJoin('staff', 'staff.id', 'audit_entries.staff_id')
    .select(['staff.username', 'action', 'detail'])
    .where('subject_id', '=', id)
    .orderBy('audit_entries.id')
    .execute();
  expect(entries.map(({ detail, ...entry }) => ({ ...entry, detail: JSON.parse(detail) as unknown }))).toEqual([
    { username: 'owner', action: 'order.moved', detail: { from: 'pending', to: 'preparing' } },
    { username: 'owner', action: 'order.canceled', detail: { from: 'preparing', reason: 'too late', total } },
  ]);
});

test('a cancellation needs a reason that says something', async () => {
  const { id } = await guest.order(orderOf(dish));
  for (const body of [{}, { reason: '' }, { reason: '   ' }, { reason: 'x'.repeat(201) }]) {
    const answer = await owner.client.callBadly(endpoints.cancelOrder, { params: { id }, body });
    expect(new Set(answer.faultsAt())).toEqual(new Set(['/reason']));
  }
  expect((await owner.readOrder(id)).status).toBe('pending');
});

test('only the steps of the line are moves: canceling has its own way', async () => {
  const { id } = await guest.order(orderOf(dish));
  for (const status of ['canceled', 'eaten', '']) {
    const answer = await owner.client.callBadly(endpoints.moveOrder, { params: { id }, body: { status } });
    expect(answer.faultsAt()).toEqual(['/status']);
  }
  (await owner.tryToMove(id, 'completed')).refused('invalid_transition');
});

test('guests move nothing; every member of staff does', async () => {
  const { id } = await guest.order(orderOf(dish));
  (await guest.client.call(endpoints.moveOrder, { params: { id }, body: { status: 'preparing' } })).refused(
    'forbidden',
  );
  (await guest.client.call(endpoints.cancelOrder, { params: { id }, body: { reason: 'hungry no more' } })).refused(
    'forbidden',
  );
  (await guest.client.call(endpoints.endSession, { params: { id: guest.table.id }, body: {} })).refused('forbidden');
  await employ(app, 'staff', 'staff-password');
  const waiter = await signIn(app.anyone, { username: 'staff', password: 'staff-password' });
  await waiter.move(id, 'preparing');
});

test('an order that never was', async () => {
  (await owner.tryToMove(unknown, 'preparing')).refused('not_found');
  (await owner.cancel(unknown)).refused('not_found');
  (await owner.tryToEndSession(unknown)).refused('not_found');
});
