import * as endpoints from '@soban/contract/endpoints';
import type { PatchSession, StartSession } from '@soban/contract/tables';
import { maxPartySize } from '@soban/contract/vocabulary';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { neighbour, openNeighbour } from '../harness/second-store.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const [owner, colleague] = [await signIn(app.anyone), await signIn(app.anyone)];
const dish = new Dishes(await (await pair(app.anyone, 12)).menu()).plain;

const seatAs = ({ client }: typeof owner, id: string, body: StartSession = {}) =>
  client.call(endpoints.startSession, { params: { id }, body });
const seat = async (id: string, body?: StartSession) => (await seatAs(owner, id, body)).ok();
const change = (id: string, body: PatchSession) => owner.client.call(endpoints.changeSession, { params: { id }, body });
const read = async (id: string) => (await owner.client.call(endpoints.readSession, { params: { id } })).ok();

test('a party is seated before it orders, every screen hears of it, and its first order joins', async () => {
  const guest = await pair(app.anyone, 1);
  const streams = [await listen(colleague.client, storeStream), await listen(guest.client, guest.streamPath)];
  const visit = await seat(guest.table.id, { partySize: 4 });
  expect(visit).toMatchObject({ tableId: guest.table.id, tableNumber: 1, partySize: 4, total: 0, orderCount: 0 });
  for (const stream of streams) expect((await stream.next('session_started')).data).toEqual(visit);
  const { tableId: _, tableNumber: __, ...session } = visit;
  expect(await owner.boardTable(guest.table.id)).toMatchObject({ session, orders: [] });
  expect(await guest.visit()).toMatchObject({ session, items: [] });

  const first = await guest.order(orderOf(dish));
  const second = await guest.order(orderOf(dish, 2));
  expect([first.sessionId, second.sessionId]).toEqual([visit.id, visit.id]);
  const after = { ...session, total: dish.price * 3, orderCount: 2 };
  expect(await guest.visit()).toMatchObject({ session: after, items: [{ id: second.id }, { id: first.id }] });
  expect(await read(visit.id)).toEqual({ ...visit, ...after, endedAt: null, orders: [second, first] });
});

test('where somebody sits nobody is seated, however they came', async () => {
  const [seated, ordering] = [await pair(app.anyone, 2), await pair(app.anyone, 3)];
  await seat(seated.table.id);
  await ordering.order(orderOf(dish));
  for (const { table } of [seated, ordering]) (await seatAs(colleague, table.id)).refused('session_open');
  await owner.endSession(seated.table.id);
  expect((await seat(seated.table.id)).partySize).toBeNull();
});

test('the size of a party is put right while it sits there, and is history then', async () => {
  const guest = await pair(app.anyone, 4);
  const visit = await seat(guest.table.id, { partySize: 2 });
  const stream = await listen(guest.client, guest.streamPath);
  expect((await change(visit.id, { partySize: 5 })).ok()).toEqual({ ...visit, partySize: 5 });
  expect((await stream.next('session_updated')).data).toEqual({ ...visit, partySize: 5 });
  expect((await change(visit.id, { partySize: null })).ok().partySize).toBeNull();
  await change(visit.id, { partySize: 3 });
  const ended = await owner.endSession(guest.table.id);
  expect(ended).toMatchObject({ id: visit.id, partySize: 3, orderCount: 0 });
  (await change(visit.id, { partySize: 6 })).refused('session_ended');
  expect((await owner.history(guest.table.id)).items).toEqual([{ ...ended, orders: [] }]);
  expect(await read(visit.id)).toEqual({ ...ended, tableNumber: 4, orders: [] });
});

test('the body may be left out; a party is one person at least', async () => {
  const guest = await pair(app.anyone, 5);
  for (const partySize of [0, -1, 1.5, maxPartySize + 1]) {
    expect((await seatAs(owner, guest.table.id, { partySize })).faultsAt()).toEqual(['/partySize']);
  }
  const bare = await owner.client.send('POST', `/api/tables/${guest.table.id}/session`);
  expect(bare.status).toBe(201);
});

test('parties that are seated and order at the same moment are one party', async () => {
  const guest = await pair(app.anyone, 6);
  for (let round = 0; round < 10; round += 1) {
    const [seatings, orders] = await Promise.all([
      Promise.all([owner, colleague, owner].map((staff) => seatAs(staff, guest.table.id, { partySize: 2 }))),
      Promise.all([1, 2, 3].map(() => guest.order(orderOf(dish)))),
    ]);
    for (const answer of seatings) if (answer.status !== 201) answer.refused('session_open');
    const seated = seatings.flatMap((answer) => (answer.status === 201 ? [answer.ok().id] : []));
    expect(seated.length).toBeLessThanOrEqual(1);
    const { session, items } = await guest.visit();
    expect(new Set([...orders.map(({ sessionId }) => sessionId), ...seated])).toEqual(new Set([session?.id]));
    expect(items).toHaveLength(3);
    expect(session).toMatchObject({ orderCount: 3, total: dish.price * 3 });
    await owner.endSession(guest.table.id);
  }
});

test('what is another store’s is not there', async () => {
  await openNeighbour(app);
  const guest = await pair(app.anyone, 7);
  const stranger = await signIn(app.anyone, neighbour);
  (await seatAs(stranger, guest.table.id)).refused('not_found');
  const { id } = await seat(guest.table.id);
  (await stranger.client.call(endpoints.readSession, { params: { id } })).refused('not_found');
  const theirs = { params: { id }, body: { partySize: 1 } };
  (await stranger.client.call(endpoints.changeSession, theirs)).refused('not_found');
});
