import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { appOfThisFile, appOfThisTest } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { type EventReader, listen, openStream, storeStream } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const guest = await pair(app.anyone, 1);
const dish = new Dishes(await guest.menu()).plain;

test('a stream is what a browser and a proxy take for one', async () => {
  const { headers, retry, lastEventId } = await listen(owner.client, storeStream);
  expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-accel-buffering')).toBe('no');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-encoding')).toBeNull();
  expect(retry).toBeGreaterThan(0);
  expect(lastEventId).toBe((await owner.board()).lastEventId);
});

test('an order is on the board and at its table at once, and at no other table', async () => {
  const other = await pair(app.anyone, 2);
  const streams = {
    board: await listen(owner.client, storeStream),
    table: await listen(guest.client, guest.streamPath),
    other: await listen(other.client, other.streamPath),
  };
  const order = await guest.order(orderOf(dish, 2));
  const [onBoard, atTable] = [await streams.board.next('order_created'), await streams.table.next('order_created')];
  const { session, ...told } = onBoard.data;
  expect(told).toEqual(order);
  expect(session).toEqual((await guest.visit()).session);
  expect(atTable).toEqual(onBoard);
  const own = await other.call('water');
  await streams.other.next('call_created');
  expect(streams.other.heard.map(({ data }) => data)).toEqual([own]);
});

test('the events of a day, in the order they happened, without a gap', async () => {
  const board = await listen(owner.client, storeStream);
  const start = Number(board.lastEventId);
  const order = await guest.order(orderOf(dish));
  await owner.move(order.id, 'preparing');
  await owner.cancel(order.id);
  const call = await guest.call('bill');
  await owner.acknowledge(call.id);
  await owner.changeItem(dish.id, { soldOut: true });
  await owner.changeItem(dish.id, { soldOut: false });
  await owner.changeTable(guest.table.id, { name: 'Corner' });
  await owner.endSession(guest.table.id);
  await board.next('session_ended');
  expect(board.heard.map(({ type }) => type)).toEqual([
    'order_created',
    'order_updated',
    'order_deleted',
    'call_created',
    'call_acknowledged',
    'menu_updated',
    'menu_updated',
    'table_updated',
    'session_ended',
  ]);
  expect(board.ids).toEqual(board.heard.map((_, at) => start + at + 1));
});

test('what was refused is told to nobody', async () => {
  const board = await listen(owner.client, storeStream);
  (await guest.place({ items: [] })).refused('validation_failed');
  (await guest.place({ ...orderOf(dish), expectedTotal: 1 })).refused('price_changed');
  (await owner.tryToMove('no-such-order', 'preparing')).refused('not_found');
  const order = await guest.order(orderOf(dish));
  await board.next('order_created');
  expect(board.heard).toHaveLength(1);
  expect(board.heard[0]).toMatchObject({ data: { id: order.id } });
});

test('silence is filled with heartbeats, as often as configured or as the client asks', async () => {
  const quick = await appOfThisTest({ SSE_HEARTBEAT_INTERVAL: '1' });
  const tablet = await pair(quick.anyone, 1);
  const configured = await listen(tablet.client, tablet.streamPath);
  await configured.until('two heartbeats', ({ heartbeats }) => heartbeats >= 2);
  expect(configured.heard).toEqual([]);

  const asked = await listen(guest.client, guest.streamPath, { query: '?heartbeat=1' });
  await asked.until('two heartbeats', ({ heartbeats }) => heartbeats >= 2);
  const tooOften = await guest.client.call(endpoints.streamTable, {
    params: { tableId: guest.table.id },
    query: { heartbeat: 0 },
  });
  expect(tooOften.faultsAt()).toEqual(['heartbeat']);
});

test('a stream ends with its sign-in', async () => {
  const brief = await appOfThisTest({ JWT_TABLE_EXPIRY: '2', JWT_ADMIN_EXPIRY: '2' });
  const [tablet, member] = [await pair(brief.anyone, 1), await signIn(brief.anyone)];
  const streams = [await listen(tablet.client, tablet.streamPath), await listen(member.client, storeStream)];
  for (const stream of streams) await stream.over;
  const params = { tableId: tablet.table.id };
  (await tablet.client.call(endpoints.streamTable, { params })).refused('unauthenticated');
});

test('board streams are for staff, table streams for the table itself', async () => {
  (await guest.client.call(endpoints.streamStore)).refused('forbidden');
  (await owner.client.call(endpoints.streamTable, { params: { tableId: guest.table.id } })).refused('forbidden');
  (await app.anyone.call(endpoints.streamStore)).refused('unauthenticated');
  (await guest.client.call(endpoints.streamTable, { params: { tableId: 'no-such-table' } })).refused('not_found');
});

test('many screens hear the same', async () => {
  const streams: EventReader[] = [];
  for (const screens = 100; streams.length < screens; ) {
    const { client } = await signIn(app.anyone);
    streams.push(...(await Promise.all(Array.from({ length: 10 }, () => listen(client, storeStream)))));
  }
  const orders = await Promise.all(Array.from({ length: 20 }, () => guest.order(orderOf(dish))));
  const last = Number((await owner.board()).lastEventId);
  for (const stream of streams) await stream.untilEvent(last);
  const [first, ...others] = streams.map(({ heard }) => JSON.stringify(heard));
  for (const other of others) expect(other).toBe(first);
  expect(new Set(streams[0]?.heard.map(({ data }) => 'id' in data && data.id))).toEqual(
    new Set(orders.map(({ id }) => id)),
  );
});

test('of more streams than a sign-in may have the oldest goes: told why, and not to come back at once', async () => {
  const [{ client }, { client: colleague }] = [await signIn(app.anyone), await signIn(app.anyone)];
  const wall: EventReader[] = [];
  while (wall.length < 10) wall.push(await listen(client, storeStream));
  const another = await listen(colleague, storeStream);
  const eleventh = await listen(client, storeStream);
  const [oldest, ...others] = wall;
  await oldest?.over;
  expect(oldest?.comments).toEqual(['closed: more than 10 live streams are open with this sign-in']);
  expect(oldest?.retry).toBe(60_000);

  // One that closes makes room.
  await eleventh.cut();
  const instead = await listen(client, storeStream);
  const call = await guest.call('help');
  for (const stream of [...others, another, instead]) {
    expect((await stream.next('call_created')).data).toEqual(call);
  }
  expect(oldest?.heard).toEqual([]);
});

test('a screen that went away is forgotten', async () => {
  const before = await openStream(owner.client, storeStream);
  await before.greeted();
  await before.cut();
  const after = await listen(owner.client, storeStream);
  const order = await guest.order(orderOf(dish));
  expect((await after.next('order_created')).data).toMatchObject({ id: order.id });
  expect(before.heard).toEqual([]);
});
