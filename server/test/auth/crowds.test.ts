import { once } from 'node:events';
import { connect } from 'node:net';
import * as endpoints from '@soban/contract/endpoints';
import { eventually } from '@soban/testing/eventually';
import { expect, test } from 'vitest';

import { thisCell } from '../cells.ts';
import { appOfThisTest, startApp, type TestApp } from '../harness/app-harness.ts';
import { pair } from '../harness/guest.ts';
import { newRestaurant } from '../harness/restaurant.ts';
import { signIn } from '../harness/staff.ts';
import { Knocker, type Reply, right, tally, times } from './door.ts';

/*
 * Many who sign in at once: strangers who guess, and a shop that opens.
 */

const env = { TRUST_PROXY: '1' };
/** A cost at which a hash takes long beside a request: who comes in time is met by a full house, and two servers hash at the same moment. */
const slow = { ...env, BCRYPT_COST: '10' };
const shop = '192.168.0.5';

test('of 400 wrong passwords at once from one address 20 are looked at, and everybody else signs in meanwhile', async () => {
  const app = await appOfThisTest({ ...env, BCRYPT_COST: '8' });
  const familiar = new Knocker(app, shop);
  expect(await familiar.knockAsStaff('owner', right)).toBe('in');
  const burst = times(400, (at) => new Knocker(app, '203.0.113.9').knock(1000 + at));
  // From elsewhere, from where the strangers are, and one that nobody has seen before.
  const others = [familiar.knockAsStaff('owner', right), familiar.at('203.0.113.9').knockAsStaff('owner', right)];
  expect(await Promise.all([...others, new Knocker(app, '198.51.100.7').knock(3, right)])).toEqual(['in', 'in', 'in']);
  expect(tally(await burst)).toEqual({ wrong: 20, wait: 380 });
  expect(await familiar.at('203.0.113.9').knockAsStaff('owner', right)).toBe('in');
  expect(await new Knocker(app, '203.0.113.9').knock(2, right)).toBe('wait');
});

test('pages, files and orders do not wait for passwords', async () => {
  const app = await appOfThisTest(slow);
  const guest = await pair(app.anyone, 1);
  const { categories } = await guest.menu();
  const [item] = categories.flatMap(({ items }) => items).filter(({ optionGroups }) => optionGroups.length === 0);
  let looked = 0;
  const burst = times(60, async (at) => {
    await new Knocker(app, `203.0.${at}.9`).knock(1000 + at);
    looked += 1;
  });
  const answers = await Promise.all([
    app.anyone.get('/uploads/demo/bossam.webp'),
    app.anyone.get('/api/openapi.json'),
    guest.client.call(endpoints.readMenu),
    guest.place({ items: [{ menuItemId: item?.id ?? '', quantity: 1 }] }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 201]);
  expect(looked).toBeLessThan(40);
  await burst;
});

test('nothing is hashed for who has left', async () => {
  const app = await appOfThisTest({ ...env, BCRYPT_COST: '9' });
  await times(40, (at) => knockAndLeave(app, `203.0.${at}.9`, 1000 + at));
  expect(await new Knocker(app, shop).knock(3, right)).toBe('in');
  // Two or three had their turn before it was seen that nobody waits for them; what is looked at counts.
  const counts = await app.database.read.selectFrom('sign_in_counts').select('failures').execute();
  const failures = counts.reduce((sum, count) => sum + count.failures, 0);
  expect(failures).toBeLessThan(2 * 10);
});

async function knockAndLeave({ url }: TestApp, address: string, tableNumber: number): Promise<void> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  const body = JSON.stringify({ storeCode: 'demo', tableNumber, password: 'wrong' });
  const head = `host: soban\r\nx-forwarded-for: ${address}\r\ncontent-type: application/json`;
  const request = `POST /api/auth/table/login HTTP/1.1\r\n${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  await new Promise((resolve) => socket.write(request, resolve));
  socket.destroy();
}

test.each([
  ['with one password', undefined],
  ['with a password each', (table: number) => `the-password-of-${table}`],
])('a shop of sixty tablets behind one address signs in at once, %s', async (_, passwordOf) => {
  const app = await appOfThisTest(env);
  const owner = await signIn(app.anyone.with({ 'x-forwarded-for': '10.0.0.1' }));
  const tables = (await owner.client.call(endpoints.listTables)).ok();
  if (passwordOf) {
    for (const { id, number } of tables) await owner.changeTable(id, { password: passwordOf(number) });
  }
  // A guest there has tried his luck.
  expect(await new Knocker(app, shop).knock(99)).toBe('wrong');
  const tablets = await times(60, (at) => {
    const { number = 0 } = tables[at % tables.length] ?? {};
    return new Knocker(app, shop).knock(number, passwordOf?.(number) ?? right);
  });
  expect(tally(tablets)).toEqual({ in: 60 });
});

test('eight devices of one table sign in at once, though somebody has mistyped four times', async () => {
  const app = await appOfThisTest(slow);
  expect(tally(await times(8, () => new Knocker(app, shop).knock(4, right)))).toEqual({ in: 8 });
  expect(tally(await times(4, (at) => new Knocker(app, `10.0.0.${at}`).knock(5)))).toEqual({ wrong: 4 });
  expect(tally(await times(8, (at) => new Knocker(app, `10.0.1.${at}`).knock(5, right)))).toEqual({ in: 8 });
});

// One server at a time has a SQLite file.
test.skipIf(thisCell.database === 'sqlite')(
  'two servers count together, with nothing but the database between them',
  async () => {
    const restaurant = newRestaurant();
    const apps = [await startApp(slow, restaurant), await startApp(slow, restaurant)] as const;
    const from = (at: number, address: string) => new Knocker(apps[at % 2 === 0 ? 0 : 1], address);
    expect(tally(await times(40, (at) => from(at, `10.6.0.${at}`).knock(1)))).toEqual({ wrong: 5, wait: 35 });
    expect(tally(await times(60, (at) => from(at, '10.6.1.1').knock(100 + at)))).toEqual({ wrong: 20, wait: 40 });
    expect(tally(await times(60, (at) => from(at, '10.6.2.1').knock((at % 10) + 2, right)))).toEqual({ in: 60 });
    for (const app of apps) await app.stop();
    await restaurant.remove();
  },
);

test('a crowd that is too large is told to come back, and whoever waits when the server stops', async () => {
  const app = await appOfThisTest({ ...slow, BCRYPT_COST: '12' });
  const familiar = new Knocker(app, shop);
  expect(await familiar.knock(3, right)).toBe('in');
  const answers: Reply[] = [];
  let closed = 0;
  const crowd = times(260, async (at) => {
    const reply = await new Knocker(app, `203.0.${at}.9`).knockOnce(1000 + at).catch(() => undefined);
    if (reply === undefined) closed += 1;
    else answers.push(reply);
  });
  // All but those who can wait and the three whose turn it is have come, and one for each whose turn is over already.
  await eventually('all have come', () => answers.length >= 260 - 203, 30_000);
  const over = answers.filter((reply) => reply === 'wrong').length;
  expect(await familiar.knock(3, right)).toBe('in');
  await app.stop();
  await crowd;
  const { busy = 0, wrong = 0 } = tally(answers);
  expect(busy + wrong + closed).toBe(260);
  // A stop waits five seconds, and a starved machine leaves the last thread nothing; who has not been read yet is closed as well.
  expect(closed).toBeLessThanOrEqual(over + 1);
  expect(busy).toBeGreaterThan(100);
});
