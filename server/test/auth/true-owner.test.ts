import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { clock } from '../../src/clock.ts';
import { thisCell } from '../cells.ts';
import { appOfThisTest, startApp, type TestApp } from '../harness/app-harness.ts';
import { Client } from '../harness/client.ts';
import { newRestaurant } from '../harness/restaurant.ts';
import { inTurn, Knocker, right, tally } from './door.ts';

/*
 * Strangers who fail on purpose lock nobody out of where they have been before.
 */

const env = { TRUST_PROXY: '1' };
const shop = '192.168.0.5';

/** Strangers all over the world who fail for one account, and one at the shop's own address who fails for all. */
async function strangersGuess(app: TestApp, username: string): Promise<void> {
  await inTurn(6, (at) => new Knocker(app, `203.0.113.${at}`).knockAsStaff(username));
  expect(await new Knocker(app, '203.0.113.99').knockAsStaff(username, right)).toBe('wait');
  await inTurn(20, (at) => new Knocker(app, shop).knockAsStaff(`nobody ${at}`));
  expect(await new Knocker(app, shop).knockAsStaff('nobody else')).toBe('wait');
}

test('the owner’s device signs in wherever it is, while strangers guess and after a restart', async () => {
  const restaurant = newRestaurant();
  const app = await startApp(env, restaurant);
  const owner = new Knocker(app, shop);
  expect(await owner.knockAsStaff('owner', right)).toBe('in');
  await strangersGuess(app, 'owner');
  for (const place of [shop, '198.51.100.7', '203.0.113.1']) {
    expect(await owner.at(place).knockAsStaff('owner', right)).toBe('in');
  }
  await app.stop();

  const again = await startApp(env, restaurant);
  expect(await new Knocker(again, '203.0.113.99').knockAsStaff('owner', right)).toBe('wait');
  expect(await new Knocker(again, shop).knockAsStaff('nobody else')).toBe('wait');
  for (const place of [shop, '198.51.100.7', '203.0.113.1']) {
    expect(await owner.at(place, again).knockAsStaff('owner', right)).toBe('in');
  }
  await again.stop();
  await restaurant.remove();
});

test('a client that keeps no cookies signs in where the account has been before, and after a restart', async () => {
  const restaurant = newRestaurant();
  const app = await startApp(env, restaurant);
  expect(await new Knocker(app, shop).knock(4, right)).toBe('in');
  await inTurn(20, (at) => new Knocker(app, shop).knock(100 + at));
  await inTurn(6, (at) => new Knocker(app, `203.0.113.${at}`).knock(4));
  expect(await new Knocker(app, '203.0.113.9').knock(4, right)).toBe('wait');
  expect(await new Knocker(app, shop).knock(4, right)).toBe('in');
  await app.stop();

  const again = await startApp(env, restaurant);
  expect(await new Knocker(again, '203.0.113.9').knock(4, right)).toBe('wait');
  expect(await new Knocker(again, shop).knock(4, right)).toBe('in');
  await again.stop();
  await restaurant.remove();
});

test('a device has five failures of its own, for each account by itself', async () => {
  const app = await appOfThisTest(env);
  const device = new Knocker(app, shop);
  for (const table of [1, 2]) expect(await device.knock(table, right)).toBe('in');
  expect(tally(await inTurn(5, () => device.at('198.51.100.7').knock(1)))).toEqual({ wrong: 5 });
  expect(await device.knock(1, right)).toBe('wait');
  expect(await device.knock(2, right)).toBe('in');
  expect(await new Knocker(app, shop).knock(1, right)).toBe('in');
});

test('a cookie is familiar to the accounts alone that have signed in with it', async () => {
  const app = await appOfThisTest(env);
  const device = new Knocker(app, shop);
  expect(await device.knock(1, right)).toBe('in');
  await inTurn(5, (at) => new Knocker(app, `203.0.113.${at}`).knock(2));
  expect(await device.at('198.51.100.7').knock(2, right)).toBe('wait');
  for (const made of ['soban_device=', 'soban_device=x', `soban_device=${'A'.repeat(32)}`]) {
    expect(await new Knocker(app, '198.51.100.8', made).knock(2, right)).toBe('wait');
  }
});

test('the device’s cookie is out of reach of scripts and other sites, lasts, and stays the same', async () => {
  const app = await appOfThisTest(env);
  const signIn = async (headers: Record<string, string>) => {
    const login = { storeCode: 'demo', tableNumber: 1, password: right };
    const { headers: answered } = await new Client(app.url, headers).call(endpoints.signInTable, { body: login });
    return answered.getSetCookie().find((cookie) => cookie.startsWith('soban_device=')) ?? '';
  };
  const cookie = await signIn({});
  for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age=34560000']) {
    expect(cookie).toContain(attribute);
  }
  expect(cookie).not.toContain('Secure');
  const [device = ''] = cookie.split(';');
  const secured = await signIn({ cookie: device, 'x-forwarded-proto': 'https' });
  expect(secured.split('; ').toSorted()).toEqual([...cookie.split('; '), 'Secure'].toSorted());
  expect((await signIn({})).split(';')[0]).not.toBe(device);
});

test('an account is remembered on twenty devices, and forgets the one it has not seen for longest', async () => {
  const app = await appOfThisTest(env);
  const devices = await inTurn(21, async (at) => {
    const device = new Knocker(app, `10.4.0.${at}`);
    expect(await device.knock(3, right)).toBe('in');
    return device;
  });
  await inTurn(6, (at) => new Knocker(app, `203.0.113.${at}`).knock(3));
  const [forgotten, oldest] = devices.map((device) => device.at('198.51.100.7'));
  expect(await forgotten?.knock(3, right)).toBe('wait');
  expect(await oldest?.knock(3, right)).toBe('in');
  const rows = await app.database.read.selectFrom('familiar_callers').select(['kind']).execute();
  expect(rows.filter(({ kind }) => kind === 'device')).toHaveLength(20);
});

// A database server's clock is its own.
test.skipIf(thisCell.database !== 'sqlite')('a clock that is set back makes nobody wait for longer', async () => {
  const app = await appOfThisTest(env);
  await inTurn(6, () => new Knocker(app, '10.5.0.1').knock(5));
  try {
    clock.follow(Date.now() - 2 * 86_400_000, Date.now());
    expect(await new Knocker(app, '10.5.0.2').knock(5, right)).toBe('in');
    clock.follow(Date.now() - 2 * 86_400_000 + 60_000, Date.now());
    expect(tally(await inTurn(6, () => new Knocker(app, '10.5.0.3').knock(6)))).toEqual({ wrong: 5, wait: 1 });
  } finally {
    clock.follow(Date.now(), Date.now());
  }
});
