import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { appOfThisTest } from '../harness/app-harness.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { signIn } from '../harness/staff.ts';
import { heavyOrder, stuckStream } from '../harness/stuck-stream.ts';

/** What a screen has taken when it reads on at last, until the server's end of it. */
async function rest(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.resume();
  if (!socket.closed) await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

test('a screen that takes nothing does not delay the others, is cut off, and can resume', async () => {
  const app = await appOfThisTest();
  const [owner, guest] = [await signIn(app.anyone), await pair(app.anyone, 1)];
  const order = await heavyOrder(guest);
  const healthy = await listen(owner.client, storeStream);
  const stuck = await stuckStream(app.url, storeStream, owner.token);
  const events = 400;

  let slowest = 0;
  for (let n = 1; n <= events; n += 1) {
    const since = performance.now();
    await guest.order(order);
    await healthy.untilEvent(n);
    slowest = Math.max(slowest, performance.now() - since);
  }
  expect(slowest, 'the healthy screen heard each within the contract’s two seconds').toBeLessThan(2000);

  const taken = await rest(stuck);
  const ids = [...taken.matchAll(/^id: (\d+)\nevent: /gm)].map(([, id]) => Number(id));
  expect(ids.length, 'it was cut off before the end').toBeLessThan(events);
  expect(ids, 'what it did get has no gap').toEqual(ids.map((_, at) => at + 1));

  // The last one may have been cut in its midst: a client counts only what it has read whole.
  const whole = taken.endsWith('\n\n') ? ids.length : ids.length - 1;
  const tooMuch = await listen(owner.client, storeStream, { lastEventId: String(whole - 40) });
  expect((await tooMuch.next('resync')).data.lastEventId, 'a megabyte and more is not replayed').toBe(String(events));
  const from = Math.max(whole, events - 20);
  const resumed = await listen(owner.client, storeStream, { lastEventId: String(from) });
  await guest.call('water');
  await resumed.untilEvent(events + 1);
  expect(resumed.ids).toEqual(Array.from({ length: events + 1 - from }, (_, at) => from + at + 1));
}, 120_000);
