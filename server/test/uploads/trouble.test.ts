import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { uploadPicture } from '@soban/contract/endpoints';
import { expect, onTestFinished, test } from 'vitest';
import { thisCell } from '../cells.ts';
import { appOfThisTest, type TestApp } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';
import { processOfThisTest } from '../harness/process-harness.ts';
import { newRestaurant } from '../harness/restaurant.ts';
import { signIn } from '../harness/staff.ts';
import { send, upload } from './forms.ts';
import { plain } from './pictures.ts';

/** Milliseconds within which a request has to be answered, whatever the storage does; rendering before it takes its own time. */
const patience = 8000;
const none = '/uploads/01980000-0000-7000-8000-000000000000.webp';
const file = await plain(900, 600).png().toBuffer();

/** An S3 that is somewhere else than it should be. */
const bucketAt = (port: number) => ({
  S3_ENDPOINT: `http://127.0.0.1:${port}`,
  S3_BUCKET: 'pictures',
  S3_ACCESS_KEY_ID: 'a-key',
  S3_SECRET_ACCESS_KEY: 'a-secret',
});

test('with S3 unreachable from the start, orders are taken and uploads refused with a reason', async () => {
  const gone = await listenTo(() => undefined);
  await gone.close();
  await storageIsAwayAndOrdersFlow(await appOfThisTest(bucketAt(gone.port)));
});

test('with an S3 that takes connections and says nothing, too', async () => {
  const silent = await listenTo(() => undefined);
  await storageIsAwayAndOrdersFlow(await appOfThisTest(bucketAt(silent.port)));
});

test('with a folder that cannot be written to, too', async () => {
  const restaurant = newRestaurant();
  onTestFinished(() => restaurant.remove());
  const inAFile = join(import.meta.filename, 'uploads');
  await storageIsAwayAndOrdersFlow(await appOfThisTest({ S3_BUCKET: '', UPLOAD_DIR: inAFile }));
});

async function storageIsAwayAndOrdersFlow(app: TestApp): Promise<void> {
  const owner = await signIn(app.anyone);
  const guest = await pair(app.anyone, 1);
  const dish = new Dishes(await guest.menu()).plain;
  const begun = performance.now();
  let waiting = true;
  const asked = app.anyone.get(none).finally(() => {
    expect(performance.now() - begun).toBeLessThan(patience);
  });
  const trouble = Promise.all([send(owner, file), asked]).finally(() => {
    waiting = false;
  });
  let orders = 0;
  for (; waiting; orders += 1) await guest.order(orderOf(dish));
  expect(orders).toBeGreaterThan(5);
  for (const answer of await trouble) {
    expect(answer.refused('unavailable').detail).toContain('picture storage');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
  // The demo's pictures come from elsewhere.
  const picture = new Dishes(await guest.menu()).all.find(({ imageUrl }) => imageUrl !== null)?.imageUrl ?? '';
  expect((await app.anyone.get(picture)).status).toBe(200);
}

const withBucket = test.skipIf(thisCell.storage !== 'bucket');

withBucket.each([
  ['SignatureDoesNotMatch', { S3_SECRET_ACCESS_KEY: 'not-the-secret' }],
  ['InvalidAccessKeyId', { S3_ACCESS_KEY_ID: 'nobody' }],
  ['NoSuchBucket', { S3_BUCKET: 'no-such-bucket' }],
])('what S3 refuses is told to the operator by its own word: %s', async (word, env) => {
  const server = await processOfThisTest(env);
  const owner = await signIn(server.anyone);
  const answer = (await send(owner, file)).refused('unavailable');
  expect(JSON.stringify(answer)).not.toContain(word);
  const told = (where: string) => () => server.output.slice(server.output.indexOf(where)).includes(word);
  await expect.poll(told('pictures can be neither kept nor shown yet'), { timeout: 10_000 }).toBe(true);
  await expect.poll(told(uploadPicture.path), { timeout: 10_000 }).toBe(true);
});

withBucket('an S3 that goes and comes back is used again, without a restart', async () => {
  const restaurant = newRestaurant();
  const real = new URL(String(restaurant.env['S3_ENDPOINT']));
  const line = await listenTo((client) => {
    const server = connect(Number(real.port), real.hostname);
    client.pipe(server).pipe(client);
    server.on('error', () => client.destroy());
    client.on('close', () => server.destroy());
  });
  const app = await appOfThisTest({ S3_ENDPOINT: `http://127.0.0.1:${line.port}` });
  const owner = await signIn(app.anyone);
  const url = await upload(owner, file);
  expect((await app.anyone.get(url)).status).toBe(200);

  await line.close();
  (await send(owner, file)).refused('unavailable');
  (await app.anyone.get(url)).refused('unavailable');

  await line.open();
  expect((await app.anyone.get(url)).status).toBe(200);
  expect((await app.anyone.get(await upload(owner, file))).status).toBe(200);
});

/** A port that does with connections what it is told; closing it cuts them too. */
async function listenTo(serve: (client: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    serve(socket);
  });
  const open = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  await open(0);
  const { port } = server.address() as AddressInfo;
  onTestFinished(close);
  return { port, close, open: () => open(port) };
}
