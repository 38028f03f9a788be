import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { Guest, pair } from '../harness/guest.ts';
import { processOfThisTest } from '../harness/process-harness.ts';
import { expectSound } from '../harness/soundness.ts';
import { signIn } from '../harness/staff.ts';

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s answers what is under way, sends the streams away and exits with 0',
  async (signal) => {
    const server = await processOfThisTest();
    const guests = await Promise.all(Array.from({ length: 12 }, (_, at) => pair(server.anyone, at + 1)));
    const [guest] = guests;
    if (!guest) throw new Error('No guests.');
    const dish = new Dishes(await guest.menu()).plain;
    const streams = await Promise.all(guests.map(({ client, streamPath }) => listen(client, streamPath)));
    const owner = await signIn(server.anyone);
    streams.push(await listen(owner.client, storeStream));

    let firstAnswer: () => void = () => undefined;
    const started = new Promise<void>((resolve) => {
      firstAnswer = resolve;
    });
    const attempts = guests.flatMap((each) =>
      Array.from({ length: 20 }, async (_, at) => {
        const key = `stop-${at}`;
        const answer = await each.place(orderOf(dish), key).catch(() => undefined);
        firstAnswer();
        return { each, key, answer };
      }),
    );
    await started;
    const since = performance.now();
    expect(await server.stop(signal)).toBe(0);
    expect(performance.now() - since).toBeLessThan(10_000);

    // Every attempt was taken in full, or refused as a server does that is going away.
    const settled = await Promise.all(attempts);
    const told = settled.flatMap(({ answer }) => (answer?.status === 201 ? [answer.ok()] : []));
    for (const { answer } of settled) if (answer && answer.status !== 201) answer.refused('unavailable');
    expect(told.length).toBeGreaterThan(0);
    for (const stream of streams) await stream.over;

    const database = await server.restaurant.database.open();
    await expectSound(database, told);
    await database.close();

    // And after the restart the same keys get the same orders.
    await server.start();
    const anew = settled.map(({ each, key }) => new Guest(server.anyone, each).order(orderOf(dish), key));
    const orders = await Promise.all(anew);
    for (const [at, { answer }] of settled.entries()) {
      if (answer?.status === 201) expect(orders[at]).toEqual(answer.ok());
    }
  },
);

test('a screen that has gone to sleep does not keep the server from stopping', async () => {
  const server = await processOfThisTest();
  const { token } = await signIn(server.anyone);
  const { port } = new URL(server.anyone.url);
  // Opens a stream, and then neither reads nor closes.
  const sleeper = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
  onTestFinished(() => void sleeper.destroy());
  sleeper.on('error', () => undefined);
  sleeper.write(`GET ${storeStream} HTTP/1.1\r\nhost: soban\r\nauthorization: Bearer ${token}\r\n\r\n`);
  await once(sleeper, 'data');
  sleeper.pause();
  const since = performance.now();
  expect(await server.stop()).toBe(0);
  expect(performance.now() - since).toBeLessThan(10_000);
});

test('a second signal does not cut the first one’s work short', async () => {
  const server = await processOfThisTest();
  const guest = await pair(server.anyone, 1);
  await listen(guest.client, guest.streamPath);
  const [first, second] = [server.stop('SIGINT'), server.stop('SIGTERM')];
  expect(await first).toBe(0);
  expect(await second).toBe(0);
});
