import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { maxLines, maxNoteLength } from '@soban/contract/vocabulary';
import { expect, onTestFinished, test } from 'vitest';
import { appOfThisTest, type TestApp } from '../harness/app-harness.ts';
import { Dishes, wish } from '../harness/dishes.ts';
import { listen } from '../harness/event-reader.ts';
import { type Guest, pair } from '../harness/guest.ts';
import { type StaffMember, signIn } from '../harness/staff.ts';

/** A screen that opens the store's stream and then takes nothing any more. */
async function stuckScreen(app: TestApp, { token }: StaffMember, lastEventId = ''): Promise<Socket> {
  const socket = connect({ port: Number(new URL(app.url).port), host: '127.0.0.1' });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  const resume = lastEventId === '' ? '' : `last-event-id: ${lastEventId}\r\n`;
  socket.write(`GET /api/sse/store HTTP/1.1\r\nhost: soban\r\nauthorization: Bearer ${token}\r\n${resume}\r\n`);
  await once(socket, 'data');
  socket.pause();
  return socket;
}

/** An order whose event weighs tens of kilobytes, so that a screen is full soon. */
async function heavyOrder(guest: Guest) {
  const note = '맛'.repeat(maxNoteLength);
  const dish = new Dishes(await guest.menu()).plain;
  return { items: Array.from({ length: maxLines }, () => wish(dish, 1, { note })) };
}

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
  const healthy = await listen(owner.client, '/api/sse/store');
  const stuck = await stuckScreen(app, owner);
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
  const resumed = await listen(owner.client, '/api/sse/store', { lastEventId: String(whole) });
  await resumed.untilEvent(events);
  expect(resumed.ids).toEqual(Array.from({ length: events - whole }, (_, at) => whole + at + 1));
}, 120_000);

test('a screen that takes nothing for too long is dropped, whether or not anything new happens', async () => {
  const app = await appOfThisTest({ SSE_CONNECTION_TIMEOUT: '1' });
  const [owner, guest] = [await signIn(app.anyone), await pair(app.anyone, 1)];
  const order = await heavyOrder(guest);
  for (let n = 1; n <= 200; n += 1) await guest.order(order);
  const healthy = await listen(owner.client, '/api/sse/store', { query: '?heartbeat=1' });
  // The replay alone is more than it takes.
  const stuck = await stuckScreen(app, owner, '0');
  await healthy.until('seconds of the server’s own clock', ({ heartbeats }) => heartbeats >= 4);
  const taken = await rest(stuck);
  expect(taken).not.toContain('id: 200\nevent');
  const call = await guest.call('bill');
  expect((await healthy.next('call_created')).data).toEqual(call);
}, 60_000);
