import { setTimeout as sleep } from 'node:timers/promises';
import * as endpoints from '@soban/contract/endpoints';
import { eventually } from '@soban/testing/eventually';
import { describe, expect, type TestContext, test } from 'vitest';
import { lookInto } from '../cluster/databases.ts';
import { instancesOf } from '../cluster/instance.ts';
import { seat } from '../cluster/people.ts';
import { type Attempt, Rush } from '../cluster/rush.ts';
import { expectGapFree, Screen } from '../cluster/screen.ts';
import { pair } from '../harness/guest.ts';
import { expectSound } from '../harness/soundness.ts';
import { signIn } from '../harness/staff.ts';
import type { TestServer } from '../harness/test-server.ts';
import { newDatabaseOn } from '../live/chain.ts';
import { startMariadb } from '../services/mariadb.ts';
import { startPostgres } from '../services/postgres.ts';
import type { Service } from '../services/service.ts';

/**
 * Milliseconds: until the fall of a database is noticed, at most; what a refusal takes from then on; until it is back in use. All
 * are far below what it would take to wait for the database itself, and far above what a starved machine needs.
 */
const noticedWithin = 8000;
const refusedWithin = 2500;
const backWithin = 10_000;

async function oneInstance(context: TestContext, service: Service): Promise<[TestServer, string]> {
  context.onTestFinished(() => service.stop());
  const databaseUrl = await newDatabaseOn(service.url);
  const [instance] = await instancesOf(context, [{ databaseUrl }]);
  if (!instance) throw new Error('No server.');
  return [instance, databaseUrl];
}

describe.concurrent.each([
  ['PostgreSQL', startPostgres],
  ['MariaDB', startMariadb],
] as const)('%s', (name, start) => {
  test('away at the start: the server waits, says so, and serves without a restart', async (context) => {
    const service = await start();
    const [server] = await oneInstance(context, service);
    await service.kill();
    server.launch();
    await server.untilReady(503);
    const { anyone } = server;
    expect((await anyone.call(endpoints.readHealth)).text).toBe('{"status":"ok"}');
    expect((await anyone.call(endpoints.readMenu)).refused('unavailable').detail).toContain('waiting for its database');
    const login = { storeCode: 'demo', tableNumber: 1, password: 'whatever' };
    (await anyone.call(endpoints.signInTable, { body: login })).refused('unavailable');
    await eventually('the log says what it waits for', () => server.output.includes('waiting for the database'));

    await service.restart();
    await server.untilReady();
    const { guests, order } = await seat(anyone, 1);
    expect((await guests[0].order(order)).number).toMatch(/1$/);
  }, 120_000);

  test('killed, and frozen, under load: refused at once, back by itself, nothing lost or doubled', async (context) => {
    const service = await start();
    const [server, databaseUrl] = await oneInstance(context, service);
    await server.start();
    const { guests, order } = await seat(server.anyone, 8);
    const owner = await signIn(server.anyone);
    const where = () => server.url;
    const screens = await Screen.open([
      { token: owner.token, where },
      ...guests.map(({ token, table }) => ({ token, tableId: table.id, where })),
    ]);
    const rush = new Rush({ guests, order, where, pause: 10 });
    const sinceTaken = (from: number) => rush.attempts.some(({ sentAt, status }) => sentAt >= from && status === 201);
    await eventually('orders are taken', () => rush.acknowledged.length > 100);

    const falls = [
      { how: 'killed', down: () => service.kill(), up: () => service.restart(), lasting: 3000 },
      { how: 'frozen', down: async () => service.freeze(), up: async () => service.thaw(), lasting: 10_000 },
    ];
    for (const { how, down, up, lasting } of falls) {
      const since = performance.now();
      await down();
      await sleep(lasting);
      const until = performance.now();
      await up();
      const there = performance.now();
      const back = await eventually('orders are taken again', () => sinceTaken(there), 15_000);
      const during = rush.attempts.filter(({ sentAt, answeredAt }) => answeredAt > since && sentAt < until);
      const figures = figuresOf(during, since);
      await context.annotate(`${name} ${how}: ${JSON.stringify({ ...figures, back })}`);
      expect(figures.noticed).toBeLessThan(noticedWithin);
      expect(figures.longestRefusal).toBeLessThan(refusedWithin);
      expect(figures.longest, 'nothing hangs').toBeLessThan(noticedWithin);
      expect(figures.statuses, 'only the one answer').toEqual([503]);
      expect(back).toBeLessThan(backWithin);
      await sleep(1000);
    }
    await rush.end();
    // Whoever signs in has to be found in the database.
    await pair(server.anyone, 9);

    await lookInto(databaseUrl, async (database) => {
      await expectSound(database, rush.acknowledged);
      await expectGapFree(database, screens);
    });
    expect(screens.every(({ connections }) => connections === 1)).toBe(true);
    await Promise.all(screens.map((screen) => screen.close()));
  }, 120_000);
});

/** What became of the attempts that fell into an outage; milliseconds. */
function figuresOf(during: readonly Attempt[], since: number) {
  const refused = during.filter(({ status }) => status !== 201);
  const noticed = Math.min(...refused.map(({ answeredAt }) => answeredAt)) - since;
  const took = (attempts: readonly Attempt[]) => attempts.map(({ sentAt, answeredAt }) => answeredAt - sentAt);
  const afterNotice = took(refused.filter(({ sentAt }) => sentAt > since + noticed)).toSorted((a, b) => a - b);
  return {
    noticed,
    refusals: afterNotice.length,
    medianRefusal: afterNotice[afterNotice.length >> 1] ?? 0,
    longestRefusal: afterNotice.at(-1) ?? 0,
    longest: Math.max(...took(during)),
    statuses: [...new Set(refused.map(({ status }) => status))],
  };
}
