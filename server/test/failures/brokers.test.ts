import { setTimeout as sleep } from 'node:timers/promises';
import * as endpoints from '@soban/contract/endpoints';
import type { StoreEvents } from '@soban/contract/events';
import { eventually } from '@soban/testing/eventually';
import { Connection } from 'rabbitmq-client';
import { expect, type TestContext, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { namespaceOf } from '../../src/live/transports/open-transport.ts';
import { rounds } from '../cells.ts';
import { lookInto } from '../cluster/databases.ts';
import { instancesOf } from '../cluster/instance.ts';
import { seat } from '../cluster/people.ts';
import { Rush } from '../cluster/rush.ts';
import { expectGapFree, Screen } from '../cluster/screen.ts';
import { pair } from '../harness/guest.ts';
import { jwtSecret } from '../harness/restaurant.ts';
import { expectSound } from '../harness/soundness.ts';
import { signIn } from '../harness/staff.ts';
import { newDatabaseOn } from '../live/chain.ts';
import { startMariadb } from '../services/mariadb.ts';
import { startPostgres } from '../services/postgres.ts';
import { startRabbitmq } from '../services/rabbitmq.ts';
import { startRedis } from '../services/redis.ts';
import type { Service } from '../services/service.ts';

/** Milliseconds that the broker is frozen, in any case longer than two heartbeats, and killed. */
const frozenFor = rounds({ most: 60, else: 25 }) * 1000;
const killedFor = 5000;
/** Milliseconds that an order may take, whatever the broker does, and that it takes to another server's screens while it is away. */
const orderWithin = 2500;
const seenWithin = 4000;

/** Two servers with a broker; a guest of one orders steadily while the broker is away, and the other's screens are watched. */
async function orderThrough(
  context: TestContext,
  services: { database: Service; broker: Service },
  variable: 'REDIS_URL' | 'RABBITMQ_URL',
): Promise<string> {
  const { database, broker } = services;
  context.onTestFinished(async () => {
    await Promise.all([database.stop(), broker.stop()]);
  });
  const databaseUrl = await newDatabaseOn(database.url);
  const options = { databaseUrl, env: { [variable]: broker.url } };
  const [one, other] = await instancesOf(context, [options, options]);
  if (!one || !other) throw new Error('No servers.');
  await Promise.all([one.start(), other.start()]);
  const { guests, order } = await seat(one.anyone, 4);
  const owner = await signIn(other.anyone);
  const seenAt = new Map<string, number>();
  const where = () => other.url;
  const see = (type: string, data: string) => {
    if (type === 'order_created') seenAt.set((JSON.parse(data) as StoreEvents['order_created']).id, performance.now());
  };
  const screens = await Screen.open([
    { token: owner.token, where, onEvent: see },
    { token: owner.token, where: () => one.url },
    ...guests.map(({ token, table }) => ({ token, tableId: table.id, where })),
  ]);
  const rush = new Rush({ guests, order, where: () => one.url, pause: 250 });
  await sleep(3000);

  const frozen = performance.now();
  broker.freeze();
  await sleep(frozenFor / 4);
  // What the broker would have carried between the two: who has signed out, and how often a password was wrong.
  const leaving = await pair(other.anyone, 5);
  expect((await leaving.client.call(endpoints.listOrders)).status).toBe(200);
  const there = one.anyone.bearing(leaving.token);
  (await there.call(endpoints.signOut)).ok();
  (await leaving.client.call(endpoints.listOrders)).refused('unauthenticated');
  await sleep(frozenFor * 0.75);
  broker.thaw();
  await sleep(5000);
  const killed = performance.now();
  await broker.kill();
  await sleep(killedFor);
  await broker.restart();
  await sleep(5000);
  const back = performance.now();
  await sleep(2000);
  await rush.end();

  await lookInto(databaseUrl, async (stored) => {
    await expectSound(stored, rush.acknowledged);
    await expectGapFree(stored, screens);
  });
  await Promise.all(screens.map((screen) => screen.close()));
  expect(
    rush.attempts.every(({ status }) => status === 201),
    'every order is taken at once',
  ).toBe(true);
  const took = sorted(rush.attempts.map(({ sentAt, answeredAt }) => answeredAt - sentAt));
  const delays = (from: number, to: number) =>
    sorted(
      [...rush.acknowledgedAt].flatMap(([id, at]) => (at >= from && at < to ? (seenAt.get(id) ?? Infinity) - at : [])),
    );
  const [before, during, after] = [delays(0, frozen), delays(frozen, killed), delays(back, Infinity)];
  await context.annotate(
    `${took.length} orders: ${middle(took)} ms, at most ${Math.round(took.at(-1) ?? 0)} ms; seen on the other server ` +
      `${middle(before)} ms later, ${middle(during)} ms while frozen (at most ${Math.round(during.at(-1) ?? 0)} ms), ${middle(after)} ms afterwards`,
  );
  expect(took.at(-1)).toBeLessThan(orderWithin);
  expect(during.at(-1)).toBeLessThan(seenWithin);
  expect(after.at(-1)).toBeLessThan(seenWithin);
  return databaseUrl;
}

const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b);
const middle = (values: readonly number[]) => Math.round(values[values.length >> 1] ?? 0);

test.concurrent('Redis frozen, and killed: no order waits, no screen misses one', async (context) => {
  const [database, broker] = await Promise.all([startPostgres(), startRedis()]);
  await orderThrough(context, { database, broker }, 'REDIS_URL');
}, 180_000);

test.concurrent('RabbitMQ frozen, and killed: the same, and integrations get every event once', async (context) => {
  const [database, broker] = await Promise.all([startMariadb(), startRabbitmq()]);
  const databaseUrl = await orderThrough(context, { database, broker }, 'RABBITMQ_URL');

  const config = readConfig({ DATABASE_URL: databaseUrl, JWT_SECRET_KEY: jwtSecret }, '/');
  const connection = new Connection(broker.url);
  context.onTestFinished(() => connection.close());
  const delivered = new Map<string, number>();
  const consumer = connection.createConsumer(
    { queue: `${namespaceOf(config.database)}.integrations`, queueOptions: { passive: true } },
    async ({ messageId = '', body }) => {
      // What it has had it drops: it may come twice.
      if (!delivered.has(messageId)) delivered.set(messageId, (body as { sequence: number }).sequence);
    },
  );
  context.onTestFinished(() => consumer.close());
  await lookInto(databaseUrl, async ({ read }) => {
    const store = await read.selectFrom('stores').select('event_sequence').executeTakeFirstOrThrow();
    const count = Number(store.event_sequence);
    await eventually('every event is delivered', () => delivered.size >= count, 15_000);
    expect([...delivered.values()]).toEqual(Array.from({ length: count }, (_, at) => at + 1));
  });
}, 180_000);
