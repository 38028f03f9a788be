import { setTimeout as sleep } from 'node:timers/promises';
import * as endpoints from '@soban/contract/endpoints';
import type { Menu, MenuQuery } from '@soban/contract/menu';
import { eventually } from '@soban/testing/eventually';
import { Redis } from 'ioredis';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { startApp, type TestApp } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { demoPassword } from '../harness/restaurant.ts';
import { employ } from '../harness/second-store.ts';
import { signIn } from '../harness/staff.ts';
import { startPostgres } from '../services/postgres.ts';
import { startRedis } from '../services/redis.ts';
import { newSharedRestaurant, twoInstances } from './instances.ts';

/** Two servers behind a load balancer that sends each request anywhere, with Redis between them. */
const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
const restaurant = await newSharedRestaurant(postgres);
const env = { REDIS_URL: redis.url, TRUST_PROXY: '1' };
const first = await startApp(env, restaurant);
const second = await startApp(env, restaurant);
afterAll(async () => {
  await first.stop();
  await second.stop();
  await restaurant.remove();
  await redis.stop();
  await postgres.stop();
});

const isIn = async (app: TestApp, token: string) =>
  (await app.anyone.bearing(token).call(endpoints.whoAmI)).status === 200;

test('logging out on one kills the token and its streams on the other at once', async () => {
  const leaving = await pair(first.anyone, 1);
  const staying = await pair(first.anyone, 2);
  const there = second.anyone.bearing(leaving.token);
  const stream = await listen(there, leaving.streamPath);
  expect(await isIn(second, staying.token)).toBe(true);
  (await leaving.client.call(endpoints.signOut)).ok();
  const took = await eventually('the token is dead', async () => !(await isIn(second, leaving.token)));
  expect(took).toBeLessThan(1000);
  await stream.over;
  expect((await there.call(endpoints.whoAmI)).refused('unauthenticated').reason).toBe('revoked');
  expect(await isIn(second, staying.token)).toBe(true);
});

test('a new password on one signs the person out of the other, and a new one for a table its devices', async () => {
  await employ(first, 'manager', 'first-password');
  const account = { username: 'manager', password: 'first-password' };
  const [here, there] = [await signIn(first.anyone, account), await signIn(second.anyone, account)];
  const stream = await listen(there.client, storeStream);
  const change = { currentPassword: 'first-password', password: 'second-password' };
  (await here.client.call(endpoints.changePassword, { body: change })).ok();
  await eventually('signed out', async () => !(await isIn(second, there.token)), 1000);
  await stream.over;
  expect(await isIn(second, here.token)).toBe(true);

  const tablet = await pair(second.anyone, 3);
  const owner = await signIn(first.anyone);
  await owner.changeTable(tablet.table.id, { password: 'a-new-one-for-3' });
  await eventually('thrown out', async () => !(await isIn(second, tablet.token)), 1000);
});

/** A tablet whose sign-in, half over, has been renewed on one server, and its stream on the other. */
async function renewedElsewhere(tableNumber: number) {
  const [here, there] = await twoInstances(restaurant, { ...env, JWT_TABLE_EXPIRY: '4' });
  const tablet = await pair(here.anyone, tableNumber);
  const stream = await listen(there.anyone.bearing(tablet.token), tablet.streamPath);
  const { expiresAt } = (await tablet.client.call(endpoints.whoAmI)).ok();
  await eventually('half of it is over', () => Promise.resolve(Date.now() > Date.parse(expiresAt) - 2000));
  const renewal = (await tablet.client.call(endpoints.renewSignIn)).ok();
  expect(Date.parse(renewal.expiresAt)).toBeGreaterThan(Date.parse(expiresAt) + 1000);
  return { renewal, renewed: there.anyone.bearing(renewal.token), stream };
}

test('a sign-in that is renewed on one lasts on the other, and its stream with it', async () => {
  const { renewal, renewed, stream } = await renewedElsewhere(4);
  expect((await renewed.call(endpoints.whoAmI)).ok().expiresAt).toBe(renewal.expiresAt);
  await stream.over;
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(renewal.expiresAt));
});

test('a stream lasts as long as its sign-in, though nobody came here with the renewed token', async () => {
  const { renewal, stream } = await renewedElsewhere(5);
  await stream.over;
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(renewal.expiresAt));
});

test('a change on the menu counts on the other at once, and for those who know its version at the very moment', async () => {
  const owner = await signIn(first.anyone);
  const guest = await pair(second.anyone, 6);
  const stream = await listen(guest.client, guest.streamPath);
  const dish = new Dishes(await guest.menu()).plain;
  const priceIn = (menu: Menu) => new Dishes(menu).all.find(({ id }) => id === dish.id)?.price;
  for (let round = 1; round <= 10; round += 1) {
    const price = dish.price + round * 100;
    const known = stream.heard.length;
    const change = owner.changeItem(dish.id, { price });
    const { version } = (await stream.next('menu_updated', known)).data;
    expect(priceIn(await guest.menu({ version }))).toBe(price);
    await change;
    const took = await eventually('the new price', async () => priceIn(await guest.menu()) === price);
    expect(took).toBeLessThan(1000);
    expect((await guest.order(orderOf(dish))).items[0]?.unitPrice).toBe(price);
  }
});

