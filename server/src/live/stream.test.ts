import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { clock } from '../clock.ts';
import { Stream } from './stream.ts';

/** More than the system takes on a client's behalf. */
const flood = Buffer.alloc(32 * 1024 * 1024);
const frame = Buffer.alloc(1024);
const stallTimeout = 10_000;

/** A stream whose client takes nothing; and what the client reads when it begins to. */
async function unreadStream(): Promise<{ stream: Stream; client: Socket }> {
  const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const client = connect({ port: typeof address === 'object' ? (address?.port ?? 0) : 0, host: '127.0.0.1' });
  client.on('error', () => undefined);
  const [socket] = (await once(server, 'connection')) as [Socket];
  client.pause();
  onTestFinished(() => {
    client.destroy();
    socket.destroy();
    server.close();
  });
  const owner = { signInId: 'one', storeId: 'store', expiresAt: Number.POSITIVE_INFINITY };
  const options = { socket, owner, tableId: null, lastEventId: undefined, heartbeat: 1000 };
  return { stream: new Stream(options, { maxBuffered: 4096, stallTimeout }), client };
}

test('a client that takes nothing for too long is dropped, whether or not anything new comes', async () => {
  const { stream } = await unreadStream();
  const now = clock.now();
  stream.write(flood);
  stream.tick(now);
  stream.tick(now + stallTimeout - 1000);
  expect(stream.isClosed).toBe(false);
  stream.tick(now + stallTimeout + 1000);
  expect(stream.isClosed).toBe(true);
});

test('one that has taken everything is given one frame of any size, and beyond it no more than may wait', async () => {
  const { stream, client } = await unreadStream();
  stream.write(flood);
  expect(stream.isClosed).toBe(false);
  client.resume();
  for (let read = 0; read < flood.length; ) read += ((await once(client, 'data')) as [Buffer])[0].length;
  client.pause();
  stream.write(flood);
  expect(stream.isClosed).toBe(false);
  stream.write(frame);
  expect(stream.isClosed).toBe(true);
});

test('whoever waits for a client to take something waits no longer than the stream lasts', async () => {
  const { stream, client } = await unreadStream();
  let isTaken = false;
  const page = stream.writeAndWait(flood.toString('latin1')).then(() => (isTaken = true));
  stream.tick(clock.now());
  expect(isTaken).toBe(false);
  client.resume();
  await page;

  client.pause();
  const never = stream.writeAndWait(flood.toString('latin1'));
  stream.dismiss(': closed: too many\n\n');
  await never;
  expect(stream.isClosed).toBe(true);
  await stream.writeAndWait('nobody is there any more');
});

test('a stream that is ended is closed even where its client keeps its own half open', async () => {
  const { stream, client } = await unreadStream();
  const closed = new Promise<void>((resolve) => stream.onClose(resolve));
  stream.end('retry: 1000\n\n');
  await closed;
  client.resume();
  const [words] = (await once(client, 'data')) as [Buffer];
  expect(words.toString()).toBe('retry: 1000\n\n');
});
