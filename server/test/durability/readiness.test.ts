import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import * as endpoints from '@soban/contract/endpoints';
import { eventually } from '@soban/testing/eventually';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { appOfThisTest } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';
import { processOfThisTest, type RestaurantProcess } from '../harness/process-harness.ts';

const readiness = async ({ anyone }: Pick<RestaurantProcess, 'anyone'>) =>
  (await anyone.call(endpoints.readReadiness)).status;

/** Sets how large the files may become that the process writes: to it, a disk that is full, or mended. */
function limitFiles({ pid }: RestaurantProcess, bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
}

test('on a full disk the server is alive and not ready, and ready by itself when there is room', async () => {
  const server = await processOfThisTest();
  const guest = await pair(server.anyone, 1);
  const order = orderOf(new Dishes(await guest.menu()).plain);
  await guest.order(order, 'before');
  limitFiles(server, statSync(join(server.restaurant.folder, 'app.db-wal')).size);
  (await guest.place(order, 'kept')).refused('unavailable');
  await eventually('it is not ready', async () => (await readiness(server)) === 503);
  (await server.anyone.call(endpoints.readReadiness)).refused('unavailable');
  expect((await server.anyone.call(endpoints.readHealth)).status).toBe(200);
  limitFiles(server, 'unlimited');
  await eventually('it is ready', async () => (await readiness(server)) === 200);
  expect((await guest.order(order, 'kept')).number).toBe('T01-002');
});

test('while another program holds the database it is not ready, and holds up nobody who only reads', async () => {
  const app = await appOfThisTest();
  const guest = await pair(app.anyone, 1);
  const order = orderOf(new Dishes(await guest.menu()).plain);
  const beside = await app.restaurant.database.open();
  const released = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const holding = beside.transaction(async (tx) => {
    await sql`update stores set name = name`.execute(tx);
    held.resolve();
    await released.promise;
  });
  await held.promise;

  let isAnswered = false;
  const placing = guest.place(order, 'while-held').finally(() => {
    isAnswered = true;
  });
  for (let n = 0; n < 5; n += 1) {
    expect((await guest.client.call(endpoints.listOrders)).status).toBe(200);
    expect(isAnswered, 'the order still waits').toBe(false);
  }
  (await placing).refused('unavailable');
  expect(await readiness(app)).toBe(503);
  released.resolve();
  await holding;
  await beside.close();
  await eventually('it is ready', async () => (await readiness(app)) === 200);
  await guest.order(order, 'while-held');
});

test('however often it is asked, it writes once a second at most, and the files do not grow', async () => {
  const app = await appOfThisTest();
  const log = join(app.restaurant.folder, 'app.db-wal');
  expect(await readiness(app)).toBe(200);
  const [since, before] = [performance.now(), statSync(log).size];
  for (let n = 0; n < 20; n += 1) await Promise.all(Array.from({ length: 50 }, () => readiness(app)));
  const written = (statSync(log).size - before) / (16_384 + 24);
  expect(written).toBeLessThanOrEqual(1 + (performance.now() - since) / 1000);

  const pages = async () => (await sql<{ page_count: number }>`pragma page_count`.execute(app.database.read)).rows;
  const pagesBefore = await pages();
  for (let n = 0; n < 100; n += 1) await app.database.tryWriting();
  expect(await pages()).toEqual(pagesBefore);
});
