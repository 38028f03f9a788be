import { Me, StaffSignIn, TableSignIn } from '@soban/contract/auth';
import { describe, expect, test } from 'vitest';
import { appOfThisFile, startApp } from '../harness/app-harness.ts';
import { withoutRequestId } from '../harness/client.ts';
import { pair } from '../harness/guest.ts';
import { demoPassword, newRestaurant } from '../harness/restaurant.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile({ TRUST_PROXY: '1', BCRYPT_COST: '8' });
const { anyone } = app;
/** From an address of its own, so that no test runs into another's throttling. */
let callers = 0;
const somebody = () => anyone.with({ 'x-forwarded-for': `10.0.0.${(callers += 1)}` });

const staff = (change: object = {}) => ({ storeCode: 'demo', username: 'owner', password: demoPassword, ...change });
const table = (change: object = {}) => ({ storeCode: 'demo', tableNumber: 3, password: demoPassword, ...change });

test('staff sign in with store, name and password', async () => {
  const answer = (await somebody().post('/api/auth/admin/login', staff())).as(StaffSignIn);
  expect(answer.staff).toMatchObject({ username: 'owner', role: 'owner' });
  expect(answer.store).toMatchObject({ code: 'demo', currency: 'KRW', language: 'ko', dayCutoff: '05:00' });
  expect(Date.parse(answer.expiresAt) - Date.now()).toBeCloseTo(57_600_000, -5);
  expect(answer.expiresAt).toMatch(/Z$/);
});

test('a tablet signs in with store, table and password', async () => {
  const answer = (await somebody().post('/api/auth/table/login', table())).as(TableSignIn);
  expect(answer.table.number).toBe(3);
  expect(answer.store.code).toBe('demo');
  expect(Date.parse(answer.expiresAt) - Date.now()).toBeCloseTo(86_400_000, -5);
});

test('nothing that is answered holds a password', async () => {
  const answers = [
    await somebody().post('/api/auth/admin/login', staff()),
    await somebody().post('/api/auth/table/login', table()),
    await (await signIn(somebody())).client.get('/api/tables'),
  ];
  for (const { text } of answers) expect(text.toLowerCase()).not.toMatch(/password|hash|\$2[aby]\$/);
});

test('everybody may ask who they are', async () => {
  const owner = await signIn(somebody());
  expect((await owner.client.get('/api/auth/me')).as(Me)).toMatchObject({
    kind: 'staff',
    staff: { username: 'owner' },
  });
  const guest = await pair(somebody(), 3);
  expect((await guest.client.get('/api/auth/me')).as(Me)).toMatchObject({ kind: 'table', table: guest.table });
  expect((await somebody().get('/api/auth/me')).refused('unauthenticated').reason).toBe('missing');
});

describe('wrong credentials are answered alike, whatever of them is wrong', () => {
  test.each([
    [
      '/api/auth/admin/login',
      [staff({ password: 'wrong' }), staff({ username: 'nobody' }), staff({ storeCode: 'no' })],
    ],
    ['/api/auth/table/login', [table({ password: 'wrong' }), table({ tableNumber: 99 }), table({ storeCode: 'no' })]],
  ])('%s', async (path, attempts) => {
    const problems = [];
    for (const attempt of attempts) problems.push((await somebody().post(path, attempt)).refused('unauthenticated'));
    const [first, ...others] = problems.map(withoutRequestId);
    for (const other of others) expect(other).toEqual(first);
  });

  test('in the same time', async () => {
    await expectSameTime(() => somebody());
  });

  test('in the same time, also where their hashes cost less than today’s', async () => {
    const restaurant = newRestaurant();
    await (await startApp({ BCRYPT_COST: '5' }, restaurant)).stop();
    const later = await startApp({ TRUST_PROXY: '1', BCRYPT_COST: '9', DEMO_PASSWORD: '' }, restaurant);
    let caller = 0;
    await expectSameTime(() => later.anyone.with({ 'x-forwarded-for': `10.1.0.${(caller += 1)}` }));
    await later.stop();
    await restaurant.remove();
  });

  async function expectSameTime(knocker: () => typeof anyone): Promise<void> {
    const time = async (attempt: object) => {
      const since = performance.now();
      (await knocker().post('/api/auth/table/login', attempt)).refused('unauthenticated');
      return performance.now() - since;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let tableNumber = 1; tableNumber <= 12; tableNumber += 1) {
      known.push(await time(table({ tableNumber, password: 'wrong' })));
      unknown.push(await time(table({ tableNumber: 100 + tableNumber })));
    }
    const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
    // Without the comparison against nobody's hash, the ratio is under a tenth.
    expect(median(unknown) / median(known)).toBeGreaterThan(0.5);
    expect(median(unknown) / median(known)).toBeLessThan(2);
  }
});

