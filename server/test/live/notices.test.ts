import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import type { Notice, Transport } from '../../src/live/transport.ts';
import { transportFor } from '../../src/live/transports/open-transport.ts';
import { createLog } from '../../src/log/log.ts';
import { jwtSecret } from '../harness/restaurant.ts';
import { startPostgres } from '../services/postgres.ts';
import { startRabbitmq } from '../services/rabbitmq.ts';
import { startRedis } from '../services/redis.ts';
import type { Service } from '../services/service.ts';

const brokers = {
  Redis: { start: startRedis, variable: 'REDIS_URL' },
  RabbitMQ: { start: startRabbitmq, variable: 'RABBITMQ_URL' },
  PostgreSQL: { start: startPostgres, variable: 'DATABASE_URL' },
};

describe.each(Object.entries(brokers))('notices by %s', (_, { start, variable }) => {
  let server: Service;
  beforeAll(async () => {
    server = await start();
  }, 120_000);
  afterAll(() => server.stop());

  /** One instance's transport; what it was told of, and how often it may have missed something. */
  async function instance() {
    const config = readConfig({ JWT_SECRET_KEY: jwtSecret, [variable]: server.url }, '/somewhere');
    const transport = await transportFor(config, createLog('silent'));
    const heard: Notice[] = [];
    const told = { transport, heard, missed: 0 };
    transport.subscribe({
      event: () => undefined,
      reached: () => undefined,
      notice: (notice) => heard.push(notice),
      missedNotices: () => {
        told.missed += 1;
      },
    });
    onTestFinished(() => transport.close());
    return told;
  }
  const until = (what: () => unknown, timeout = 12_000) => vi.waitFor(what, { timeout, interval: 10 });
  const connected = (...transports: Transport[]) =>
    until(() => expect(transports.map(({ isConnected }) => isConnected)).toEqual(transports.map(() => true)));

  test('every other instance hears them, and whoever says them does not', async () => {
    const [one, two, three] = await Promise.all([instance(), instance(), instance()]);
    await connected(one.transport, two.transport, three.transport);
    const notices: Notice[] = [
      { kind: 'store_changed', storeId: 'a', version: 7 },
      { kind: 'sign_ins_ended', signInIds: ['x', 'y'] },
    ];
    for (const notice of notices) one.transport.announce(notice);
    await until(() => {
      expect(two.heard).toEqual(notices);
      expect(three.heard).toEqual(notices);
    });
    two.transport.announce({ kind: 'store_changed', storeId: 'b', version: 1 });
    await until(() => expect(one.heard).toHaveLength(1));
    expect(one.heard).toEqual([{ kind: 'store_changed', storeId: 'b', version: 1 }]);
  });

  test('a thousand sign-ins that end together all arrive', async () => {
    const [one, two] = await Promise.all([instance(), instance()]);
    await connected(one.transport, two.transport);
    const signInIds = Array.from(
      { length: 1000 },
      (_id, at) => `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`,
    );
    one.transport.announce({ kind: 'sign_ins_ended', signInIds });
    await until(() =>
      expect(two.heard.flatMap((notice) => (notice.kind === 'sign_ins_ended' ? notice.signInIds : []))).toEqual(
        signInIds,
      ),
    );
  });

  test('a broker that does not answer is known not to, and what was said meanwhile arrives when it does', async () => {
    const [one, two] = await Promise.all([instance(), instance()]);
    await connected(one.transport, two.transport);
    expect([one.missed, two.missed]).toEqual([1, 1]);
    server.freeze();
    onTestFinished(() => server.thaw());
    // Said before anybody can know that nobody hears it.
    one.transport.announce({ kind: 'store_changed', storeId: 'a', version: 2 });
    await until(() => {
      expect(one.transport.isConnected).toBe(false);
      expect(two.transport.isConnected).toBe(false);
    }, 5000);
    one.transport.announce({ kind: 'store_changed', storeId: 'a', version: 3 });
    server.thaw();
    await connected(one.transport, two.transport);
    // Whoever could not hear is told to look everything up.
    await until(() => expect(Math.min(one.missed, two.missed)).toBeGreaterThanOrEqual(2));
  });

  test('what is said before there is a connection is kept until there is one', async () => {
    const two = await instance();
    await connected(two.transport);
    const one = await instance();
    expect(one.transport.isConnected).toBe(false);
    one.transport.announce({ kind: 'store_changed', storeId: 'a', version: 9 });
    await until(() => expect(two.heard).toContainEqual({ kind: 'store_changed', storeId: 'a', version: 9 }));
  });

  test('a broker that comes after the instances is found', async () => {
    await server.kill();
    const [one, two] = await Promise.all([instance(), instance()]);
    one.transport.announce({ kind: 'store_changed', storeId: 'a', version: 4 });
    expect(one.transport.isConnected).toBe(false);
    await server.restart();
    await connected(one.transport, two.transport);
    one.transport.announce({ kind: 'store_changed', storeId: 'a', version: 5 });
    await until(() => expect(two.heard).toContainEqual({ kind: 'store_changed', storeId: 'a', version: 5 }));
  });
});

test('nothing between several instances but MySQL: everything is looked up', async () => {
  const config = readConfig({ JWT_SECRET_KEY: jwtSecret, DATABASE_URL: 'mysql://host/name' }, '/somewhere');
  expect((await transportFor(config, createLog('silent'))).isConnected).toBe(false);
});
