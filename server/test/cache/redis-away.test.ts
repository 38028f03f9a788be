import { connect, createServer, type Server, type Socket } from 'node:net';
import * as endpoints from '@soban/contract/endpoints';
import { eventually } from '@soban/testing/eventually';
import { Redis } from 'ioredis';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import type { TestApp } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { listen } from '../harness/event-reader.ts';
import { type Guest, pair } from '../harness/guest.ts';
import { demoPassword } from '../harness/restaurant.ts';
import { type StaffMember, signIn } from '../harness/staff.ts';
import { startMariadb } from '../services/mariadb.ts';
import { startPostgres } from '../services/postgres.ts';
import { startRedis } from '../services/redis.ts';
import type { Service } from '../services/service.ts';
import { newSharedRestaurant, twoInstances } from './instances.ts';

const postgres = await startPostgres();
const restaurant = await newSharedRestaurant(postgres);
afterAll(async () => {
  await restaurant.remove();
  await postgres.stop();
});

async function redisOfThisTest(): Promise<Service> {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  return redis;
}

/** What a guest and the staff do, each step in the time that it took in milliseconds. */
async function anEvening(app: TestApp, owner: StaffMember, guest: Guest): Promise<number[]> {
  const took: number[] = [];
  const timed = async <Result>(work: Promise<Result>) => {
    const begun = performance.now();
    const result = await work;
    took.push(performance.now() - begun);
    return result;
  };
  const { plain } = new Dishes(await timed(guest.menu()));
  for (let round = 1; round <= 3; round += 1) {
    await timed(pair(app.anyone, guest.table.number));
    const price = plain.price + round * 100;
    await timed(owner.changeItem(plain.id, { price }));
    const shown = new Dishes(await timed(guest.menu())).all.find(({ id }) => id === plain.id);
    expect(shown?.price).toBe(price);
    expect((await timed(guest.order(orderOf(plain)))).total).toBe(price);
    await timed(owner.board());
  }
  await timed(owner.changeItem(plain.id, { price: plain.price }));
  return took;
}

/** Milliseconds that nothing may take, come what may: once Redis's deadline, and room for a busy machine. */
const slowest = 2000;

const knock = async (app: TestApp, tableNumber: number, password = 'wrong') =>
  (await app.anyone.call(endpoints.signInTable, { body: { storeCode: 'demo', tableNumber, password } })).status;

test('Redis is killed: nothing fails, nothing is slow, the doors stay locked, and it is used again once it is back', async () => {
  const redis = await redisOfThisTest();
  const [first, second] = await twoInstances(restaurant, { REDIS_URL: redis.url });
  const [owner, guest] = [await signIn(first.anyone), await pair(first.anyone, 1)];
  for (let failure = 1; failure <= 3; failure += 1) expect(await knock(first, 12)).toBe(401);
  await redis.kill();
  expect(Math.max(...(await anEvening(first, owner, guest)))).toBeLessThan(slowest);
  for (let failure = 4; failure <= 5; failure += 1) expect(await knock(second, 12)).toBe(401);
  for (const app of [first, second]) expect(await knock(app, 12, demoPassword)).toBe(429);

  await redis.restart();
  const client = new Redis(redis.url);
  onTestFinished(() => client.disconnect());
  await eventually('menus are shared again', async () => {
    await owner.changeItem(new Dishes(await guest.menu()).plain.id, { soldOut: false });
    await guest.menu();
    return (await client.keys('*.store *')).length > 0;
  });
});

test('Redis is frozen: one request waits for its deadline, none for more', async () => {
  const redis = await redisOfThisTest();
  const [first, second] = await twoInstances(restaurant, { REDIS_URL: redis.url });
  const [owner, guest] = [await signIn(first.anyone), await pair(first.anyone, 1)];
  redis.freeze();
  const took = await anEvening(first, owner, guest);
  expect(Math.max(...took)).toBeLessThan(slowest);
  expect(took.filter((milliseconds) => milliseconds > 140).length).toBeLessThanOrEqual(3);
  const guesses = await Promise.all(Array.from({ length: 30 }, () => knock(first, 19)));
  expect(guesses.filter((status) => status === 401)).toHaveLength(5);
  expect(await knock(second, 19)).toBe(429);
  redis.thaw();
});

