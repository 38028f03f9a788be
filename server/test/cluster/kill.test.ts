import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@soban/testing/eventually';
import { expect, test } from 'vitest';
import { relayedTransactions } from '../../src/live/relay.ts';
import { expectSound } from '../harness/soundness.ts';
import { signIn } from '../harness/staff.ts';
import { newDatabaseOn } from '../live/chain.ts';
import { startPostgres } from '../services/postgres.ts';
import { startRedis } from '../services/redis.ts';
import { lookInto } from './databases.ts';
import { instancesOf } from './instance.ts';
import { seat } from './people.ts';
import { Rush } from './rush.ts';
import { expectGapFree, Screen } from './screen.ts';

/** Milliseconds until an event arrives whose instance died before it could tell of it. */
const untoldWithin = 3000;

test('one of three servers killed under load: the others serve, and its screens go on with them', async (context) => {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  context.onTestFinished(async () => {
    await Promise.all([postgres.stop(), redis.stop()]);
  });
  const databaseUrl = await newDatabaseOn(postgres.url);
  const options = { databaseUrl, env: { REDIS_URL: redis.url } };
  const servers = await instancesOf(context, [options, options, options]);
  await Promise.all(servers.map((server) => server.start()));
  const [first] = servers;
  if (!first) throw new Error('No servers.');
  const { guests, order } = await seat(first.anyone, 12);
  const owner = await signIn(first.anyone);
  const urlOf = (at: number) => servers[at % servers.length]?.url ?? '';

  // Four screens of each table's and three boards: each begins with another server, and goes on with the next one.
  const tables = guests.flatMap((guest) => [guest, guest, guest, guest]);
  const screens = await Screen.open([
    ...tables.map(({ token, table }, at) => ({
      token,
      tableId: table.id,
      where: (again: number) => urlOf(at + again),
    })),
    ...servers.map((_, at) => ({ token: owner.token, where: (again: number) => urlOf(at + again) })),
  ]);
  const rush = new Rush({ guests, order, where: (guest, attempt) => urlOf(guest + attempt), pause: 20 });
  await eventually('orders are taken', () => rush.acknowledged.length > 200);
  for (const server of servers) {
    const before = rush.acknowledged.length;
    await server.kill();
    await eventually('the others take orders', () => rush.acknowledged.length > before + 100);
    await sleep(1000);
    await server.start();
  }
  await rush.end();

  await lookInto(databaseUrl, async (database) => {
    await expectSound(database, rush.acknowledged);
    await expectGapFree(database, screens);
    expect(screens.filter(({ connections }) => connections > 1).length).toBeGreaterThanOrEqual(screens.length / 3);

    // What a server has committed, and was killed before it could tell anybody.
    const untold = relayedTransactions(database, () => undefined);
    const { id: storeId } = await database.read.selectFrom('stores').select('id').executeTakeFirstOrThrow();
    const lasts = screens.map(({ last }) => last);
    await untold((_, append) =>
      append({ storeId, type: 'menu_updated', tableId: null, data: { itemIds: [], version: 1 } as never }),
    );
    const arrived = await eventually('the untold arrives', () =>
      screens.every(({ last }, at) => last > (lasts[at] ?? 0)),
    );
    await context.annotate(
      `${rush.acknowledged.length} orders, ${rush.retried} sent again; an untold event arrived in ${Math.round(arrived)} ms`,
    );
    expect(arrived).toBeLessThan(untoldWithin);
    await expectGapFree(database, screens);
  });
  await Promise.all(screens.map((screen) => screen.close()));
}, 150_000);