test('a version from the future is answered with the newest there is', async () => {
  const guest = await pair(second.anyone, 7);
  const { text, headers } = await guest.client.call(endpoints.readMenu);
  const newest = { version: Number.MAX_SAFE_INTEGER };
  const ask = (query: MenuQuery, client = guest.client) => client.call(endpoints.readMenu, { query });
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, at) => ask(at % 2 === 0 ? newest : { lang: 'ko', version: 1_000_000 })),
  );
  for (const answer of answers) expect(answer.text).toBe(text);
  const tag = String(headers.get('etag'));
  expect((await ask(newest, guest.client.with({ 'if-none-match': tag }))).status).toBe(304);
  expect((await ask({ version: -1 })).faultsAt()).toEqual(['version']);
});

test('one reads the menu from the database, the others what it has left in Redis', async () => {
  await (await pair(first.anyone, 8)).menu();
  const client = new Redis(redis.url);
  onTestFinished(() => client.disconnect());
  const menuKeys = async () => (await client.keys('*.store *')).toSorted();
  await eventually('it is there', async () => (await menuKeys()).length > 0);
  // Told from the database's by a word that is only here.
  for (const one of await menuKeys()) {
    const text = String(await client.get(one));
    await client.set(one, text.replaceAll('"language":"ko"', '"language":"en"'), 'PX', 60_000);
  }
  const third = await startApp(env, restaurant);
  const guest = await pair(third.anyone, 8);
  const names = (await guest.menu()).categories.map(({ name }) => name);
  const english = (await guest.menu({ lang: 'en' })).categories.map(({ name }) => name);
  expect(names).toEqual(english);
  await third.stop();

  for (const one of await menuKeys()) await client.set(one, 'no menu at all', 'PX', 60_000);
  const fourth = await startApp(env, restaurant);
  expect(await (await pair(fourth.anyone, 8)).menu()).toEqual(await (await pair(first.anyone, 8)).menu());
  await fourth.stop();
});

/** Knocks at a table's door on either server, as patiently as people do where too many are signing in. */
async function knock(app: TestApp, address: string, tableNumber: number, password = 'wrong'): Promise<string> {
  const answer = await app.anyone
    .with({ 'x-forwarded-for': address })
    .call(endpoints.signInTable, { body: { storeCode: 'demo', tableNumber, password } });
  if (answer.status === 200) return 'in';
  if (answer.status === 401) return 'wrong';
  if (answer.status === 503) return knock(app, address, tableNumber, password);
  answer.refused('rate_limited');
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  return 'wait';
}

test('failures on one count on the other: five an account, twenty an address', async () => {
  const either = (at: number) => (at % 2 === 0 ? first : second);
  for (let at = 0; at < 5; at += 1) expect(await knock(either(at), `10.0.0.${at}`, 9)).toBe('wrong');
  expect(await knock(first, '10.0.1.1', 9)).toBe('wait');
  expect(await knock(second, '10.0.1.2', 9, demoPassword)).toBe('wait');
  for (let at = 0; at < 20; at += 1) expect(await knock(either(at), '10.0.2.1', 100 + at)).toBe('wrong');
  expect(await knock(first, '10.0.2.1', 121)).toBe('wait');
  expect(await knock(second, '10.0.2.1', 122)).toBe('wait');
  expect(await knock(second, '10.0.2.2', 122)).toBe('wrong');
});

test('guesses on both at the same time get no further than guesses in a row', async () => {
  const guesses = Array.from({ length: 40 }, (_, at) => knock(at % 2 === 0 ? first : second, `10.1.0.${at}`, 10));
  expect((await Promise.all(guesses)).filter((answer) => answer === 'wrong')).toHaveLength(5);
});

test('where somebody has signed in on one, a stranger’s failures do not lock them out on the other', async () => {
  expect(await knock(first, '192.168.0.5', 11, demoPassword)).toBe('in');
  for (let at = 0; at < 6; at += 1) await knock(second, '203.0.113.9', 11);
  expect(await knock(first, '203.0.113.9', 11, demoPassword)).toBe('wait');
  expect(await knock(second, '192.168.0.5', 11, demoPassword)).toBe('in');
  for (let at = 0; at < 4; at += 1) await knock(first, '192.168.0.5', 11);
  expect(await knock(second, '192.168.0.5', 11, demoPassword)).toBe('in');
});

test('together they let a caller ask as often as one of them alone', async () => {
  const [here, there] = await twoInstances(restaurant, { ...env, RATE_LIMIT_PER_MINUTE: '40' });
  const { token } = await pair(here.anyone.with({ 'x-forwarded-for': '10.9.9.9' }), 12);
  const from = (app: TestApp) => app.anyone.with({ 'x-forwarded-for': '10.9.9.9' }).bearing(token);
  const ask = async (app: TestApp) => (await from(app).call(endpoints.listOrders)).status;
  // Until its token has been seen, a caller counts as a stranger.
  for (const app of [here, there]) expect(await ask(app)).toBe(200);
  const burst = await Promise.all([here, there].flatMap((app) => Array.from({ length: 22 }, () => ask(app))));
  expect(new Set(burst)).toEqual(new Set([200]));
  const refuses = async (app: TestApp) => (await from(app).call(endpoints.listOrders)).status === 429;
  let asked = 0;
  await eventually('both refuse', async () => {
    await sleep(100);
    asked += 1;
    return (await refuses(here)) && (await refuses(there));
  });
  // Neither would have on its own by now.
  expect(22 + asked).toBeLessThan(40);
  expect(await ask(there)).toBe(429);
});
