import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@soban/testing/eventually';
import { expect, test } from 'vitest';
import { rounds } from '../cells.ts';
import { Client } from '../harness/client.ts';
import { expectSound } from '../harness/soundness.ts';
import { type StaffMember, signIn } from '../harness/staff.ts';
import { newDatabaseOn } from '../live/chain.ts';
import { startPostgres } from '../services/postgres.ts';
import { startRedis } from '../services/redis.ts';
import { startBalancer } from './balancer.ts';
import { lookInto } from './databases.ts';
import { instancesOf } from './instance.ts';
import { branch, openStore, seat } from './people.ts';
import { Rush } from './rush.ts';
import { expectGapFree, Screen } from './screen.ts';

const tableCount = 200;
/** Live streams: of boards, and the rest of tables. */
const boardCount = 20;
const streamCount = 1000;
/** Restarts of each server. */
const restarts = rounds({ most: 2, else: 1 });

test(`${streamCount} streams and ${tableCount} tables that go on ordering notice nothing of rolling restarts`, async (context) => {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  context.onTestFinished(async () => {
    await Promise.all([postgres.stop(), redis.stop()]);
  });
  const databaseUrl = await newDatabaseOn(postgres.url);
  const options = { databaseUrl, env: { REDIS_URL: redis.url, TRUST_PROXY: '1' } };
  const [first, second, third] = await instancesOf(context, [options, options, options]);
  if (!first || !second || !third) throw new Error('No servers.');
  const servers = [first, second, third] as const;
  await Promise.all(servers.map((server) => server.start()));
  const nginx = await startBalancer(servers);
  context.onTestFinished(() => nginx.stop());

  const anyone = new Client(nginx.url);
  await lookInto(databaseUrl, (database) => openStore(database, { tables: tableCount }));
  const owners: StaffMember[] = [];
  while (owners.length < 4) owners.push(await signIn(anyone, { ...branch, username: 'owner' }));
  const { guests, order } = await seat(anyone, tableCount, branch);
  const where = () => nginx.url;
  const ofTables = Array.from({ length: streamCount - boardCount }, (_, at) => {
    const { token, table } = guests[at % tableCount] ?? guests[0];
    return { token, tableId: table.id, where };
  });
  const boards = Array.from({ length: boardCount }, (_, at) => ({
    token: owners[at % owners.length]?.token ?? '',
    where,
  }));
  const screens = await Screen.open([...ofTables, ...boards]);

  // 50 orders a second: what a board misses while it is away for 20 s can still be replayed to it.
  const rush = new Rush({ guests, order, where, pause: 4000 });
  await eventually('every table is ordering', () => rush.acknowledged.length > tableCount);
  const since = performance.now();
  for (let round = 0; round < restarts; round += 1) {
    for (const server of servers) {
      expect(await server.stop(), server.output.slice(-2000)).toBe(0);
      await server.start();
      // The proxy takes a server that it has left out back after two seconds.
      await sleep(2500);
    }
  }
  const seconds = (performance.now() - since) / 1000;
  await rush.end();

  await lookInto(databaseUrl, async (database) => {
    await expectGapFree(database, screens);
    await expectSound(database, rush.acknowledged);
  });
  expect(screens.filter(({ connections }) => connections > 1).length).toBeGreaterThan(streamCount / 3);
  const refused = rush.attempts.filter(({ status }) => status !== 201);
  const slowest = Math.max(...rush.attempts.map(({ sentAt, answeredAt }) => answeredAt - sentAt));
  await context.annotate(
    `${rush.acknowledged.length} orders in ${seconds.toFixed(1)} s, ${rush.retried} of them sent again by their guest; ` +
      `${refused.length} attempts refused or unanswered; slowest answer ${Math.round(slowest)} ms; ` +
      `streams connected ${screens.reduce((sum, { connections }) => sum + connections, 0)} times`,
  );
  await Promise.all(screens.map((screen) => screen.close()));
}, 300_000);
