import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@soban/testing/eventually';
import { expect, test } from 'vitest';
import { instancesOf } from '../cluster/instance.ts';
import { seat } from '../cluster/people.ts';
import { Rush } from '../cluster/rush.ts';
import { signIn } from '../harness/staff.ts';
import { newBucket } from '../harness/test-bucket.ts';
import { newFolder } from '../services/programs.ts';
import { s3Keys, startS3 } from '../services/s3.ts';
import { download, send, upload } from '../uploads/forms.ts';
import { plain } from '../uploads/pictures.ts';

/** Milliseconds within which an upload is refused, and within which an order is taken all the same. */
const refusedWithin = 12_000;
const orderWithin = 2500;

test('S3 frozen, and killed: orders go on, uploads are refused with a reason, and work again by themselves', async (context) => {
  const s3 = await startS3();
  context.onTestFinished(() => s3.stop());
  await newBucket(s3.url, 'pictures');
  const env = {
    S3_BUCKET: 'pictures',
    S3_ENDPOINT: s3.url,
    S3_ACCESS_KEY_ID: s3Keys.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3Keys.secretAccessKey,
  };
  const [server] = await instancesOf(context, [{ databaseUrl: `sqlite://${newFolder('database')}/app.db`, env }]);
  if (!server) throw new Error('No server.');
  await server.start();
  const { guests, order } = await seat(server.anyone, 4);
  const owner = await signIn(server.anyone);
  const before = await upload(owner, await plain(320, 240).png().toBuffer());
  const rush = new Rush({ guests, order, where: () => server.url, pause: 100 });

  const falls = [
    { down: async () => s3.freeze(), up: async () => s3.thaw() },
    { down: () => s3.kill(), up: () => s3.restart() },
  ];
  const refusals: number[] = [];
  for (const [at, { down, up }] of falls.entries()) {
    await down();
    const picture = await plain(330 + at, 240)
      .png()
      .toBuffer();
    const since = performance.now();
    const refusal = (await send(owner, picture)).refused('unavailable');
    refusals.push(Math.round(performance.now() - since));
    expect(refusal.detail).toContain('picture storage');
    (await server.anyone.get(before)).refused('unavailable');
    await sleep(1000);
    await up();
    const works = async () => (await send(owner, picture)).status === 201;
    await eventually('uploads work again', works, 20_000);
    expect((await download(server.url + before)).length).toBeGreaterThan(0);
  }
  await rush.end();
  const slowest = Math.max(...rush.attempts.map(({ sentAt, answeredAt }) => answeredAt - sentAt));
  await context.annotate(
    `uploads refused after ${refusals.join(' and ')} ms; ${rush.acknowledged.length} orders, at most ${Math.round(slowest)} ms`,
  );
  expect(rush.attempts.every(({ status }) => status === 201)).toBe(true);
  expect(slowest).toBeLessThan(orderWithin);
  expect(Math.max(...refusals)).toBeLessThan(refusedWithin);
}, 120_000);
