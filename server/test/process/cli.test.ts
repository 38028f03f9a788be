import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as endpoints from '@soban/contract/endpoints';
import { eventually } from '@soban/testing/eventually';
import { cliEntry } from '@soban/testing/server-process';
import { expect, test } from 'vitest';

import { runCli, runCliGiven } from '../harness/cli.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { processOfThisTest, type RestaurantProcess, unstartedProcess } from '../harness/process-harness.ts';
import { signIn } from '../harness/staff.ts';

const create = (code: string) => ['store', 'create', '--code', code, '--name', 'Soban Myeongdong', '--owner', 'boss'];
const inStore = ({ anyone }: RestaurantProcess, storeCode: string, password: string) =>
  signIn(anyone, { storeCode, username: 'boss', password });

test('makes the first store of a production server, with its owner and tables', async () => {
  const server = await processOfThisTest({ NODE_ENV: 'production' });
  const passwords = ['the-owner-of-it', 'the-tables-of-it'];
  const args = [...create('myeongdong'), '--passwords-stdin', '--tables', '3'];
  const { code, said } = await runCliGiven(server.restaurant, passwords, ...args);
  expect(said).toMatch(/Store code +myeongdong/);
  for (const password of passwords) expect(said).not.toContain(password);
  expect(code).toBe(0);
  const owner = await inStore(server, 'myeongdong', 'the-owner-of-it');
  expect((await owner.board()).tables.map(({ number }) => number)).toEqual([1, 2, 3]);
  const guest = await pair(server.anyone, 3, { storeCode: 'myeongdong', password: 'the-tables-of-it' });
  expect((await guest.menu()).categories).toEqual([]);
});

test('makes passwords up where none are given, and says them', async () => {
  const server = await processOfThisTest();
  const { said } = await runCli(server.restaurant, ...create('euljiro'));
  const password = /boss +password +(\S+)/.exec(said)?.[1] ?? '';
  expect(password.length).toBeGreaterThanOrEqual(8);
  await inStore(server, 'euljiro', password);
});

test('gives a member of the staff a new password, and soon signs them out of the server that is running', async () => {
  const server = await processOfThisTest();
  const before = await signIn(server.anyone);
  const stream = await listen(before.client, storeStream);
  const args = ['staff', 'password', '--code', 'demo', '--username', 'owner', '--password-stdin'];
  expect((await runCliGiven(server.restaurant, ['found-it-again'], ...args)).code).toBe(0);
  await signIn(server.anyone, { password: 'found-it-again' });
  await stream.over;
  (await before.client.call(endpoints.whoAmI)).refused('unauthenticated');
}, 20_000);

test('lets an owner in again whom strangers keep locked out of new devices', async () => {
  const server = await processOfThisTest({ TRUST_PROXY: '1' });
  const args = ['staff', 'password', '--code', 'demo', '--username', 'owner', '--password-stdin'];
  const from = (address: string) => server.anyone.with({ 'x-forwarded-for': address });
  const knock = (address: string) =>
    from(address).call(endpoints.signInStaff, {
      body: { storeCode: 'demo', username: 'owner', password: 'found-it-again' },
    });
  for (const status of [401, 401, 401, 401, 401, 429]) expect((await knock('203.0.113.9')).status).toBe(status);
  expect((await runCliGiven(server.restaurant, ['found-it-again'], ...args)).code).toBe(0);
  await eventually('the owner is in', async () => (await knock('198.51.100.7')).status === 200, 15_000);
}, 30_000);

const staff = (command: string, username: string, ...more: string[]) => [
  'staff',
  command,
  '--code',
  'demo',
  '--username',
  username,
  ...more,
];

test('gives somebody an account of a role, tells of all there are, and takes one away for a while', async () => {
  const server = await processOfThisTest({ NODE_ENV: 'production' });
  await runCliGiven(server.restaurant, ['open-the-shop'], ...create('demo'), '--passwords-stdin');
  const cook = { storeCode: 'demo', username: 'minsu', password: 'wet-hands-cook' };
  const added = staff('create', 'minsu', '--role', 'kitchen', '--password-stdin');
  const { code, said } = await runCliGiven(server.restaurant, [cook.password], ...added);
  expect({ code, said }).toEqual({
    code: 0,
    said: 'minsu (kitchen) may sign in to demo with the password: (as you gave it)\n',
  });
  expect(await runCliGiven(server.restaurant, ['another-one'], ...added)).toEqual({
    code: 1,
    said: 'minsu has an account in demo already.\n',
  });
  const kitchen = await signIn(server.anyone, cook);
  expect((await kitchen.client.call(endpoints.whoAmI)).ok()).toMatchObject({ staff: { role: 'kitchen' } });
  const stream = await listen(kitchen.client, storeStream);

  const list = ['staff', 'list', '--code', 'demo'];
  expect((await runCli(server.restaurant, ...list)).said).toBe('boss   owner\nminsu  kitchen\n');
  expect((await runCli(server.restaurant, ...staff('disable', 'minsu'))).code).toBe(0);
  expect((await runCli(server.restaurant, ...list)).said).toMatch(/^minsu +kitchen +disabled since 20\S+Z$/m);
  await stream.over;
  expect((await kitchen.client.call(endpoints.whoAmI)).refused('unauthenticated').reason).toBe('revoked');
  (await server.anyone.call(endpoints.signInStaff, { body: cook })).refused('unauthenticated');

  expect((await runCli(server.restaurant, ...staff('enable', 'minsu'))).code).toBe(0);
  await signIn(server.anyone, cook);
  expect((await kitchen.client.call(endpoints.whoAmI)).refused('unauthenticated').reason).toBe('revoked');
}, 60_000);

