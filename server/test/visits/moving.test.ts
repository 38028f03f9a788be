import { randomUUID } from 'node:crypto';
import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { listen } from '../harness/event-reader.ts';
import { joinAs, pair } from '../harness/guest.ts';
import { neighbour, openNeighbour } from '../harness/second-store.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const [owner, colleague] = [await signIn(app.anyone), await signIn(app.anyone)];
const dish = new Dishes(await (await pair(app.anyone, 12)).menu()).plain;
const unknown = '019ab1c4-5d00-7000-8000-000000000000';

/** Two tables for a test alone. */
const twoTables = async (one: number, other: number) =>
  [await pair(app.anyone, one), await pair(app.anyone, other)] as const;

test('a party sits elsewhere with its orders and calls: nothing is fired again, and numbers stay', async () => {
  const [from, to] = await twoTables(1, 2);
  const key = randomUUID();
  const first = await from.order(orderOf(dish), key);
  const second = await from.order(orderOf(dish, 2));
  await owner.move(first.id, 'preparing');
  const call = await from.call('water');
  const streams = [await listen(from.client, from.streamPath), await listen(to.client, to.streamPath)] as const;
  const moved = (await owner.moveParty(first.sessionId, to.table.id)).ok();
  expect(moved).toMatchObject({ id: first.sessionId, tableId: to.table.id, tableNumber: 2, total: dish.price * 3 });

  const [old, now] = streams;
  await now.next('call_created');
  expect(now.heard).toMatchObject([
    { type: 'session_started', data: moved },
    { type: 'order_updated', data: { id: first.id, number: first.number, status: 'preparing', tableNumber: 2 } },
    { type: 'order_updated', data: { id: second.id, tableId: to.table.id, session: { total: dish.price * 3 } } },
    { type: 'call_created', data: { id: call.id, tableNumber: 2 } },
  ]);
  await old.next('call_acknowledged');
  expect(old.heard).toMatchObject([
    { type: 'session_ended', data: { id: first.sessionId, movedTo: { tableId: to.table.id, tableNumber: 2 } } },
    { type: 'call_acknowledged', data: { id: call.id, acknowledgedAt: null } },
  ]);

  expect((await from.visit()).session).toBeNull();
  const visit = await to.visit();
  expect(visit.items.map(({ id }) => id)).toEqual([second.id, first.id]);
  expect(await owner.boardTable(to.table.id)).toMatchObject({ calls: [{ id: call.id }], session: { orderCount: 2 } });
  expect(await owner.boardTable(from.table.id)).toMatchObject({ calls: [], session: null, orders: [], leaving: [] });
  // Whoever sent it hears of the same order, wherever it is by now.
  expect((await from.order(orderOf(dish), key)).id).toBe(first.id);

  const third = await to.order(orderOf(dish));
  expect(third.sessionId).toBe(first.sessionId);
  const ended = await owner.endSession(to.table.id);
  expect(ended).toMatchObject({ id: first.sessionId, total: dish.price * 4, orderCount: 3 });
  expect((await owner.history(to.table.id)).items[0]?.orders.map(({ id }) => id)).toEqual([
    third.id,
    second.id,
    first.id,
  ]);
  expect((await owner.history(from.table.id)).items).toEqual([]);
});

test('not to where somebody sits, nor when they have left', async () => {
  const [from, to] = await twoTables(3, 4);
  const [order, others] = [await from.order(orderOf(dish)), await to.order(orderOf(dish))];
  (await owner.moveParty(order.sessionId, to.table.id)).refused('session_open');
  (await owner.moveParty(order.sessionId, from.table.id)).refused('session_open');
  (await owner.moveParty(order.sessionId, unknown)).refused('not_found');
  (await owner.moveParty(unknown, to.table.id)).refused('not_found');
  await owner.endSession(from.table.id);
  (await owner.moveParty(order.sessionId, from.table.id)).refused('session_ended');
  (await owner.merge(order.sessionId, others.sessionId)).refused('session_ended');
  (await owner.merge(others.sessionId, order.sessionId)).refused('session_ended');
  expect((await owner.merge(others.sessionId, others.sessionId)).faultsAt()).toEqual(['/into']);
  (await owner.transfer(order.id, others.sessionId)).refused('session_ended');
  (await owner.transfer(others.id, order.sessionId)).refused('session_ended');
});

