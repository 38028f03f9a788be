import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import * as endpoints from '@soban/contract/endpoints';
import { expect, onTestFinished, test } from 'vitest';
import { appOfThisTest } from '../harness/app-harness.ts';

async function connected(url: string): Promise<Socket> {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Milliseconds that stopping takes. */
async function timeToStop(app: { stop(): Promise<void> }): Promise<number> {
  const since = performance.now();
  await app.stop();
  return performance.now() - since;
}

test('a connection that a browser has opened in advance does not hold a stop up', async () => {
  const app = await appOfThisTest();
  await connected(app.url);
  await app.anyone.call(endpoints.readHealth);
  expect(await timeToStop(app)).toBeLessThan(4000);
});

test('nor does one that is kept alive', async () => {
  const app = await appOfThisTest();
  const socket = await connected(app.url);
  socket.write('GET /health HTTP/1.1\r\nhost: soban\r\n\r\n');
  await once(socket, 'data');
  expect(await timeToStop(app)).toBeLessThan(4000);
});

test('nor one whose request never comes to its end', async () => {
  const app = await appOfThisTest();
  const socket = await connected(app.url);
  socket.write('POST /api/auth/table/login HTTP/1.1\r\nhost: soban\r\ncontent-length: 100\r\n\r\n{');
  await app.anyone.call(endpoints.readHealth);
  expect(await timeToStop(app)).toBeLessThan(9000);
});
