import * as endpoints from '@soban/contract/endpoints';
import { describe, expect, test } from 'vitest';
import { appOfThisFile } from './harness/app-harness.ts';
import { type Answer, withoutRequestId } from './harness/client.ts';
import { Dishes, orderOf } from './harness/dishes.ts';
import { listen, storeStream } from './harness/event-reader.ts';
import { type Guest, pair } from './harness/guest.ts';
import { neighbour, openNeighbour } from './harness/second-store.ts';
import { type StaffMember, signIn } from './harness/staff.ts';

const app = await appOfThisFile();
const pieId = await openNeighbour(app);
const here = { owner: await signIn(app.anyone), guest: await pair(app.anyone, 1), other: await pair(app.anyone, 2) };
const there = { owner: await signIn(app.anyone, neighbour), guest: await pair(app.anyone, 1, neighbour) };
const dish = new Dishes(await here.guest.menu()).choosy;
const order = await here.guest.order(orderOf(dish));
const call = await here.guest.call('bill');
const unknown = '0190b5a0-0000-7000-8000-000000000000';

/** Everything by which a caller could reach into another's store or table by an id. */
const reaches = {
  'a dish': (id: string, { client }: StaffMember | Guest) => client.call(endpoints.readMenuItem, { params: { id } }),
  'a change of a dish': (id: string, staff: StaffMember) => staff.tryToChangeItem(id, { soldOut: true }),
  'an order': (id: string, { client }: StaffMember | Guest) => client.call(endpoints.readOrder, { params: { id } }),
  'a move': (id: string, staff: StaffMember) => staff.tryToMove(id, 'preparing'),
  'a cancellation': (id: string, staff: StaffMember) => staff.cancel(id),
  'the end of a visit': (id: string, staff: StaffMember) => staff.tryToEndSession(id),
  'a table': (id: string, staff: StaffMember) =>
    staff.tryToChangeTable(id, { name: 'Mine', password: 'now-it-is-mine' }),
  'a history': (id: string, { client }: StaffMember) => client.call(endpoints.readHistory, { params: { id } }),
  'a call': (id: string, { client }: StaffMember) => client.call(endpoints.acknowledgeCall, { params: { id } }),
  'a stream': (id: string, { client }: Guest) => client.call(endpoints.streamTable, { params: { tableId: id } }),
};

/** A foreign id has to be answered exactly as one that never was. */
async function isAsUnknown(reach: (id: string) => Promise<Answer>, foreign: string): Promise<void> {
  const [answer, toUnknown] = [await reach(foreign), await reach(unknown)];
  expect(withoutRequestId(answer.refused('not_found'))).toEqual(withoutRequestId(toUnknown.refused('not_found')));
  const names = (headers: Headers) => [...headers.keys()];
  expect(names(answer.headers)).toEqual(names(toUnknown.headers));
}

describe('staff of another store cannot tell that it is there:', () => {
  test.each([
    ['a dish', dish.id],
    ['a change of a dish', dish.id],
    ['an order', order.id],
    ['a move', order.id],
    ['a cancellation', order.id],
    ['the end of a visit', here.guest.table.id],
    ['a table', here.guest.table.id],
    ['a history', here.guest.table.id],
    ['a call', call.id],
  ] as const)('%s', async (what, id) => {
    await isAsUnknown((reached) => reaches[what](reached, there.owner), id);
  });
});

describe('another table cannot tell that it is there:', () => {
  test('an order', () => isAsUnknown((id) => reaches['an order'](id, here.other), order.id));
  test('its stream', () => isAsUnknown((id) => reaches['a stream'](id, here.other), here.guest.table.id));
  test('the same table’s number in another store', async () => {
    await isAsUnknown((id) => reaches['an order'](id, there.guest), order.id);
    await isAsUnknown((id) => reaches['a stream'](id, there.guest), here.guest.table.id);
    await isAsUnknown((id) => reaches['a dish'](id, there.guest), dish.id);
  });
});