test('two parties become one, in the order in which they ordered', async () => {
  const [from, to] = await twoTables(5, 6);
  const orders = [
    await from.order(orderOf(dish)),
    await to.order(orderOf(dish, 2)),
    await from.order(orderOf(dish, 3)),
    await to.order(orderOf(dish, 4)),
  ];
  (await owner.cancel(orders[2]?.id ?? '')).ok();
  const [call] = [await from.call('water'), await from.call('bill'), await to.call('bill')];
  const [old, now] = [await listen(from.client, from.streamPath), await listen(to.client, to.streamPath)];
  const [left, stay] = [orders[0]?.sessionId ?? '', orders[1]?.sessionId ?? ''];
  const merged = (await owner.merge(left, stay)).ok();
  expect(merged).toMatchObject({ id: stay, tableId: to.table.id, total: dish.price * 7, orderCount: 3 });
  await now.next('call_created');
  expect(now.heard.map(({ type }) => type)).toEqual([
    'session_updated',
    'order_updated',
    'order_updated',
    'call_created',
  ]);
  await old.until('both calls', ({ heard }) => heard.length === 3);
  expect(old.heard[0]).toMatchObject({
    type: 'session_ended',
    data: { total: 0, mergedInto: stay, movedTo: { tableNumber: 6 } },
  });

  const whole = await owner.readSession(stay);
  expect(whole.orders.map(({ id }) => id)).toEqual(orders.map(({ id }) => id).toReversed());
  for (const order of whole.orders) expect(order).toMatchObject({ tableNumber: 6, sessionId: stay });
  expect((await to.visit({ limit: 3 })).items.map(({ id }) => id)).toEqual(
    whole.orders.slice(0, 3).map(({ id }) => id),
  );
  const { calls } = await owner.boardTable(to.table.id);
  expect(calls.map(({ reason }) => reason).toSorted()).toEqual(['bill', 'water']);
  expect(calls.map(({ id }) => id)).toContain(call?.id);
  // The one that has gone into another is no visit of its own any more.
  expect(await owner.readSession(left)).toMatchObject({ total: 0, orderCount: 0, orders: [] });
  (await owner.reopen(left)).refused('session_ended');
  expect((await owner.history(from.table.id)).items).toEqual([]);
  expect(await owner.endSession(to.table.id, { unfinished: 'cancel' })).toMatchObject({ total: 0, orderCount: 0 });
});

test('a single order goes to another party’s bill; the first learns nothing of the other', async () => {
  const [from, to] = await twoTables(7, 8);
  const [one, two, three] = [
    await from.order(orderOf(dish)),
    await from.order(orderOf(dish, 2)),
    await from.order(orderOf(dish, 3)),
  ];
  const others = [await to.order(orderOf(dish, 4))];
  await owner.move(two.id, 'preparing');
  const [old, now] = [await listen(from.client, from.streamPath), await listen(to.client, to.streamPath)];
  const transferred = (await owner.transfer(two.id, others[0]?.sessionId ?? '')).ok();
  expect(transferred).toMatchObject({ id: two.id, number: two.number, status: 'preparing', tableNumber: 8 });
  const told = (await old.next('order_updated')).data;
  expect(told).toMatchObject({ id: two.id, tableId: from.table.id, movedTo: { tableNumber: 8 } });
  expect(told.session).toMatchObject({ id: one.sessionId, total: dish.price * 4, orderCount: 2 });
  expect((await now.next('order_updated')).data).toMatchObject({
    ...transferred,
    session: { total: dish.price * 6, orderCount: 2 },
  });
  expect(JSON.stringify(old.heard)).not.toContain(others[0]?.sessionId);

  expect((await from.visit()).items.map(({ id }) => id)).toEqual([three.id, one.id]);
  expect((await to.visit()).items.map(({ id }) => id)).toEqual([others[0]?.id, two.id]);
  // A second tap changes nothing; and it can go back.
  expect((await owner.transfer(two.id, others[0]?.sessionId ?? '')).ok()).toEqual(transferred);
  (await owner.transfer(two.id, one.sessionId)).ok();
  expect((await from.visit()).items.map(({ id }) => id)).toEqual([three.id, two.id, one.id]);
  expect((await from.visit({ cursor: three.id })).items.map(({ id }) => id)).toEqual([two.id, one.id]);
  (await owner.cancel(two.id)).ok();
  (await owner.transfer(two.id, others[0]?.sessionId ?? '')).refused('invalid_transition');
  await owner.endSession(to.table.id, { unfinished: 'cancel' });
  await owner.endSession(from.table.id, { unfinished: 'cancel' });
});

test('two of the staff who move the same party at once leave it at one table, whole', async () => {
  const [from, to, other] = [...(await twoTables(9, 10)), await pair(app.anyone, 11)];
  for (let round = 0; round < 6; round += 1) {
    const order = await from.order(orderOf(dish));
    const answers = await Promise.all([
      owner.moveParty(order.sessionId, to.table.id),
      colleague.moveParty(order.sessionId, other.table.id),
      from.order(orderOf(dish, 2)),
    ]);
    const tables = await Promise.all([from, to, other].map(({ table }) => owner.boardTable(table.id)));
    const at = tables.filter(({ session }) => session?.id === order.sessionId);
    expect(at).toHaveLength(1);
    // What was being ordered meanwhile belongs to the party, or opens a visit at the table that it was ordered at.
    const own = answers[2].sessionId === order.sessionId ? 2 : 1;
    expect(at[0]?.orders).toHaveLength(own);
    expect(at[0]?.session?.orderCount).toBe(own);
    for (const { id, session } of tables) if (session) await owner.endSession(id, { unfinished: 'cancel' });
  }
});

