import { once } from 'node:events';
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import * as endpoints from '@soban/contract/endpoints';
import { freePort } from '@soban/testing/ports';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCli } from '../harness/cli.ts';
import { Guest, pair } from '../harness/guest.ts';
import { processOfThisTest, unstartedProcess } from '../harness/process-harness.ts';
import { demoPassword, restaurantOfThisTest } from '../harness/restaurant.ts';
import { StaffMember, signIn } from '../harness/staff.ts';

describe('what keeps it from starting is said in one clear line that names it', () => {
  async function faultOf(env: Record<string, string>, prepare?: (folder: string) => void): Promise<string> {
    const server = await unstartedProcess({ LOG_LEVEL: 'silent', ...env });
    prepare?.(server.restaurant.folder);
    const { code, said } = await server.startInVain();
    expect(code).toBe(1);
    const lines = said.trimEnd().split('\n');
    expect(lines, said).toHaveLength(1);
    return lines[0] ?? '';
  }

  test('a busy port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const address = other.address();
    const port = String(typeof address === 'object' && address ? address.port : 0);
    expect(await faultOf({ PORT: port })).toBe(
      `PORT: port ${port} is in use by another program; set PORT to a free one`,
    );
  });

  test('a malformed variable', async () => {
    expect(await faultOf({ PORT: 'eighty' })).toMatch(/^PORT .*eighty/);
    expect(await faultOf({ ORDER_NUMBER_FORMAT: '{number}' })).toMatch(/^ORDER_NUMBER_FORMAT /);
  });

  test('an unknown word for what it runs for, which would be taken for development', async () => {
    for (const word of ['prod', 'Production', 'staging']) {
      expect(await faultOf({ NODE_ENV: word })).toBe(
        `NODE_ENV must be production, development or test (it is "${word}")`,
      );
    }
  });

  test('a data folder that cannot be written to', async () => {
    const inFile = (folder: string) => writeFileSync(join(folder, 'file'), '');
    const server = await unstartedProcess();
    const below = join(server.restaurant.folder, 'file', 'below');
    inFile(server.restaurant.folder);
    const database = await faultOf({ DATABASE_URL: `sqlite://${below}/app.db` });
    expect(database).toBe(`DATABASE_URL: the folder ${below} cannot be written to`);
    expect(await faultOf({ UPLOAD_DIR: below })).toBe(`UPLOAD_DIR: the folder ${below} cannot be written to`);
    const nowhere = '/proc/soban/data';
    expect(await faultOf({ DATABASE_URL: `sqlite://${nowhere}/app.db` })).toBe(
      `DATABASE_URL: the folder ${nowhere} cannot be written to`,
    );
  });

  test('a database that is none', async () => {
    const letter = (folder: string) => writeFileSync(join(folder, 'app.db'), 'Dear diary, '.repeat(1000));
    expect(await faultOf({}, letter)).toMatch(/^DATABASE_URL: \S+app\.db is no SQLite database/);
    const nothing = (folder: string) => writeFileSync(join(folder, 'app.db'), '');
    expect(await faultOf({}, nothing)).toMatch(/^DATABASE_URL: \S+app\.db is empty: delete it/);
    const directory = (folder: string) => mkdirSync(join(folder, 'app.db'));
    expect(await faultOf({}, directory)).toMatch(/^DATABASE_URL: the database cannot be used: /);
  });

  test('production without a secret, or with one that is too short', async () => {
    expect(await faultOf({ NODE_ENV: 'production', JWT_SECRET_KEY: '' })).toMatch(/^JWT_SECRET_KEY is missing/);
    const short = await faultOf({ NODE_ENV: 'production', JWT_SECRET_KEY: 'hunter2' });
    expect(short).toMatch(/^JWT_SECRET_KEY is too short/);
    expect(short).not.toContain('hunter2');
  });
});

test('what nobody has foreseen is told with the lines of the sources', async () => {
  const line = /at .*[/\\]server[/\\]src[/\\]\S+\.ts:\d+:\d+/;
  const { code, said } = await runCli(restaurantOfThisTest(), 'openapi', 'write', '--to', 'no/such/folder.json');
  expect(code).toBe(1);
  expect(said).toMatch(line);
  const server = await unstartedProcess({ DATABASE_URL: `postgres://127.0.0.1:${await freePort()}/none` });
  server.launch();
  await server.says('waiting for the database');
  await server.stop();
  expect(server.output).toMatch(line);
});

test('several faults are listed together', async () => {
  const server = await unstartedProcess({ PORT: 'x', BCRYPT_COST: 'y', LOG_LEVEL: 'z' });
  const { code, said } = await server.startInVain();
  expect(code).toBe(1);
  expect(
    said
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0]),
  ).toEqual(expect.arrayContaining(['PORT', 'BCRYPT_COST', 'LOG_LEVEL']));
});