test('the last owner cannot be taken away', async () => {
  const { restaurant } = await unstartedProcess();
  await runCli(restaurant, ...create('demo'));
  const last = { code: 1, said: 'This is the last owner of demo: give another one an account first.\n' };
  expect(await runCli(restaurant, ...staff('disable', 'boss'))).toEqual(last);
  await runCli(restaurant, ...staff('create', 'partner', '--role', 'owner'));
  expect((await runCli(restaurant, ...staff('disable', 'boss'))).code).toBe(0);
  expect(await runCli(restaurant, ...staff('disable', 'partner'))).toEqual(last);
}, 30_000);

test.each([
  [[], /which command/],
  [['store', 'destroy'], /there is no command "store destroy"/],
  [['store', 'create', '--name', 'X', '--owner', 'boss'], /--code is missing/],
  [[...create('x'), '--currency', 'XYZ'], /--currency/],
  [[...create('x'), '--tables', 'many'], /--tables/],
  [[...create('x'), '--time-zone', 'Moon/Crater'], /--time-zone Moon\/Crater is not known/],
  [[...create('x'), '--owner-password', 'a-good-one'], /not taken as an argument.+--passwords-stdin/],
  [
    ['staff', 'password', '--code', 'demo', '--username', 'owner', '--password=a-good-one'],
    /not taken.+--password-stdin/,
  ],
  [['table', 'password', '--code', 'nowhere'], /There is no such store: nowhere/],
  [[...create('x'), '--colour', 'red'], /--colour/],
  [staff('password', 'nobody'), /There is no such account: nobody in demo/],
  [staff('disable', 'nobody'), /There is no such account: nobody in demo/],
  [staff('create', 'minsu'), /There is no such store: demo/],
  [staff('create', 'minsu', '--role', 'chef'), /--role must be /],
  [['staff', 'list', '--code', 'nowhere'], /There is no such store: nowhere/],
])('%j is refused with what is wrong with it', async (args, fault) => {
  const { restaurant } = await unstartedProcess();
  const { code, said } = await runCli(restaurant, ...args);
  expect(code).toBe(1);
  expect(said).toMatch(fault);
  expect(said).not.toMatch(/\n\s+at /);
});

test('a password that is too short is refused', async () => {
  const { restaurant } = await unstartedProcess();
  const { code, said } = await runCliGiven(restaurant, ['short'], ...create('x'), '--passwords-stdin');
  expect(code).toBe(1);
  expect(said).toMatch(/at least 8 characters/);
});

test('on a terminal it asks, and shows nothing of what is typed', async () => {
  const server = await processOfThisTest();
  const command = [
    process.execPath,
    cliEntry,
    'staff',
    'password',
    '--code demo',
    '--username owner',
    '--password-stdin',
  ];
  const { folder, env } = server.restaurant;
  const terminal = spawn('script', ['-qec', command.join(' '), '/dev/null'], {
    cwd: folder,
    env: { ...env, PATH: '/usr/bin:/bin' },
  });
  let shown = '';
  terminal.stdout.on('data', (text: Buffer) => {
    if (!shown.includes('Password for') && (shown + text.toString()).includes('Password for')) {
      terminal.stdin.write('typed-by-hand\r');
    }
    shown += text.toString();
  });
  await once(terminal, 'close');
  expect(shown).toContain('(as you gave it)');
  expect(shown).not.toContain('typed-by-hand');
  await signIn(server.anyone, { password: 'typed-by-hand' });
});

test('a code that is taken is refused', async () => {
  const { restaurant } = await unstartedProcess();
  expect((await runCli(restaurant, ...create('twice'))).code).toBe(0);
  const { code, said } = await runCli(restaurant, ...create('twice'));
  expect({ code, said }).toEqual({ code: 1, said: 'There is a store with the code twice already.\n' });
});
