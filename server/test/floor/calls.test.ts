import * as endpoints from '@soban/contract/endpoints';
import { callReasons, maxNoteLength } from '@soban/contract/vocabulary';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { type Guest, pair } from '../harness/guest.ts';
import { type StaffMember, signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const openCalls = async ({ client }: Guest | StaffMember) => (await client.call(endpoints.listCalls)).ok().items;

test('a call is stored and shown to staff and guest until somebody acknowledges it', async () => {
  const guest = await pair(app.anyone, 1);
  const call = await guest.call('napkins', 'two please');
  expect(call).toMatchObject({ tableNumber: 1, reason: 'napkins', note: 'two please', acknowledgedAt: null });
  expect(await openCalls(guest)).toEqual([call]);
  expect(await openCalls(owner)).toContainEqual(call);

  const acknowledged = await owner.acknowledge(call.id);
  expect(acknowledged).toEqual({ ...call, acknowledgedAt: acknowledged.acknowledgedAt });
  expect(acknowledged.acknowledgedAt).not.toBeNull();
  expect(await openCalls(guest)).toEqual([]);
  expect((await owner.boardTable(guest.table.id)).calls).toEqual([]);
});

test('impatient tapping is one call, until it has been acknowledged', async () => {
  const guest = await pair(app.anyone, 2);
  const taps = await Promise.all(Array.from({ length: 20 }, () => guest.call('water')));
  expect(new Set(taps.map(({ id }) => id)).size).toBe(1);
  expect(await openCalls(guest)).toHaveLength(1);
  await owner.acknowledge(taps[0]?.id ?? '');
  const next = await guest.call('water');
  expect(taps.map(({ id }) => id)).not.toContain(next.id);
});

test('another reason, another note or another table is another call', async () => {
  const [guest, other] = [await pair(app.anyone, 3), await pair(app.anyone, 4)];
  const calls = [
    await guest.call('bill'),
    await guest.call('help'),
    await guest.call('help', 'the child has spilled something'),
    await other.call('bill'),
  ];
  expect(new Set(calls.map(({ id }) => id)).size).toBe(4);
});

test('acknowledged twice is acknowledged once, by whoever was first', async () => {
  const guest = await pair(app.anyone, 5);
  const { id } = await guest.call('cutlery');
  const answers = await Promise.all([owner.acknowledge(id), owner.acknowledge(id), owner.acknowledge(id)]);
  expect(new Set(answers.map(({ acknowledgedAt }) => acknowledgedAt)).size).toBe(1);
});

test('both screens hear of a call and of its end, once each', async () => {
  const guest = await pair(app.anyone, 6);
  const streams = [await listen(owner.client, storeStream), await listen(guest.client, guest.streamPath)];
  const call = await guest.call('other', 'a chair');
  await guest.call('other', 'a chair');
  const acknowledged = await owner.acknowledge(call.id);
  await owner.acknowledge(call.id);
  const last = await guest.call('bill');
  for (const stream of streams) {
    await stream.until('the last call', ({ heard }) => heard.some(({ data }) => 'id' in data && data.id === last.id));
    expect(stream.heard.map(({ type, data }) => ({ type, data }))).toEqual([
      { type: 'call_created', data: call },
      { type: 'call_acknowledged', data: acknowledged },
      { type: 'call_created', data: last },
    ]);
  }
});

test('a table has at most ten open calls', async () => {
  const guest = await pair(app.anyone, 7);
  for (let n = 1; n <= 10; n += 1) await guest.call('other', `wish ${n}`);
  const answer = await guest.client.call(endpoints.placeCall, { body: { reason: 'other', note: 'wish 11' } });
  answer.refused('rate_limited');
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await openCalls(guest)).toHaveLength(10);
  await guest.call('other', 'wish 10');
});

test('ending the visit ends its calls', async () => {
  const guest = await pair(app.anyone, 8);
  await guest.order(orderOf(new Dishes(await guest.menu()).plain));
  const calls = [await guest.call('bill'), await guest.call('help')];
  const stream = await listen(guest.client, guest.streamPath);
  await owner.endSession(guest.table.id);
  await stream.next('session_ended');
  expect(stream.heard.map(({ type }) => type)).toEqual(['call_acknowledged', 'call_acknowledged', 'session_ended']);
  expect(stream.heard.slice(0, 2).map(({ data }) => data)).toMatchObject(calls.map(({ id }) => ({ id })));
  expect(await openCalls(guest)).toEqual([]);
});

test('every reason of the contract is one, and nothing else', async () => {
  const guest = await pair(app.anyone, 9);
  for (const reason of callReasons) await guest.call(reason);
  const send = (body: object) => guest.client.callBadly(endpoints.placeCall, { body });
  expect((await send({ reason: 'music' })).faultsAt()).toEqual(['/reason']);
  expect((await send({})).faultsAt()).toEqual(['/reason']);
  expect((await send({ reason: 'other', note: 'x'.repeat(maxNoteLength + 1) })).faultsAt()).toContain('/note');
});

test('tables call, staff acknowledge', async () => {
  const guest = await pair(app.anyone, 10);
  (await owner.client.call(endpoints.placeCall, { body: { reason: 'bill' } })).refused('forbidden');
  const { id } = await guest.call('bill');
  (await guest.client.call(endpoints.acknowledgeCall, { params: { id } })).refused('forbidden');
  (await owner.client.call(endpoints.acknowledgeCall, { params: { id: 'no-such-call' } })).refused('not_found');
  expect((await owner.acknowledge(id)).id).toBe(id);
});
