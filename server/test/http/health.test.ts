import { once } from 'node:events';
import { connect } from 'node:net';
import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { appOfThisTest } from '../harness/app-harness.ts';

test('alive and ready, to anybody, with nothing to tell', async () => {
  const app = await appOfThisTest({ RATE_LIMIT_PER_MINUTE: '5' });
  for (let probe = 1; probe <= 20; probe += 1) {
    expect((await app.anyone.call(endpoints.readHealth)).text).toBe('{"status":"ok"}');
    expect((await app.anyone.call(endpoints.readReadiness)).text).toBe('{"status":"ready"}');
  }
});

test('while draining it is not ready, and takes no new connections', async () => {
  const app = await appOfThisTest();
  const { port } = new URL(app.url);
  const socket = connect(Number(port), '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString();
  });
  await once(socket, 'connect');
  // A request under way: its body is still to come.
  const body = JSON.stringify({ storeCode: 'demo', tableNumber: 1, password: 'wrong' });
  const head = `POST /api/auth/table/login HTTP/1.1\r\nhost: soban\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  socket.write(head + body.slice(0, 5));
  await app.anyone.call(endpoints.readHealth);

  const stopped = app.stop();
  const later = await app.anyone.call(endpoints.readReadiness).catch(() => undefined);
  expect(later?.status ?? 503).toBe(503);
  socket.write(`${body.slice(5)}GET /health/ready HTTP/1.1\r\nhost: soban\r\n\r\n`);
  await Promise.race([once(socket, 'close'), once(socket, 'end')]);
  socket.destroy();
  await stopped;

  const statuses = [...heard.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
  expect(statuses[0], 'what was under way is answered').toBe('401');
  expect(statuses[1] ?? '503', 'what comes after it is not').toBe('503');
  await expect(fetch(`${app.url}/health`)).rejects.toThrow('fetch failed');
});