test.each([
  [{ TRUST_PROXY: '1', HOST: '0.0.0.0' }, true],
  [{ TRUST_PROXY: '1', HOST: '127.0.0.1' }, false],
])('%j: a proxy that strangers can go around is warned of: %s', async (env, isWarnedOf) => {
  const server = await processOfThisTest({ NODE_ENV: 'production', ...env });
  await server.stop();
  const warning = server.output.split('\n').find((line) => line.includes('TRUST_PROXY'));
  expect(warning !== undefined).toBe(isWarnedOf);
  if (warning) expect(warning).toMatch(/^\{"level":40,.+ HOST=127\.0\.0\.1 /);
});

test('the first start makes a restaurant and says how to get in; the next changes nothing', async () => {
  const server = await processOfThisTest({ DEMO_PASSWORD: '', JWT_SECRET_KEY: '' });
  const passwords = () => ({
    tables: /Tables 1 to 12\s+password\s+(\S+)/.exec(server.output)?.[1] ?? '',
    owner: /owner\s+password\s+(\S+)/.exec(server.output)?.[1] ?? '',
  });
  const first = passwords();
  expect(server.output).toMatch(/Guests +http:\/\/localhost:/);
  expect(server.output).toMatch(/Staff +http:\/\/localhost:\d+\/admin/);
  expect(server.output).toMatch(/Store code +demo/);
  expect(server.output).toMatch(/▄|█/);
  expect(first.tables).toHaveLength(10);
  expect(first.owner).not.toBe(first.tables);
  const guest = await pair(server.anyone, 7, { password: first.tables });
  const owner = await signIn(server.anyone, { password: first.owner });
  const before = { menu: await guest.menu(), board: await owner.board() };

  expect(await server.stop()).toBe(0);
  server.output = '';
  await server.start();
  expect(passwords()).toEqual(first);
  // The secret that was made up is kept with the rest, so whoever was signed in still is.
  const [again, ownerAgain] = [new Guest(server.anyone, guest), new StaffMember(server.anyone, owner.token)];
  expect(await again.menu()).toEqual(before.menu);
  expect(await ownerAgain.board()).toEqual(before.board);
});

test('another demo password at the next start takes effect, and signs the old ones out', async () => {
  const server = await processOfThisTest();
  const guest = await pair(server.anyone, 1);
  await server.stop();
  const next = await unstartedProcess({ DEMO_PASSWORD: 'another-password' }, server.restaurant);
  await next.start();
  (await next.anyone.bearing(guest.token).call(endpoints.whoAmI)).refused('unauthenticated');
  await pair(next.anyone, 1, { password: 'another-password' });
});

test('in production nothing is seeded and nothing printed but the log', async () => {
  const server = await processOfThisTest({ NODE_ENV: 'production' });
  const login = { storeCode: 'demo', username: 'owner', password: demoPassword };
  (await server.anyone.call(endpoints.signInStaff, { body: login })).refused('unauthenticated');
  for (const line of server.output.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
});

test('production on a demo’s data is refused while the passwords that it printed still open it', async () => {
  const demo = await processOfThisTest({ DEMO_PASSWORD: '' });
  await demo.stop();
  const { restaurant } = demo;
  const production = await unstartedProcess({ NODE_ENV: 'production', DEMO_PASSWORD: '' }, restaurant);
  const refused = await production.startInVain();
  expect(refused.code).toBe(1);
  const told = refused.said.trimEnd().split('\n').at(-1);
  expect(told).toMatch(
    /^DATABASE_URL: .+ demo store.+npm run cli -- staff password --code demo --username owner and npm/,
  );
  expect((await runCli(restaurant, 'staff', 'password', '--code', 'demo', '--username', 'owner')).code).toBe(0);
  production.output = '';
  expect((await production.startInVain()).said).toMatch(/new ones: npm run cli -- table password --code demo\n$/);
  expect((await runCli(restaurant, 'table', 'password', '--code', 'demo')).code).toBe(0);
  production.output = '';
  await production.start();
  expect(production.output).toMatch(/"level":40,.+holds the demo store/);
});

test('what it keeps is nobody else’s to read, and what an earlier version left open is closed', async () => {
  const server = await processOfThisTest({ JWT_SECRET_KEY: '', DEMO_PASSWORD: '' });
  const { folder } = server.restaurant;
  const files = ['app.db', 'app.db-wal', 'app.db-shm', 'jwt-secret', 'demo-passwords.json'];
  const modes = (names: string[]) => names.map((name) => (statSync(join(folder, name)).mode & 0o777).toString(8));
  expect(modes(files)).toEqual(files.map(() => '600'));
  expect(modes(['uploads'])).toEqual(['700']);
  await server.kill();
  for (const file of files) chmodSync(join(folder, file), 0o644);
  await server.start();
  expect(modes(files)).toEqual(files.map(() => '600'));
});
