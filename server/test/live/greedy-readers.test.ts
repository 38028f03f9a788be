import { expect, test } from 'vitest';
import { type Heard, listen, storeStream } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { processOfThisTest } from '../harness/process-harness.ts';
import { signIn } from '../harness/staff.ts';
import { heavyOrder, stuckStream } from '../harness/stuck-stream.ts';

const signIns = 8;
const streamsOfEach = 10;
const heavyOrders = 250;
/** A megabyte is not exceeded by so many of the heavy orders' events. */
const resumable = 12;
const patience = 60_000;
/** Megabytes; what all these streams ask for is more than a gigabyte. */
const memoryLimit = 300;

test('eighty streams that ask for everything and take nothing cost little, and nobody else notices', async () => {
  const server = await processOfThisTest();
  const owner = await signIn(server.anyone);
  const honest = await pair(server.anyone, 2);
  const greedy = await pair(server.anyone, 1);
  const order = await heavyOrder(greedy, '🍜');
  for (let placed = 0; placed < heavyOrders; placed += 10) {
    await Promise.all(Array.from({ length: 10 }, () => greedy.order(order)));
  }
  const { url } = server.anyone;
  const before = server.memory();

  const opening: Promise<unknown>[] = [];
  for (let at = 0; at < signIns; at += 1) {
    const { token, streamPath } = await pair(server.anyone, 1);
    for (let stream = 0; stream < streamsOfEach; stream += 1) {
      const position = stream % 2 === 0 ? 0 : heavyOrders - resumable;
      opening.push(stuckStream(url, streamPath, token, String(position)));
    }
  }
  const call = await honest.call('water');
  await Promise.all(opening);

  // Whoever comes back honestly is told all, or to reload.
  const board = await listen(owner.client, storeStream, { lastEventId: String(heavyOrders - resumable) });
  await board.until('what it missed', ({ lastEventId }) => lastEventId === String(heavyOrders + 1), patience);
  expect(board.ids).toEqual(Array.from({ length: resumable + 1 }, (_, at) => heavyOrders - resumable + at + 1));
  const tooLate = await listen(owner.client, storeStream, { lastEventId: '0' });
  expect((await tooLate.next('resync')).data.lastEventId).toBe(String(heavyOrders + 1));
  const table = await listen(honest.client, honest.streamPath, { lastEventId: '0' });
  expect((await table.next('call_created')).data).toEqual(call);

  // What comes now is more than the machine takes on behalf of those who do not read.
  for (let placed = 10; placed <= heavyOrders; placed += 10) {
    await Promise.all(Array.from({ length: 10 }, () => greedy.order(order)));
    const last = heavyOrders + 1 + placed;
    await board.until('the greedy table’s orders', ({ lastEventId }) => lastEventId === String(last), patience);
  }
  const own = await honest.order({
    items: order.items.slice(0, 1).map(({ menuItemId }) => ({ menuItemId, quantity: 1 })),
  });
  const isOwn = ({ data }: Heard) => 'id' in data && data.id === own.id;
  await board.until('the other table’s order', ({ heard }) => heard.some(isOwn), patience);
  expect(board.ids).toEqual(Array.from({ length: board.ids.length }, (_, at) => heavyOrders - resumable + at + 1));
  const grown = server.memory().most - before.now;
  if (!Number.isNaN(grown)) expect(grown).toBeLessThan(memoryLimit);
}, 180_000);