describe('a password longer than bcrypt reads', () => {
  const long = (bytes: number) => demoPassword.padEnd(bytes, '!');

  test('is refused at sign-in and not cut', async () => {
    expect((await somebody().post('/api/auth/admin/login', staff({ password: long(73) }))).faultsAt()).toEqual([
      '/password',
    ]);
    expect((await somebody().post('/api/auth/table/login', table({ password: '한'.repeat(25) }))).faultsAt()).toEqual([
      '/password',
    ]);
    (await somebody().post('/api/auth/table/login', table({ password: long(72) }))).refused('unauthenticated');
  });

  test('is refused as a new password, and one of exactly 72 bytes is good and counts to its last byte', async () => {
    const owner = await signIn(somebody());
    const guest = await pair(somebody(), 11);
    const path = `/api/tables/${guest.table.id}`;
    expect((await owner.client.patch(path, { password: long(73) })).faultsAt()).toEqual(['/password']);
    expect((await owner.client.patch(path, { password: 'short' })).faultsAt()).toEqual(['/password']);
    expect((await owner.client.patch(path, { password: long(72) })).status).toBe(200);
    await pair(somebody(), 11, { password: long(72) });
    const almost = table({ tableNumber: 11, password: `${long(71)}?` });
    (await somebody().post('/api/auth/table/login', almost)).refused('unauthenticated');
  });
});

test.each([
  ['/api/auth/admin/login', {}, ['/storeCode']],
  ['/api/auth/admin/login', staff({ username: '' }), ['/username']],
  ['/api/auth/admin/login', staff({ password: 7 }), ['/password']],
  ['/api/auth/table/login', table({ tableNumber: 0 }), ['/tableNumber']],
  ['/api/auth/table/login', table({ tableNumber: 1.5 }), ['/tableNumber']],
])('%s says which field of %o is wrong', async (path, body, paths) => {
  expect((await somebody().post(path, body)).faultsAt()).toEqual(expect.arrayContaining(paths));
});

test('a password is hashed at today’s cost when it is next used, for all tables that were given it together', async () => {
  const restaurant = newRestaurant();
  await (await startApp({ BCRYPT_COST: '4' }, restaurant)).stop();
  const later = await startApp({ BCRYPT_COST: '6' }, restaurant);
  const hashes = async (of: 'staff' | 'tables') =>
    (await later.database.read.selectFrom(of).select('password_hash').execute()).map((row) =>
      row.password_hash.slice(0, 7),
    );
  expect(new Set([...(await hashes('staff')), ...(await hashes('tables'))])).toEqual(new Set(['$2b$04$']));
  for (const [path, login] of [
    ['/api/auth/admin/login', staff()],
    ['/api/auth/table/login', table()],
  ] as const) {
    expect((await later.anyone.post(path, login)).status).toBe(200);
    expect((await later.anyone.post(path, { ...login, password: 'wrong' })).status).toBe(401);
  }
  expect(new Set([...(await hashes('staff')), ...(await hashes('tables'))])).toEqual(new Set(['$2b$06$']));
  expect((await later.anyone.post('/api/auth/table/login', table({ tableNumber: 4 }))).status).toBe(200);
  await later.stop();
  await restaurant.remove();
});
