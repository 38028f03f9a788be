import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const dish = new Dishes(await (await pair(app.anyone, 12)).menu()).plain;

/** The visit has ended a day and a half ago. */
async function endLongAgo(sessionId: string): Promise<void> {
  await app.database.transaction((tx) =>
    tx
      .updateTable('table_sessions')
      .set((eb) => ({ ended_at: eb('ended_at', '-', 36 * 3_600_000) }))
      .where('id', '=', sessionId)
      .execute(),
  );
}

test('what is unfinished stays with the kitchen until it is done, and the history tells the true end', async () => {
  const guest = await pair(app.anyone, 1);
  const [waiting, cooking, out] = [
    await guest.order(orderOf(dish)),
    await guest.order(orderOf(dish, 2)),
    await guest.order(orderOf(dish, 3)),
  ];
  await owner.move(cooking.id, 'preparing');
  await owner.move(out.id, 'preparing');
  await owner.move(out.id, 'completed');
  const ended = await owner.endSession(guest.table.id);
  expect(ended).toMatchObject({ total: dish.price * 6, orderCount: 3 });
  expect(await owner.boardTable(guest.table.id)).toMatchObject({
    session: null,
    orders: [],
    leaving: [
      { id: cooking.id, status: 'preparing' },
      { id: waiting.id, status: 'pending' },
    ],
  });

  await owner.move(cooking.id, 'completed');
  await owner.move(waiting.id, 'preparing');
  expect((await owner.boardTable(guest.table.id)).leaving).toMatchObject([{ id: waiting.id, status: 'preparing' }]);
  // Called back: it is in the kitchen again.
  await owner.move(cooking.id, 'preparing');
  expect((await owner.boardTable(guest.table.id)).leaving.map(({ id }) => id)).toEqual([cooking.id, waiting.id]);
  for (const { id } of [cooking, waiting]) await owner.move(id, 'completed');
  expect((await owner.boardTable(guest.table.id)).leaving).toEqual([]);
  const [past] = (await owner.history(guest.table.id)).items;
  expect(past).toMatchObject({
    ...ended,
    orders: [out, cooking, waiting].map(({ id }) => ({ id, status: 'completed' })),
  });
});

test('an order that is canceled after its party has left is out of that party’s total alone', async () => {
  const guest = await pair(app.anyone, 2);
  const [first, second] = [await guest.order(orderOf(dish)), await guest.order(orderOf(dish, 2))];
  await owner.move(second.id, 'preparing');
  await owner.move(second.id, 'completed');
  const { id } = await owner.endSession(guest.table.id);
  await guest.order(orderOf(dish, 5));
  (await owner.cancel(first.id, 'nobody came for it')).ok();
  expect(await owner.readSession(id)).toMatchObject({
    total: dish.price * 2,
    orderCount: 1,
    orders: [{ status: 'completed' }, { status: 'canceled', cancelReason: 'nobody came for it' }],
  });
  expect((await guest.visit()).session).toMatchObject({ total: dish.price * 5, orderCount: 1 });
  // What they have had and paid for stands.
  (await owner.cancel(second.id)).refused('session_ended');
});

test('the next party sits there before the kitchen is done: the board keeps both apart, and the next party hears nothing', async () => {
  const guest = await pair(app.anyone, 3);
  const stream = await listen(guest.client, guest.streamPath);
  const board = await listen(owner.client, storeStream);
  const secret = await guest.order({ ...orderOf(dish, 2), note: 'our anniversary' });
  await owner.endSession(guest.table.id);
  const own = await guest.order(orderOf(dish));
  await owner.move(secret.id, 'preparing');
  await owner.move(secret.id, 'completed');
  await owner.move(secret.id, 'preparing');
  (await owner.cancel(secret.id)).ok();
  await owner.move(own.id, 'preparing');
  await stream.next('order_updated');
  expect(stream.heard).toMatchObject([
    { type: 'order_created', data: { id: secret.id } },
    { type: 'session_ended', data: { id: secret.sessionId } },
    { type: 'order_created', data: { id: own.id } },
    { type: 'order_updated', data: { id: own.id } },
  ]);

  await board.until('the last step', ({ heard }) => heard.at(-1)?.type === 'order_updated' && heard.length === 8);
  const [, , , ...steps] = board.heard;
  expect(steps.slice(0, 4)).toMatchObject([
    { type: 'order_updated', data: { status: 'preparing', session: { id: secret.sessionId, total: secret.total } } },
    { type: 'order_updated', data: { status: 'completed' } },
    { type: 'order_updated', data: { status: 'preparing' } },
    { type: 'order_deleted', data: { status: 'canceled', session: { id: secret.sessionId, total: 0, orderCount: 0 } } },
  ]);
  for (const { data } of steps.slice(0, 4)) expect(data).toHaveProperty('session.endedAt');
  expect(steps[4]?.data).not.toHaveProperty('session.endedAt');

  // Nor is it replayed to a tablet that was off.
  const again = await listen(guest.client, guest.streamPath, { lastEventId: stream.heard[0]?.id ?? '' });
  await again.next('order_updated');
  expect(JSON.stringify(again.heard)).not.toContain('anniversary');
  expect((await guest.visit()).items.map(({ id }) => id)).toEqual([own.id]);
});