test('a party that is moved and leaves in one moment does both, or only leaves', async () => {
  const [from, to] = await twoTables(9, 10);
  for (let round = 0; round < 6; round += 1) {
    const order = await from.order(orderOf(dish));
    const [moved, ended] = await Promise.all([
      owner.moveParty(order.sessionId, to.table.id),
      colleague.tryToEndSession(from.table.id, { unfinished: 'cancel' }),
    ]);
    if (ended.status === 200) moved.refused('session_ended');
    else {
      ended.refused('session_ended');
      expect((await owner.endSession(to.table.id, { unfinished: 'cancel' })).id).toBe(moved.ok().id);
    }
  }
});

test('the kitchen bumps while the floor carries: nothing is lost', async () => {
  const [from, to] = await twoTables(9, 10);
  for (let round = 0; round < 6; round += 1) {
    const order = await from.order(orderOf(dish));
    const others = await to.order(orderOf(dish));
    const [bumped] = await Promise.all([
      owner.tryToMove(order.id, 'preparing'),
      round % 2 === 0
        ? colleague.merge(order.sessionId, others.sessionId)
        : colleague.transfer(order.id, others.sessionId),
    ]);
    bumped.ok();
    const { orders } = await owner.boardTable(to.table.id);
    expect(orders.find(({ id }) => id === order.id)).toMatchObject({ status: 'preparing', tableNumber: 10 });
    for (const { table } of [from, to]) await owner.tryToEndSession(table.id, { unfinished: 'cancel' });
  }
});

test('a party’s phones go with it, to another table and into another party, and a retry still finds its first answer', async () => {
  const [from, to, last] = [...(await twoTables(9, 10)), await pair(app.anyone, 11)];
  for (const { table } of [from, to, last]) await owner.tryToEndSession(table.id, { unfinished: 'cancel' });
  const first = await from.order(orderOf(dish));
  const phone = await joinAs(app.anyone, await owner.joinToken(from.table.id));
  const key = randomUUID();
  const second = await phone.order(orderOf(dish, 2), key);
  const whereIs = async () => {
    const me = (await phone.client.call(endpoints.whoAmI)).ok();
    return me.kind === 'table' ? me.table.number : undefined;
  };
  (await owner.moveParty(first.sessionId, to.table.id)).ok();
  expect(await whereIs()).toBe(10);
  expect((await phone.order(orderOf(dish, 2), key)).id).toBe(second.id);

  const others = await last.order(orderOf(dish));
  (await owner.merge(first.sessionId, others.sessionId)).ok();
  expect(await whereIs()).toBe(11);
  expect((await phone.visit()).items.map(({ id }) => id)).toEqual([others.id, second.id, first.id]);
  expect((await phone.order(orderOf(dish, 2), key)).id).toBe(second.id);
  expect((await phone.order(orderOf(dish))).sessionId).toBe(others.sessionId);

  // And once more, with all that it has become a part of.
  const host = await to.order(orderOf(dish));
  (await owner.merge(others.sessionId, host.sessionId)).ok();
  expect(await whereIs()).toBe(10);
  expect((await phone.order(orderOf(dish, 2), key)).id).toBe(second.id);
  expect((await phone.visit()).items).toHaveLength(5);
  await owner.endSession(to.table.id, { unfinished: 'cancel' });
  (await phone.client.call(endpoints.whoAmI)).refused('unauthenticated');
});

test('what is another store’s is not there', async () => {
  await openNeighbour(app);
  const [from, to] = await twoTables(9, 10);
  const [order, others] = [await from.order(orderOf(dish)), await to.order(orderOf(dish))];
  const stranger = await signIn(app.anyone, neighbour);
  (await stranger.moveParty(order.sessionId, to.table.id)).refused('not_found');
  (await stranger.merge(order.sessionId, others.sessionId)).refused('not_found');
  (await stranger.transfer(order.id, others.sessionId)).refused('not_found');
  (await stranger.reopen(order.sessionId)).refused('not_found');
  const theirs = await pair(app.anyone, 1, neighbour);
  const foreign = new Dishes(await theirs.menu()).plain;
  const { sessionId } = await theirs.order(orderOf(foreign));
  (await owner.merge(order.sessionId, sessionId)).refused('not_found');
  (await owner.transfer(order.id, sessionId)).refused('not_found');
  (await owner.moveParty(order.sessionId, theirs.table.id)).refused('not_found');
});
