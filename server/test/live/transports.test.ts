import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Connection } from 'rabbitmq-client';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { appendEvent, type OutboxEvent } from '../../src/live/outbox.ts';
import { namespaceOf } from '../../src/live/transports/open-transport.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { startMariadb } from '../services/mariadb.ts';
import { startPostgres } from '../services/postgres.ts';
import { startRabbitmq } from '../services/rabbitmq.ts';
import { startRedis } from '../services/redis.ts';
import type { Service } from '../services/service.ts';
import { type Chain, newDatabaseOn, openChain } from './chain.ts';

/** Says a text to every instance that follows the topic, as an instance does. */
type Say = (topic: string, text: string) => Promise<unknown>;

interface Way {
  env(server: Service): Promise<Record<string, string>>;
  start(): Promise<Service>;
  /** Milliseconds within which an event is at the other instance, half of the time. */
  quick: number;
  /** The broker can be away while the database is there. */
  say?: (url: string, namespace: string) => Say;
}

const ways: Record<string, Way> = {
  Redis: {
    start: startRedis,
    env: async ({ url }) => ({ REDIS_URL: url }),
    quick: 300,
    say: (url, namespace) => {
      const redis = new Redis(url);
      onTestFinished(() => redis.disconnect());
      return (topic, text) => redis.publish(`${namespace}.${topic}`, text);
    },
  },
  RabbitMQ: {
    start: startRabbitmq,
    env: async ({ url }) => ({ RABBITMQ_URL: url }),
    quick: 300,
    say: (url, namespace) => {
      const connection = new Connection(url);
      const publisher = connection.createPublisher({ confirm: true });
      onTestFinished(async () => {
        await publisher.close();
        await connection.close();
      });
      return (routingKey, text) => publisher.send({ exchange: namespace, routingKey }, Buffer.from(text));
    },
  },
  'PostgreSQL alone': {
    start: startPostgres,
    env: async ({ url }) => ({ DATABASE_URL: await newDatabaseOn(url) }),
    quick: 300,
  },
  'MariaDB alone': {
    start: startMariadb,
    env: async ({ url }) => ({ DATABASE_URL: await newDatabaseOn(url) }),
    quick: 1500,
  },
};