test('or it is canceled with the visit: guests read why, and the total is what they have had', async () => {
  const guest = await pair(app.anyone, 4);
  const [first, second] = [await guest.order(orderOf(dish)), await guest.order(orderOf(dish, 2))];
  await owner.move(first.id, 'preparing');
  await owner.move(first.id, 'completed');
  const stream = await listen(guest.client, guest.streamPath);
  const ended = await owner.endSession(guest.table.id, { unfinished: 'cancel', reason: '주방이 닫혔어요' });
  expect(ended).toMatchObject({ total: dish.price, orderCount: 1 });
  await stream.next('session_ended');
  expect(stream.heard).toMatchObject([
    { type: 'order_deleted', data: { id: second.id, cancelReason: '주방이 닫혔어요', session: { total: dish.price } } },
    { type: 'session_ended', data: ended },
  ]);
  expect(await owner.boardTable(guest.table.id)).toMatchObject({ session: null, leaving: [] });
  expect((await owner.history(guest.table.id)).items[0]).toMatchObject({
    total: dish.price,
    orders: [{ id: second.id, status: 'canceled' }, { id: first.id }],
  });

  await guest.order(orderOf(dish));
  await owner.endSession(guest.table.id, { unfinished: 'cancel' });
  const [unsaid] = (await owner.history(guest.table.id)).items;
  expect(unsaid).toMatchObject({ total: 0, orders: [{ cancelReason: '이용이 끝나 취소했어요' }] });
});

test('the body may be left out; a reason says something', async () => {
  const guest = await pair(app.anyone, 5);
  await guest.order(orderOf(dish));
  expect((await owner.tryToEndSession(guest.table.id, { unfinished: 'cancel', reason: ' ' })).faultsAt()).toEqual([
    '/reason',
  ]);
  expect((await owner.client.send('POST', `/api/tables/${guest.table.id}/end-session`)).status).toBe(200);
  expect((await owner.boardTable(guest.table.id)).leaving).toHaveLength(1);
});

test('what went out is called back on the same business day, and stays out after it', async () => {
  const guest = await pair(app.anyone, 6);
  const [done, waiting] = [await guest.order(orderOf(dish)), await guest.order(orderOf(dish))];
  await owner.move(done.id, 'preparing');
  await owner.move(done.id, 'completed');
  const { id } = await owner.endSession(guest.table.id);
  await owner.move(done.id, 'preparing');
  await owner.move(done.id, 'completed');
  await endLongAgo(id);
  (await owner.tryToMove(done.id, 'preparing')).refused('session_ended');
  // Whatever is still in the kitchen can be brought to its end.
  await owner.move(waiting.id, 'preparing');
  await owner.move(waiting.id, 'completed');
});

test('what nobody has made for a day is let go when the next party leaves', async () => {
  const guest = await pair(app.anyone, 7);
  const forgotten = await guest.order(orderOf(dish));
  await owner.endSession(guest.table.id);
  await app.database.transaction((tx) =>
    tx
      .updateTable('leaving_orders')
      .set((eb) => ({ created_at: eb('created_at', '-', 25 * 3_600_000) }))
      .where('order_id', '=', forgotten.id)
      .execute(),
  );
  const own = await guest.order(orderOf(dish));
  expect((await owner.boardTable(guest.table.id)).leaving).toMatchObject([{ id: forgotten.id }]);
  await owner.endSession(guest.table.id);
  expect((await owner.boardTable(guest.table.id)).leaving.map(({ id }) => id)).toEqual([own.id]);
});

test('the kitchen bumps a ticket at the moment when its party leaves: nothing is lost', async () => {
  const guest = await pair(app.anyone, 8);
  for (let round = 0; round < 10; round += 1) {
    const order = await guest.order(orderOf(dish));
    await owner.move(order.id, 'preparing');
    const [moved, ended] = await Promise.all([
      owner.tryToMove(order.id, round % 2 === 0 ? 'completed' : 'pending'),
      owner.endSession(guest.table.id),
    ]);
    expect(moved.ok().sessionId).toBe(ended.id);
    const { leaving } = await owner.boardTable(guest.table.id);
    expect(leaving.map(({ id }) => id)).toEqual(round % 2 === 0 ? [] : [order.id]);
    if (round % 2 === 1) (await owner.cancel(order.id)).ok();
  }
});