test('nothing was touched by all that', async () => {
  expect(await here.owner.readOrder(order.id)).toEqual(order);
  expect((await here.owner.client.call(endpoints.listCalls)).ok().items).toEqual([call]);
  expect((await here.owner.boardTable(here.guest.table.id)).session).not.toBeNull();
  expect((await pair(app.anyone, 1)).table).toEqual(here.guest.table);
});

test('lists hold one’s own alone', async () => {
  const menu = await there.guest.menu();
  expect(menu.categories.flatMap(({ items }) => items.map(({ id }) => id))).toEqual([pieId]);
  expect((await there.owner.client.call(endpoints.listTables)).ok()).toHaveLength(3);
  expect((await there.owner.client.call(endpoints.listCalls)).ok().items).toEqual([]);
  expect(await there.guest.visit()).toMatchObject({ items: [], session: null });
  const { tables, lastEventId } = await there.owner.board();
  expect(tables).toHaveLength(3);
  for (const table of tables) expect(table).toMatchObject({ session: null, orders: [], calls: [] });
  expect(lastEventId).toBe('0');
  expect((await here.other.client.call(endpoints.listCalls)).ok().items).toEqual([]);
  expect(await here.other.visit()).toMatchObject({ items: [], session: null });
});

test('a dish of another store cannot be ordered, nor an option of it', async () => {
  const foreign = { items: [{ menuItemId: pieId, quantity: 1 }] };
  expect((await here.guest.place(foreign)).faultsAt()).toEqual(['/items/0/menuItemId']);
  const option = dish.optionGroups[0]?.options[0]?.id ?? '';
  const withOption = { items: [{ menuItemId: pieId, quantity: 1, optionIds: [option] }] };
  expect((await there.guest.place(withOption)).faultsAt()).toEqual(['/items/0/optionIds']);
  const change = { options: [{ id: option, soldOut: true }] };
  (await there.owner.tryToChangeItem(pieId, change)).refused('not_found');
});

test('streams carry one’s own alone, and each store counts its own events', async () => {
  const streams = {
    board: await listen(here.owner.client, storeStream),
    otherTable: await listen(here.other.client, here.other.streamPath),
    nextDoor: await listen(there.owner.client, storeStream),
  };
  const pie = await there.guest.order({ items: [{ menuItemId: pieId, quantity: 2 }] });
  expect(pie).toMatchObject({ number: 'T01-001', total: 1300 });
  const mine = await here.guest.order(orderOf(dish));
  const last = await here.other.order(orderOf(dish));

  await streams.board.until('both orders', ({ heard }) => heard.length === 2);
  expect(streams.board.heard.map(({ data }) => data)).toMatchObject([{ id: mine.id }, { id: last.id }]);
  await streams.otherTable.next('order_created');
  expect(streams.otherTable.heard.map(({ data }) => data)).toMatchObject([{ id: last.id }]);
  await streams.nextDoor.next('order_created');
  expect(streams.nextDoor.heard).toMatchObject([{ id: '1', data: { id: pie.id } }]);
});

test('a key used in one store is free in another', async () => {
  const key = 'the-same-key';
  const mine = await here.other.order(orderOf(dish), key);
  const theirs = await there.guest.order({ items: [{ menuItemId: pieId, quantity: 1 }] }, key);
  expect(theirs.id).not.toBe(mine.id);
});

test('what staff may do in their own store, they may', async () => {
  const pie = await there.guest.order({ items: [{ menuItemId: pieId, quantity: 1 }] });
  await there.owner.move(pie.id, 'preparing');
  const { id } = await there.guest.call('help');
  expect((await there.owner.acknowledge(id)).id).toBe(id);
  await there.owner.endSession(there.guest.table.id);
  const past = await there.owner.history(there.guest.table.id);
  expect(past.items).toHaveLength(1);
});
