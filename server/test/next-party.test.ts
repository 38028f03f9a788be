import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { appOfThisFile } from './harness/app-harness.ts';
import { Dishes, orderOf } from './harness/dishes.ts';
import { listen } from './harness/event-reader.ts';
import { pair } from './harness/guest.ts';
import { signIn } from './harness/staff.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const dish = new Dishes(await (await pair(app.anyone, 12)).menu()).plain;

/** A table with an earlier party that has left, and where the table's stream stood before it came. */
async function tableAfterAParty(number: number) {
  const guest = await pair(app.anyone, number);
  const { lastEventId } = await owner.board();
  const orders = [
    await guest.order(orderOf(dish)),
    await guest.order({ ...orderOf(dish, 2), note: 'our anniversary' }),
  ];
  const call = await guest.call('other', 'a secret');
  await owner.move(orders[0]?.id ?? '', 'preparing');
  await owner.endSession(guest.table.id);
  return { guest, orders, call, lastEventId };
}

test('the next party finds an empty table: no orders, no total, no calls', async () => {
  const { guest, orders } = await tableAfterAParty(1);
  expect(await guest.visit({ limit: 100 })).toMatchObject({ items: [], nextCursor: null, session: null });
  expect((await guest.client.call(endpoints.listCalls)).ok().items).toEqual([]);
  for (const { id } of orders) (await guest.client.call(endpoints.readOrder, { params: { id } })).refused('not_found');
});

test('nor do the earlier party’s orders come back once the next has ordered', async () => {
  const { guest, orders } = await tableAfterAParty(2);
  const own = await guest.order(orderOf(dish));
  expect((await guest.visit({ limit: 100 })).items).toEqual([own]);
  expect((await guest.visit({ cursor: own.id })).items).toEqual([]);
  expect(own.sessionId).not.toBe(orders[0]?.sessionId);
  for (const { id } of orders) (await guest.client.call(endpoints.readOrder, { params: { id } })).refused('not_found');
});

test('a tablet that was off meanwhile is replayed nothing of the earlier party', async () => {
  const { guest, lastEventId } = await tableAfterAParty(3);
  const stream = await listen(guest.client, guest.streamPath, { lastEventId });
  const own = await guest.order(orderOf(dish));
  await stream.next('order_created');
  expect(stream.heard.map(({ type }) => type)).toEqual(['session_ended', 'order_created']);
  expect(stream.heard[1]?.data).toMatchObject({ id: own.id });
  expect(JSON.stringify(stream.heard)).not.toMatch(/anniversary|secret/);
});

test('not even of several, and of the present one everything', async () => {
  const { guest, lastEventId } = await tableAfterAParty(4);
  await tableAfterAParty(4);
  const own = [await guest.order(orderOf(dish)), await guest.order(orderOf(dish))];
  const stream = await listen(guest.client, guest.streamPath, { lastEventId });
  await stream.until('the replay', ({ heard }) => heard.length === 3);
  expect(stream.heard.map(({ type }) => type)).toEqual(['session_ended', 'order_created', 'order_created']);
  expect(stream.heard.slice(1).map(({ data }) => data)).toMatchObject(own.map(({ id }) => ({ id })));
});

test('staff still see what was', async () => {
  const { orders } = await tableAfterAParty(5);
  for (const { id } of orders) await owner.readOrder(id);
});
