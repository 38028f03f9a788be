import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config/config.ts';
import { createLog } from '../../src/log/log.ts';
import { appOfThisTest } from '../harness/app-harness.ts';
import { newRestaurant } from '../harness/restaurant.ts';
import { rawConnection, requestOf } from './raw-connection.ts';

/** One address of the API as it may be written; the router takes some of them for it, and none of the others for anything. */
const spellings = [
  '/api/auth/me',
  '/api/auth/me?x=1',
  '/api/auth/me#x',
  '/%61pi/auth/me',
  '/%61%70%69/%61uth/m%65',
  '/api/auth/me/',
  '/api//auth/me',
  '//api/auth/me',
  '///api/auth/me',
  '/./api/auth/me',
  '/api/../api/auth/me',
  '/x/../api/auth/me',
  '/%2e%2e/api/auth/me',
  '/api%2Fauth/me',
  '/%2Fapi/auth/me',
  '/API/auth/me',
  '/Api/Auth/Me',
  '/api/auth/me;x=1',
  '/api/auth/me%00',
  '/api\\auth\\me',
  'http://soban/api/auth/me',
  'http://soban/%61pi/auth/me',
  'https://other/api/auth/me',
];

/** The status with which each spelling is answered. */
async function answersTo(app: { url: string }, method = 'GET'): Promise<Record<string, number>> {
  const answers: Record<string, number> = {};
  for (const spelling of spellings) {
    const connection = await rawConnection(app);
    await connection.write(requestOf(`${method} ${spelling}`, { connection: 'close' }));
    answers[spelling] = Number(/^HTTP\/1\.1 (\d{3})/.exec(await connection.over())?.[1]);
  }
  return answers;
}

const passed = (answers: Record<string, number>) =>
  Object.entries(answers).filter(([, status]) => status < 400 || status === 401);

test('limits hold for every spelling of an address', async () => {
  const app = await appOfThisTest({ RATE_LIMIT_PER_MINUTE: '100' });
  const before = passed(await answersTo(app)).length;
  expect(before, 'some of them are understood').toBeGreaterThan(5);
  for (let request = 0; request < 100; request += 1) await app.anyone.get('/api/auth/me');
  expect(passed(await answersTo(app))).toEqual([]);
  expect(passed(await answersTo(app, 'HEAD'))).toEqual([]);
  expect((await app.anyone.get('/health')).status).toBe(200);
});

test('pages, files and what is not there are limited too, apart from the work', async () => {
  const app = await appOfThisTest({ RATE_LIMIT_PER_MINUTE: '5' });
  const asked = ['/', '/admin/', '/none', '/assets/none.js', '/uploads/none.webp', '/uploads/demo/none.webp', '/%zz'];
  for (let request = 0; request < 50; request += 1) {
    expect((await app.anyone.get(asked[request % asked.length] ?? '/')).status).not.toBe(429);
  }
  for (const path of asked) (await app.anyone.get(path)).refused('rate_limited');
  (await app.anyone.with({ accept: 'text/html' }).get('/pair')).refused('rate_limited');
  expect((await app.anyone.get('/api/auth/me')).status).toBe(401);
  expect((await app.anyone.get('/health/ready')).status).toBe(200);
});

test('nor does any spelling lead around the door before it is open', async () => {
  const restaurant = newRestaurant();
  await restaurant.ready;
  const config = readConfig(restaurant.env, restaurant.folder);
  const app = await createApp(config, createLog(config.logLevel));
  onTestFinished(async () => {
    await app.stop();
    await restaurant.remove();
  });
  const url = `http://127.0.0.1:${await app.listen()}`;
  const answers = await answersTo({ url });
  expect(answers['/api/auth/me']).toBe(503);
  expect(passed(answers)).toEqual([]);
});

test.each([
  [
    'IPv6 by what a household is given',
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::', '2001:0DB8:1:2::77'],
    '2001:db8:1:3::1',
  ],
  ['IPv4 however it is written', ['192.0.2.7', '::ffff:192.0.2.7', '::ffff:c000:207'], '192.0.2.8'],
])('counts %s', async (_, same, other) => {
  const { anyone } = await appOfThisTest({ RATE_LIMIT_PER_MINUTE: '30', TRUST_PROXY: '1' });
  const from = (address: string) => anyone.with({ 'x-forwarded-for': address });
  for (let request = 0; request < 30; request += 1) {
    expect((await from(same[request % same.length] ?? '').get('/api/auth/me')).status).toBe(401);
  }
  for (const address of same) (await from(address).get('/api/auth/me')).refused('rate_limited');
  expect((await from(other).get('/api/auth/me')).status).toBe(401);
});
