import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const [owner, colleague] = [await signIn(app.anyone), await signIn(app.anyone)];
const dish = new Dishes(await (await pair(app.anyone, 12)).menu()).plain;

test('a visit that was ended by mistake goes on as it was, on every screen', async () => {
  const guest = await pair(app.anyone, 1);
  const [first, second] = [await guest.order(orderOf(dish)), await guest.order(orderOf(dish, 2))];
  await owner.move(first.id, 'preparing');
  const before = await owner.boardTable(guest.table.id);
  const { id } = await owner.endSession(guest.table.id);
  await owner.move(first.id, 'completed');

  const streams = [await listen(colleague.client, storeStream), await listen(guest.client, guest.streamPath)];
  const visit = (await owner.reopen(id)).ok();
  expect(visit).toMatchObject({ id, tableId: guest.table.id, tableNumber: 1, total: dish.price * 3, orderCount: 2 });
  for (const stream of streams) {
    await stream.until('its orders', ({ heard }) => heard.length === 3);
    expect(stream.heard).toMatchObject([
      { type: 'session_started', data: visit },
      { type: 'order_updated', data: { id: first.id, status: 'completed' } },
      { type: 'order_updated', data: { id: second.id, status: 'pending' } },
    ]);
  }
  const after = await owner.boardTable(guest.table.id);
  expect(after).toMatchObject({ session: before.session, leaving: [] });
  expect(after.orders.map((order) => order.id)).toEqual([second.id, first.id]);
  expect((await guest.visit()).items.map((order) => order.id)).toEqual([second.id, first.id]);
  expect((await owner.history(guest.table.id)).items).toEqual([]);

  // A second tap changes nothing, and the next order joins.
  expect((await colleague.reopen(id)).ok()).toEqual(visit);
  expect((await guest.order(orderOf(dish))).sessionId).toBe(id);
  expect(await owner.endSession(guest.table.id)).toMatchObject({ id, orderCount: 3 });
});

test('not where others sit by now, nor on another day', async () => {
  const guest = await pair(app.anyone, 2);
  await guest.order(orderOf(dish));
  const { id } = await owner.endSession(guest.table.id);
  await guest.order(orderOf(dish, 2));
  (await owner.reopen(id)).refused('session_open');
  await owner.endSession(guest.table.id);
  await app.database.transaction((tx) =>
    tx
      .updateTable('table_sessions')
      .set((eb) => ({ ended_at: eb('ended_at', '-', 36 * 3_600_000) }))
      .where('id', '=', id)
      .execute(),
  );
  (await owner.reopen(id)).refused('session_ended');
  (await owner.reopen('019ab1c4-5d00-7000-8000-000000000000')).refused('not_found');
});

test('a tablet that was off meanwhile is replayed the visit that goes on', async () => {
  const guest = await pair(app.anyone, 3);
  const { lastEventId } = await owner.board();
  const order = await guest.order(orderOf(dish));
  const { id } = await owner.endSession(guest.table.id);
  (await owner.reopen(id)).ok();
  const stream = await listen(guest.client, guest.streamPath, { lastEventId });
  await stream.next('order_updated');
  expect(stream.heard).toMatchObject([
    { type: 'session_ended', data: { id } },
    { type: 'session_started', data: { id } },
    { type: 'order_updated', data: { id: order.id } },
  ]);
});

test('of a reopening and a new party at the same moment one is refused or joins, and one visit is open', async () => {
  const guest = await pair(app.anyone, 4);
  for (let round = 0; round < 8; round += 1) {
    await guest.order(orderOf(dish));
    const { id } = await owner.endSession(guest.table.id);
    const [reopened, order] = await Promise.all([owner.reopen(id), guest.order(orderOf(dish))]);
    const { session } = await owner.boardTable(guest.table.id);
    expect(session?.id).toBe(order.sessionId);
    if (reopened.status === 200) expect(order.sessionId).toBe(id);
    else reopened.refused('session_open');
    await owner.endSession(guest.table.id, { unfinished: 'cancel' });
  }
});
