import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as endpoints from '@soban/contract/endpoints';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { migrateCreate } from '../../src/cli/migrations.ts';
import type { Database } from '../../src/db/database.ts';
import { knownSteps } from '../../src/db/migrate.ts';
import { rounds } from '../cells.ts';
import { runCli, runCliUntil } from '../harness/cli.ts';
import { unstartedProcess } from '../harness/process-harness.ts';
import { newRestaurant, type Restaurant, restaurantOfThisTest } from '../harness/restaurant.ts';
import { schemaPicture } from '../harness/schema-picture.ts';

const steps = [...(await knownSteps()).keys()];
const newest = steps.at(-1) ?? '';

async function within<Result>(restaurant: Restaurant, work: (database: Database) => Promise<Result>): Promise<Result> {
  await restaurant.ready;
  const database = await restaurant.database.open();
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const pictureOf = (restaurant: Restaurant) => within(restaurant, ({ read }) => schemaPicture(read));

/** What a database has to look like after all steps. */
async function wholeSchema(): Promise<unknown> {
  const restaurant = restaurantOfThisTest();
  await within(restaurant, (database) => database.migrate());
  return pictureOf(restaurant);
}

test('a new database is brought up in order, and a second time there is nothing to do', async () => {
  const restaurant = restaurantOfThisTest();
  const first = await runCli(restaurant, 'migrate', 'up');
  expect(first).toEqual({ code: 0, said: `${steps.map((name) => `${name} is done.`).join('\n')}\n` });
  const schema = await pictureOf(restaurant);
  expect(await runCli(restaurant, 'migrate', 'up')).toEqual({ code: 0, said: 'The database is up to date.\n' });
  expect(await pictureOf(restaurant)).toEqual(schema);
});

test('the status tells what was done, and what is to do', async () => {
  const restaurant = restaurantOfThisTest();
  const before = await runCli(restaurant, 'migrate', 'status');
  for (const name of steps) expect(before.said).toMatch(new RegExp(`^to do +${name}$`, 'm'));
  await runCli(restaurant, 'migrate', 'up');
  const { said } = await runCli(restaurant, 'migrate', 'status');
  for (const name of steps) expect(said).toMatch(new RegExp(`^done +\\d{4}-\\d\\d-\\d\\dT\\S+Z +${name}$`, 'm'));
  expect(said).toMatch(/The database is up to date\.\n$/);
});

test('of several processes that begin on one new database, one does each step and all come through', async () => {
  const whole = await wholeSchema();
  const restaurant = restaurantOfThisTest();
  const ran = await Promise.all(Array.from({ length: 4 }, () => runCli(restaurant, 'migrate', 'up')));
  expect(ran.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  const said = ran.map((one) => one.said).join('');
  for (const name of steps) expect(said.split(`${name} is done.`), said).toHaveLength(2);
  expect(await pictureOf(restaurant)).toEqual(whole);
});

test('servers that start at once on one new database all open', async () => {
  const restaurant = restaurantOfThisTest();
  const servers = await Promise.all([1, 2, 3].map(() => unstartedProcess({ NODE_ENV: 'production' }, restaurant)));
  await Promise.all(servers.map((server) => server.start()));
  await Promise.all(
    servers.map(async ({ anyone }) => expect((await anyone.call(endpoints.readReadiness)).status).toBe(200)),
  );
});

test('killed before any statement, a migration is finished by the next', async () => {
  const whole = await wholeSchema();
  const counted = await runCliUntil(0, restaurantOfThisTest(), 'migrate', 'up');
  const count = Number(/(\d+) statements/.exec(counted.said)?.[1]);
  expect(count).toBeGreaterThan(steps.length);
  const seed = Date.now();
  const moments = fc.sample(fc.integer({ min: 2, max: count }), {
    numRuns: rounds({ most: 10, else: 6 }),
    seed,
  });
  let killed = 0;
  for (const moment of new Set(moments)) {
    const where = `killed before statement ${moment} of ${count} (seed ${seed})`;
    const restaurant = newRestaurant();
    killed += (await runCliUntil(moment, restaurant, 'migrate', 'up')).code === null ? 1 : 0;
    await within(restaurant, (database) => database.migrate());
    expect(await pictureOf(restaurant), where).toEqual(whole);
    expect(await restaurant.database.damage(), where).toEqual([]);
    await restaurant.remove();
  }
  // A server's connection is looked at by the clock besides, so that the last statements may never be reached.
  expect(killed).toBeGreaterThan(0);
});

test('all the way down and up again leads to the same schema; what loses data is done only when it is said twice', async () => {
  const restaurant = restaurantOfThisTest();
  await within(restaurant, (database) => database.migrate());
  const schema = await pictureOf(restaurant);

  for (const name of steps.toReversed()) {
    const refused = await runCli(restaurant, 'migrate', 'down');
    if (refused.code === 1) {
      expect(refused.said).toMatch(new RegExp(`^With ${name} goes .+ again with --yes\\.\n$`));
      if (name === '0001-initial') expect(refused.said).toContain('every store with its menu');
      const { said } = await runCli(restaurant, 'migrate', 'down', '--yes');
      expect(said).toBe(`${name} is taken back.\n`);
    }
  }
  expect(await runCli(restaurant, 'migrate', 'down')).toEqual({ code: 0, said: 'The database is empty.\n' });
  expect((await within(restaurant, ({ read }) => read.introspection.getTables())).map(({ name }) => name)).toEqual([]);

  await within(restaurant, (database) => database.migrate());
  expect(await pictureOf(restaurant)).toEqual(schema);
});

test('a database that a newer version has migrated is left alone, in one line that says what to do', async () => {
  const server = await unstartedProcess({ LOG_LEVEL: 'silent' });
  await within(server.restaurant, async (database) => {
    await database.migrate();
    await database.transaction((tx) =>
      sql`insert into kysely_migration (name, timestamp) values ('9999-tips', '2999-01-01T00:00:00.000Z')`.execute(tx),
    );
  });
  const schema = await pictureOf(server.restaurant);
  const line =
    /^DATABASE_URL: the database is newer than this program: 9999-tips is not known here\. Run the newer version, .+migrate down\n$/;
  const refused = [await server.startInVain()];
  for (const args of [
    ['migrate', 'up'],
    ['migrate', 'down', '--yes'],
    ['store', 'create', '--code', 'x', '--name', 'X', '--owner', 'boss'],
  ]) {
    refused.push(await runCli(server.restaurant, ...args));
  }
  for (const { code, said } of refused) {
    expect(code).toBe(1);
    expect(said).toMatch(line);
  }
  const { code, said } = await runCli(server.restaurant, 'migrate', 'status');
  expect(code).toBe(0);
  expect(said).toMatch(/^unknown +2999\S+ +9999-tips$/m);
  expect(said).toContain('newer than this program');
  expect(await pictureOf(server.restaurant)).toEqual(schema);
});

test('a new step has the next number, is found, and fails until it is written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'soban-steps-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, `${newest}.ts`), '');
  writeFileSync(join(folder, 'kit.ts'), '');
  await migrateCreate(['add-tips'], folder);
  const name = `${String(Number(newest.slice(0, 4)) + 1).padStart(4, '0')}-add-tips`;
  const found = await knownSteps(folder);
  expect([...found.keys()]).toEqual([newest, name]);
  await expect(found.get(name)?.up(undefined as never)).rejects.toThrow('not written yet');
  expect(readFileSync(join(folder, `${name}.ts`), 'utf8')).toMatch(/^import .+\n/);
  for (const bad of [[], ['Add Tips'], ['../add-tips'], ['add-tips', '--now']]) {
    await expect(migrateCreate(bad, folder)).rejects.toThrow();
  }
  expect(readdirSync(folder)).toHaveLength(3);
});

test('no two steps have one number', () => {
  const numbers = steps.map((name) => basename(name).slice(0, 4));
  expect(new Set(numbers).size).toBe(numbers.length);
});