describe.each(Object.entries(ways))('two instances, by %s,', (_, way) => {
  let server: Service;
  let chain: Chain;
  let env: Record<string, string>;

  beforeAll(async () => {
    server = await way.start();
    env = { REDIS_URL: '', RABBITMQ_URL: '', ...(await way.env(server)) };
    chain = await openChain(env);
  }, 120_000);
  afterAll(async () => {
    await chain.close();
    await server.stop();
  });

  /** Milliseconds from the order at the first instance to its event at the second one's board. */
  async function latencies(count: number): Promise<number[]> {
    const board = await chain.board(1);
    const times: number[] = [];
    for (let round = 0; round < count; round += 1) {
      const begun = performance.now();
      const id = await chain.order(0);
      await board.until('the order', ({ heard }) => heard.some(({ data }) => 'id' in data && data.id === id));
      times.push(performance.now() - begun);
    }
    await board.cut();
    return times.toSorted((a, b) => a - b);
  }

  test('every board hears what happens at each, in order, without a gap, each once', async () => {
    const start = await chain.position();
    const boards = [await chain.board(0), await chain.board(1)];
    const late = await chain.board(1);
    const rounds = 25;
    for (let round = 0; round < rounds; round += 1) {
      await Promise.all([chain.order(0), chain.order(1), chain.order(round % 2 === 0 ? 0 : 1)]);
      if (round === 10) await late.cut();
    }
    const again = await listen(chain.owners[0].client, storeStream, { lastEventId: late.lastEventId });
    const expected = Array.from({ length: rounds * 3 }, (_event, at) => start + at + 1);
    for (const board of boards) {
      await board.untilEvent(start + rounds * 3);
      expect(board.ids).toEqual(expected);
      await board.cut();
    }
    await again.untilEvent(start + rounds * 3);
    expect([...late.ids, ...again.ids]).toEqual(expected);
  });

  test('a tablet hears at one instance what staff did at the other', async () => {
    const [guest] = chain.guests;
    const id = await chain.order(0);
    const stream = await listen(guest.client.with({}), guest.streamPath);
    await chain.owners[1].move(id, 'preparing');
    expect((await stream.next('order_updated')).data).toMatchObject({ id, status: 'preparing' });
  });

  test('an event is there sooner than anybody looks for it', async () => {
    const times = await latencies(15);
    expect(times[7]).toBeLessThan(way.quick);
  });

  test('what nobody tells is found: an instance died between its commit and its telling', async () => {
    const boards = [await chain.board(0), await chain.board(1)];
    const events = await untold(chain, 3);
    for (const board of boards) {
      await board.until('the events', ({ ids }) => ids.length === 3, 3000);
      expect(board.ids).toEqual(events.map(({ sequence }) => sequence));
      await board.cut();
    }
  });

  // What follows does something to the broker alone; a database is no broker.
  const { say: sayerOn } = way;
  if (!sayerOn) return;

  test('doubled, in no order and with gaps, they reach a screen in order and once', async () => {
    const say = sayerOn(
      server.url,
      namespaceOf(readConfig({ ...chain.instances[0].restaurant.env, ...env }, '/').database),
    );
    const board = await chain.board(1);
    const start = await chain.position();
    for (let round = 0; round < 10; round += 1) {
      const events = await untold(chain, 4);
      const [storeId] = events.map((event) => event.storeId);
      const [first, second, third, fourth] = events;
      for (const some of [[third], [second, second], [fourth, first], [first], [third]]) {
        await say(`live.${storeId}`, JSON.stringify({ from: 'another', events: some }));
      }
      await say(`live.${storeId}`, 'what no instance says');
      await say(`live.${storeId}`, JSON.stringify({ from: 'a newer version', events: [{}], reached: 'far' }));
    }
    await board.untilEvent(start + 40);
    await chain.order(0);
    await board.untilEvent(start + 41);
    expect(board.ids).toEqual(Array.from({ length: 41 }, (_event, at) => start + at + 1));
    await board.cut();
  });

  describe.each(['frozen', 'gone'] as const)('while the broker is %s,', (state) => {
    test('orders are taken as quickly, boards go on, and all is as before when it is back', {
      timeout: 120_000,
    }, async () => {
      const start = await chain.position();
      const boards = [await chain.board(0), await chain.board(1)];
      if (state === 'frozen') server.freeze();
      else await server.kill();
      let count = 0;
      const until = performance.now() + 6000;
      while (performance.now() < until) {
        const begun = performance.now();
        await Promise.all([chain.order(0), chain.order(1)]);
        expect(performance.now() - begun).toBeLessThan(1000);
        count += 2;
        await sleep(200);
      }
      for (const board of boards) await board.until('all orders', ({ ids }) => ids.length === count, 4000);
      if (state === 'frozen') server.thaw();
      else await server.restart();
      const back = performance.now();
      // Within five seconds events come quicker again than anybody looks for them.
      for (;;) {
        const [, median = 0] = await latencies(3);
        if (median < way.quick) break;
        expect(performance.now() - back).toBeLessThan(10_000);
      }
      const end = await chain.position();
      for (const board of boards) {
        await board.untilEvent(end);
        expect(board.ids).toEqual(Array.from({ length: end - start }, (_event, at) => start + at + 1));
        await board.cut();
      }
    });
  });
});

/** Writes events of which no instance is told. */
async function untold(chain: Chain, count: number): Promise<OutboxEvent[]> {
  const [{ database }] = chain.instances;
  const { id: storeId } = await database.read
    .selectFrom('stores')
    .select('id')
    .where('code', '=', 'demo')
    .executeTakeFirstOrThrow();
  const events: OutboxEvent[] = [];
  for (let at = 0; at < count; at += 1) {
    const event = { storeId, type: 'menu_updated' as const, tableId: null, data: { version: 1, itemIds: [] } };
    events.push((await database.transaction((tx) => appendEvent(tx, event))).event);
  }
  return events;
}
