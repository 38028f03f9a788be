import { randomUUID } from 'node:crypto';
import * as endpoints from '@soban/contract/endpoints';
import { maxSeen } from '@soban/contract/vocabulary';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { employ, neighbour, openNeighbour } from '../harness/second-store.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const { anyone } = app;
await openNeighbour(app);
const password = 'one-for-each-role';
await employ(app, 'kitchen', password);
const owner = await signIn(anyone);
const kitchen = await signIn(anyone, { username: 'kitchen', password });
const dish = new Dishes(await (await pair(anyone, 12)).menu()).plain;

const see = ({ client }: typeof owner, orderIds: string[]) => client.call(endpoints.seeOrders, { body: { orderIds } });
const seen = async () => new Set((await owner.board()).seenOrderIds);

test('a glance is told to every board once, and to no guest; a board that starts later knows of it', async () => {
  const guest = await pair(anyone, 1);
  const orders = [await guest.order(orderOf(dish)), await guest.order(orderOf(dish))];
  const ids = orders.map(({ id }) => id);
  const board = await listen(owner.client, storeStream);
  const table = await listen(guest.client, guest.streamPath);
  expect(await seen()).toEqual(new Set());
  (await see(kitchen, ids)).ok();
  expect(new Set((await board.next('orders_seen')).data.orderIds)).toEqual(new Set(ids));
  expect(await seen()).toEqual(new Set(ids));
  // Again is no news; with one more, that one is.
  (await see(owner, ids)).ok();
  const third = await guest.order(orderOf(dish));
  (await see(owner, [...ids, third.id, third.id])).ok();
  const told = () => board.heard.flatMap((event) => (event.type === 'orders_seen' ? [event.data.orderIds] : []));
  await board.until('the second glance', () => told().length > 1);
  expect(told().slice(1)).toEqual([[third.id]]);
  await owner.move(third.id, 'preparing');
  await table.next('order_updated');
  expect(table.heard.map(({ type }) => type)).toEqual(['order_created', 'order_updated']);
  expect(await seen()).toEqual(new Set(ids));
});

test('many who glance at the same moment are one glance', async () => {
  const guest = await pair(anyone, 2);
  const ids: string[] = [];
  for (let at = 0; at < 5; at += 1) ids.push((await guest.order(orderOf(dish))).id);
  const board = await listen(owner.client, storeStream);
  const glances = Array.from({ length: 8 }, (_, at) => see(at % 2 ? owner : kitchen, at % 3 ? ids : ids.toReversed()));
  for (const answer of await Promise.all(glances)) answer.ok();
  const last = await guest.order(orderOf(dish));
  await board.until('the order after', ({ heard }) => heard.some(({ data }) => 'id' in data && data.id === last.id));
  const told = board.heard.flatMap((event) => (event.type === 'orders_seen' ? event.data.orderIds : []));
  expect(told.toSorted()).toEqual(ids.toSorted());
});

test('what is another store’s is left as it is, and nothing of it is told', async () => {
  const guest = await pair(anyone, 3);
  const { id } = await guest.order(orderOf(dish));
  const stranger = await signIn(anyone, neighbour);
  const theirs = await listen(stranger.client, storeStream);
  (await see(stranger, [id, randomUUID()])).ok();
  expect(await seen()).not.toContain(id);
  const pie = (await (await pair(anyone, 1, neighbour)).menu()).categories[0]?.items[0];
  if (!pie) throw new Error('There is no pie.');
  await (await pair(anyone, 1, neighbour)).order(orderOf(pie));
  await theirs.next('order_created');
  expect(theirs.heard.map(({ type }) => type)).not.toContain('orders_seen');
});

test('a glance takes in so many and not more, and guests take no part', async () => {
  for (const orderIds of [
    [],
    Array.from({ length: maxSeen + 1 }, () => 'x'),
    Array.from({ length: 10_000 }, () => 'x'),
  ]) {
    expect((await see(owner, orderIds)).faultsAt()).toEqual(['/orderIds']);
  }
  (
    await see(
      owner,
      Array.from({ length: maxSeen }, () => randomUUID()),
    )
  ).ok();
  const guest = await pair(anyone, 4);
  const { id } = await guest.order(orderOf(dish));
  (await guest.client.call(endpoints.seeOrders, { body: { orderIds: [id] } })).refused('forbidden');
});
