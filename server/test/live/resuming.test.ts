import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { listen, type Resume, storeStream } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { type StaffMember, signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const guest = await pair(app.anyone, 1);
const other = await pair(app.anyone, 2);
const dish = new Dishes(await guest.menu()).plain;
const position = async () => Number((await owner.board()).lastEventId);

/** No sign-in may have more streams open than this. */
const streamsOfOne = 10;

/** The ways in which a client says where it was. */
const ways: Record<string, (id: number | string) => Resume> = {
  'by header': (id) => ({ lastEventId: String(id) }),
  'by address': (id) => ({ query: `?lastEventId=${encodeURIComponent(id)}` }),
};

describe.each(Object.entries(ways))('resumed %s,', (_, after) => {
  test('the board hears what it missed, once and in order, and then what comes', async () => {
    const start = await position();
    const missed = [
      await guest.order(orderOf(dish)),
      await other.order(orderOf(dish)),
      await guest.order(orderOf(dish)),
    ];
    const stream = await listen(owner.client, storeStream, after(start));
    const next = await other.order(orderOf(dish));
    await stream.untilEvent(start + 4);
    expect(stream.ids).toEqual([start + 1, start + 2, start + 3, start + 4]);
    expect(stream.heard.map(({ data }) => data)).toMatchObject([...missed, next].map(({ id }) => ({ id })));
  });

  test('a table hears its own alone, and where it stands all the same', async () => {
    await owner.tryToEndSession(guest.table.id);
    const start = await position();
    await other.order(orderOf(dish));
    const own = await guest.order(orderOf(dish));
    await other.order(orderOf(dish));
    const stream = await listen(guest.client, guest.streamPath, after(start));
    await stream.next('order_created');
    expect(stream.heard).toMatchObject([{ id: String(start + 2), data: { id: own.id } }]);
  });

  test('from where it stands there is nothing to hear', async () => {
    const start = await position();
    const stream = await listen(owner.client, storeStream, after(start));
    const call = await guest.call('water');
    await owner.acknowledge(call.id);
    await stream.untilEvent(start + 2);
    expect(stream.ids).toEqual([start + 1, start + 2]);
  });

  test.each(['999999999', '-1', 'yesterday', '1.5', '99999999999999999999', 'NaN', 'Infinity'])(
    'from "%s", which never was, it is told to reload, and from where',
    async (id) => {
      for (const [client, path] of [[owner.client, storeStream] as const, [guest.client, guest.streamPath] as const]) {
        const stream = await listen(client, path, after(id));
        const { data } = await stream.next('resync');
        expect(data.lastEventId).toBe(String(await position()));
        expect(stream.heard).toHaveLength(1);
        expect(stream.lastEventId).toBe(data.lastEventId);
      }
    },
  );
});

test('the header counts for more than the address: the browser sets it at its own reconnects', async () => {
  const start = await position();
  await guest.order(orderOf(dish));
  await guest.order(orderOf(dish));
  const resume = { lastEventId: String(start + 1), query: `?lastEventId=${start}` };
  const stream = await listen(owner.client, storeStream, resume);
  await stream.untilEvent(start + 2);
  expect(stream.ids).toEqual([start + 2]);
});

test('from before what the outbox still holds, it is told to reload', async () => {
  const start = await position();
  await guest.order(orderOf(dish));
  await guest.order(orderOf(dish));
  // As the hourly clearing does with what is old.
  await app.database.transaction((tx) =>
    tx
      .deleteFrom('events')
      .where('sequence', '<=', start + 1)
      .execute(),
  );
  const tooOld = await listen(owner.client, storeStream, { lastEventId: String(start) });
  expect((await tooOld.next('resync')).data.lastEventId).toBe(String(start + 2));
  const inTime = await listen(owner.client, storeStream, { lastEventId: String(start + 1) });
  await inTime.untilEvent(start + 2);
  expect(inTime.ids).toEqual([start + 2]);
});

test('from very long ago it is told to reload instead of being replayed it all', async () => {
  const start = await position();
  for (let wave = 1; wave <= 6; wave += 1) {
    await Promise.all(Array.from({ length: 170 }, (_, at) => (at % 2 ? guest : other).order(orderOf(dish))));
  }
  const stream = await listen(owner.client, storeStream, { lastEventId: String(start) });
  await stream.next('resync');
  expect(stream.heard).toHaveLength(1);
  const recent = await listen(owner.client, storeStream, { lastEventId: String(start + 1020 - 1000) });
  await recent.untilEvent(start + 1020);
  expect(recent.heard).toHaveLength(1000);

  // A table that has had nothing of its own meanwhile has missed nothing.
  const quiet = await pair(app.anyone, 3);
  const table = await listen(quiet.client, quiet.streamPath, { lastEventId: String(start) });
  const own = await quiet.order(orderOf(dish));
  await table.next('order_created');
  expect(table.heard).toMatchObject([{ type: 'order_created', data: { id: own.id } }]);
});

test('joined in the midst of a rush, a stream misses nothing and hears nothing twice', async () => {
  // Somebody is listening already: what is on its way to him must not reach those who join as well.
  const joined = [await listen(owner.client, storeStream)];
  const start = await position();
  const rounds = 60;
  const staff: StaffMember[] = [];
  while (staff.length < rounds / streamsOfOne) staff.push(await signIn(app.anyone));
  for (let turns = 1; turns <= rounds; turns += 1) {
    const rush = [guest, other].map((table) => table.order(orderOf(dish)));
    // Joins one turn of the event loop later each time, so that they fall before, into and after the commit and its fan-out.
    for (let turn = 1; turn <= turns; turn += 1) await nextTurn();
    const { client } = staff[Math.floor((turns - 1) / streamsOfOne)] ?? owner;
    joined.push(await listen(client, storeStream, { lastEventId: String(start) }));
    await Promise.all(rush);
  }
  const expected = Array.from({ length: rounds * 2 }, (_, at) => start + at + 1);
  for (const stream of joined) {
    await stream.untilEvent(start + expected.length);
    expect(stream.ids).toEqual(expected);
  }
});