test('Redis is slow: it is done without', async () => {
  const redis = await redisOfThisTest();
  const slow = await slowDoor(redis.port, 400);
  const [first] = await twoInstances(restaurant, { REDIS_URL: slow });
  const [owner, guest] = [await signIn(first.anyone), await pair(first.anyone, 1)];
  expect(Math.max(...(await anEvening(first, owner, guest)))).toBeLessThan(slowest);
});

test('Redis is not there at the start: the server is', async () => {
  const redis = await redisOfThisTest();
  await redis.kill();
  const [first] = await twoInstances(restaurant, { REDIS_URL: redis.url });
  await anEvening(first, await signIn(first.anyone), await pair(first.anyone, 1));
});

async function twoBesideADeadRedis() {
  const redis = await redisOfThisTest();
  const apart = () => redis.kill();
  return { instances: await twoInstances(restaurant, { REDIS_URL: redis.url }), apart };
}

/** MariaDB tells nobody anything. */
async function twoOnMariadbAlone() {
  const mariadb = await startMariadb();
  onTestFinished(() => mariadb.stop());
  return { instances: await twoInstances(await newSharedRestaurant(mariadb)), apart: () => Promise.resolve() };
}

test.each([
  ['with a dead Redis between them', twoBesideADeadRedis],
  ['on MariaDB alone', twoOnMariadbAlone],
])('while nothing is heard of the other, what it ends and changes is looked up: %s', async (_, start) => {
  const { instances, apart } = await start();
  const [first, second] = instances;
  const owner = await signIn(first.anyone);
  const [leaving, staying] = [await pair(first.anyone, 1), await pair(first.anyone, 2)];
  const [gone, stays] = [second.anyone.bearing(leaving.token), second.anyone.bearing(staying.token)];
  const stream = await listen(gone, leaving.streamPath);
  const other = await listen(stays, staying.streamPath);
  const menuThere = async () => new Dishes((await stays.call(endpoints.readMenu)).ok());
  const { plain } = await menuThere();
  await apart();
  (await leaving.client.call(endpoints.signOut)).ok();
  expect((await gone.call(endpoints.whoAmI)).refused('unauthenticated').reason).toBe('revoked');
  await stream.over;
  const price = plain.price + 500;
  await owner.changeItem(plain.id, { price });
  const isThere = async () => (await menuThere()).all.some((dish) => dish.id === plain.id && dish.price === price);
  expect(await eventually('the new price', isThere)).toBeLessThan(2000);
  await owner.changeItem(plain.id, { price: plain.price });
  expect((await other.next('menu_updated')).data.itemIds).toEqual([plain.id]);
  (await stays.call(endpoints.whoAmI)).ok();
});

test('while nothing is heard of the other, each caller is still counted for itself', async () => {
  const redis = await redisOfThisTest();
  await redis.kill();
  const [first] = await twoInstances(restaurant, { REDIS_URL: redis.url, RATE_LIMIT_PER_MINUTE: '20' });
  for (const guest of [await pair(first.anyone, 1), await pair(first.anyone, 2)]) {
    const statuses: number[] = [];
    for (let request = 1; request <= 25; request += 1) {
      statuses.push((await guest.client.call(endpoints.listOrders)).status);
    }
    expect(statuses.slice(0, 15)).toEqual(Array(15).fill(200));
    expect(statuses.at(-1)).toBe(429);
  }
});

test('while Redis is frozen, a sign-in that is ended on one is soon over on the other', async () => {
  const redis = await redisOfThisTest();
  const [first, second] = await twoInstances(restaurant, { REDIS_URL: redis.url });
  const leaving = await pair(first.anyone, 1);
  const there = second.anyone.bearing(leaving.token);
  const stream = await listen(there, leaving.streamPath);
  redis.freeze();
  (await leaving.client.call(endpoints.signOut)).ok();
  // Three seconds until the silence is noticed, one until everybody is checked.
  const isOut = async () => (await there.call(endpoints.whoAmI)).status === 401;
  expect(await eventually('signed out', isOut)).toBeLessThan(5500);
  await stream.over;
  redis.thaw();
});

/** A way to Redis on which every answer takes so many milliseconds. */
async function slowDoor(port: number, milliseconds: number): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream);
    upstream.on('data', (bytes) => setTimeout(() => client.write(bytes), milliseconds));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The door has no port.');
  return `redis://127.0.0.1:${address.port}`;
}
