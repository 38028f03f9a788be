import { type AsyncMessage, Connection } from 'rabbitmq-client';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { namespaceOf } from '../../src/live/transports/open-transport.ts';
import { startApp } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';
import { unstartedProcess } from '../harness/process-harness.ts';
import { newRestaurant, type Restaurant } from '../harness/restaurant.ts';
import { neighbour, openNeighbour } from '../harness/second-store.ts';
import { startRabbitmq } from '../services/rabbitmq.ts';
import type { Service } from '../services/service.ts';

let server: Service;
beforeAll(async () => {
  server = await startRabbitmq();
}, 120_000);
afterAll(() => server.stop());

interface Fed {
  storeId: string;
  sequence: number;
  type: string;
  tableId: string | null;
  data: { id?: string };
  at: string;
}

const namespaceIn = (restaurant: Restaurant) => namespaceOf(readConfig(restaurant.env, restaurant.folder).database);

/** An integration with a queue of its own, which stays while the broker or the integration is away. */
async function integration(restaurant: Restaurant) {
  const exchange = namespaceIn(restaurant);
  const messages: AsyncMessage[] = [];
  const connection = new Connection({ url: server.url, retryLow: 200, retryHigh: 1000, acquireTimeout: 60_000 });
  connection.on('error', () => undefined);
  const consumer = connection.createConsumer(
    {
      queue: `${exchange}.test`,
      queueOptions: { durable: true },
      exchanges: [{ exchange, type: 'topic', durable: true }],
      queueBindings: [{ exchange, routingKey: 'event.#' }],
    },
    async (message) => {
      messages.push(message);
    },
  );
  consumer.on('error', () => undefined);
  await new Promise((resolve) => consumer.once('ready', () => resolve(undefined)));
  onTestFinished(async () => {
    await consumer.close();
    await connection.close();
  });
  const fed = () => messages.map(({ body }) => body as Fed);
  return {
    messages,
    fed,
    until: async (sequence: number, timeout = 30_000) => {
      await expect.poll(() => fed().at(-1)?.sequence, { timeout, interval: 20 }).toBeGreaterThanOrEqual(sequence);
    },
  };
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
/** What a consumer keeps that leaves out what it has had. */
const once = (sequences: number[]) => sequences.filter((one, at) => sequences.indexOf(one) === at);

test('integrations get every event of every store, in order, each once, and from where they were turned on', async () => {
  const restaurant = newRestaurant();
  const before = await startApp({}, restaurant);
  const early = await pair(before.anyone, 1);
  const dish = new Dishes(await early.menu()).plain;
  for (let round = 0; round < 3; round += 1) await early.order(orderOf(dish));
  await before.stop();

  const { until, fed, messages } = await integration(restaurant);
  const env = { RABBITMQ_URL: server.url };
  const instances = [await startApp(env, restaurant), await startApp(env, restaurant)] as const;
  onTestFinished(async () => {
    await Promise.all(instances.map((instance) => instance.stop()));
    await restaurant.remove();
  });
  const guests = [await pair(instances[0].anyone, 1), await pair(instances[1].anyone, 2)] as const;
  // The first beat has to have been: what commits before it is history.
  await expect
    .poll(async () => instances[0].database.read.selectFrom('event_feed').selectAll().execute())
    .toHaveLength(1);
  const orders = await Promise.all(
    Array.from({ length: 40 }, (_, at) => guests[at % 2 === 0 ? 0 : 1].order(orderOf(dish))),
  );
  await until(43);
  expect(fed().map(({ sequence }) => sequence)).toEqual(numbers(4, 43));
  expect(new Set(fed().map(({ data }) => data.id))).toEqual(new Set(orders.map(({ id }) => id)));

  const [event] = fed();
  const [message] = messages;
  expect(message).toMatchObject({
    routingKey: `event.${event?.storeId}.order_created`,
    messageId: `${event?.storeId}:4`,
    durable: true,
    contentType: 'application/json',
  });
  expect(event?.type).toBe('order_created');
  expect(guests.map(({ table }) => table.id)).toContain(event?.tableId);
  expect(event?.at).toMatch(/^\d{4}-.*Z$/);

  // A store that opens later has no past to leave out.
  const pie = await openNeighbour(instances[0]);
  const neighbours = await pair(instances[1].anyone, 1, neighbour);
  await neighbours.order({ items: [{ menuItemId: pie, quantity: 1, optionIds: [] }] });
  await expect.poll(() => fed().length, { timeout: 10_000 }).toBe(41);
  expect(fed().at(-1)).toMatchObject({ sequence: 1, type: 'order_created' });
});

test('what an instance leaves unsent when it is killed, another sends', { timeout: 120_000 }, async () => {
  const restaurant = newRestaurant();
  const env = { RABBITMQ_URL: server.url };
  const doomed = await unstartedProcess(env, restaurant);
  await doomed.start();
  const { until, fed } = await integration(restaurant);
  const guest = await pair(doomed.anyone, 1);
  const dish = new Dishes(await guest.menu()).plain;
  await guest.order(orderOf(dish));
  await until(1);

  const other = await startApp(env, restaurant);
  onTestFinished(() => other.stop());
  let taken = 1;
  const rush = Array.from({ length: 300 }, async () => {
    await guest.order(orderOf(dish));
    taken += 1;
    if (taken === 150) await doomed.kill();
  });
  await Promise.allSettled(rush);
  const second = await pair(other.anyone, 2);
  await second.order(orderOf(dish));
  const store = await other.database.read.selectFrom('stores').select('event_sequence').executeTakeFirstOrThrow();
  const newest = Number(store.event_sequence);
  expect(newest).toBeGreaterThan(150);
  await until(newest);
  expect(once(fed().map(({ sequence }) => sequence))).toEqual(numbers(1, newest));
});

test('nothing is lost and nothing comes out of order while the broker is away', { timeout: 120_000 }, async () => {
  const restaurant = newRestaurant();
  const app = await startApp({ RABBITMQ_URL: server.url }, restaurant);
  onTestFinished(async () => {
    await app.stop();
    await restaurant.remove();
  });
  const { until, fed } = await integration(restaurant);
  const guest = await pair(app.anyone, 1);
  const dish = new Dishes(await guest.menu()).plain;
  let count = 0;
  const order = async (times: number) => {
    for (let round = 0; round < times; round += 1) await guest.order(orderOf(dish));
    count += times;
  };
  await order(5);
  await until(count);
  server.freeze();
  await order(20);
  server.thaw();
  await until(count);
  await server.kill();
  await order(20);
  await server.restart();
  await order(5);
  await until(count, 60_000);
  expect(once(fed().map(({ sequence }) => sequence))).toEqual(numbers(1, count));
});

test('the queue that is there from the start keeps events for an integration that comes later', async () => {
  const restaurant = newRestaurant();
  const app = await startApp({ RABBITMQ_URL: server.url }, restaurant);
  const guest = await pair(app.anyone, 1);
  await expect.poll(async () => app.database.read.selectFrom('event_feed').selectAll().execute()).toHaveLength(1);
  await guest.order(orderOf(new Dishes(await guest.menu()).plain));
  const mark = async () =>
    (await app.database.read.selectFrom('event_feed').select('sequence').executeTakeFirst())?.sequence;
  await expect.poll(async () => Number(await mark()), { timeout: 10_000 }).toBe(1);
  await app.stop();

  const connection = new Connection(server.url);
  onTestFinished(() => connection.close());
  const message = await connection.basicGet({ queue: `${namespaceIn(restaurant)}.integrations`, noAck: true });
  expect(message?.body).toMatchObject({ sequence: 1, type: 'order_created' });
  await restaurant.remove();
});

test('a server stops in time though its broker does not answer, and has said once that it is away', {
  timeout: 60_000,
}, async () => {
  const instance = await unstartedProcess({ RABBITMQ_URL: server.url });
  await instance.start();
  const guest = await pair(instance.anyone, 1);
  const dish = new Dishes(await guest.menu()).plain;
  const said = (what: string) => instance.output.split(what).length - 1;
  for (const outage of [1, 2]) {
    server.freeze();
    onTestFinished(() => server.thaw());
    await guest.order(orderOf(dish));
    await expect.poll(() => said('RabbitMQ is away'), { timeout: 10_000 }).toBe(outage);
    await expect.poll(() => said('integrations cannot be fed'), { timeout: 10_000 }).toBe(outage);
    if (outage === 2) break;
    server.thaw();
    await expect.poll(() => said('RabbitMQ is back'), { timeout: 10_000 }).toBe(outage);
    await expect.poll(() => said('integrations are fed again'), { timeout: 10_000 }).toBe(outage);
  }
  const begun = performance.now();
  expect(await instance.stop()).toBe(0);
  expect(performance.now() - begun).toBeLessThan(5000);
});
