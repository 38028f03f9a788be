import type { StaffLogin, TableLogin } from '@soban/contract/auth';
import * as endpoints from '@soban/contract/endpoints';
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

const staff = (change: Partial<StaffLogin> = {}) => ({
  storeCode: 'demo',
  username: 'owner',
  password: demoPassword,
  ...change,
});
const table = (change: Partial<TableLogin> = {}) => ({
  storeCode: 'demo',
  tableNumber: 3,
  password: demoPassword,
  ...change,
});

test('staff sign in with store, name and password', async () => {
  const answer = (await somebody().call(endpoints.signInStaff, { body: staff() })).ok();
  expect(answer.staff).toMatchObject({ username: 'owner', role: 'owner' });
  expect(answer.store).toMatchObject({ code: 'demo', currency: 'KRW', language: 'ko', dayCutoff: '05:00' });
  expect(Date.parse(answer.expiresAt) - Date.now()).toBeCloseTo(57_600_000, -5);
  expect(answer.expiresAt).toMatch(/Z$/);
});

test('a tablet signs in with store, table and password', async () => {
  const answer = (await somebody().call(endpoints.signInTable, { body: table() })).ok();
  expect(answer.table.number).toBe(3);
  expect(answer.store.code).toBe('demo');
  expect(Date.parse(answer.expiresAt) - Date.now()).toBeCloseTo(86_400_000, -5);
});

test('nothing that is answered holds a password', async () => {
  const answers = [
    await somebody().call(endpoints.signInStaff, { body: staff() }),
    await somebody().call(endpoints.signInTable, { body: table() }),
    await (await signIn(somebody())).client.call(endpoints.listTables),
  ];
  for (const { text } of answers) expect(text.toLowerCase()).not.toMatch(/password|hash|\$2[aby]\$/);
});

test('everybody may ask who they are', async () => {
  const owner = await signIn(somebody());
  expect((await owner.client.call(endpoints.whoAmI)).ok()).toMatchObject({
    kind: 'staff',
    staff: { username: 'owner' },
  });
  const guest = await pair(somebody(), 3);
  expect((await guest.client.call(endpoints.whoAmI)).ok()).toMatchObject({ kind: 'table', table: guest.table });
  expect((await somebody().call(endpoints.whoAmI)).refused('unauthenticated').reason).toBe('missing');
});

describe('wrong credentials are answered alike, whatever of them is wrong', () => {
  test.each([
    {
      endpoint: endpoints.signInStaff,
      attempts: [staff({ password: 'wrong' }), staff({ username: 'nobody' }), staff({ storeCode: 'no' })],
    },
    {
      endpoint: endpoints.signInTable,
      attempts: [table({ password: 'wrong' }), table({ tableNumber: 99 }), table({ storeCode: 'no' })],
    },
  ])('$endpoint.path', async ({ endpoint, attempts }) => {
    const problems = [];
    for (const body of attempts) {
      problems.push((await somebody().callBadly(endpoint, { body })).refused('unauthenticated'));
    }
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
    const time = async (body: TableLogin) => {
      const since = performance.now();
      (await knocker().call(endpoints.signInTable, { body })).refused('unauthenticated');
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
    expect((await somebody().call(endpoints.signInStaff, { body: staff({ password: long(73) }) })).faultsAt()).toEqual([
      '/password',
    ]);
    expect(
      (await somebody().call(endpoints.signInTable, { body: table({ password: '한'.repeat(25) }) })).faultsAt(),
    ).toEqual(['/password']);
    (await somebody().call(endpoints.signInTable, { body: table({ password: long(72) }) })).refused('unauthenticated');
  });

  test('is refused as a new password, and one of exactly 72 bytes is good and counts to its last byte', async () => {
    const owner = await signIn(somebody());
    const guest = await pair(somebody(), 11);
    const change = (password: string) => owner.tryToChangeTable(guest.table.id, { password });
    expect((await change(long(73))).faultsAt()).toEqual(['/password']);
    expect((await change('short')).faultsAt()).toEqual(['/password']);
    (await change(long(72))).ok();
    await pair(somebody(), 11, { password: long(72) });
    const almost = table({ tableNumber: 11, password: `${long(71)}?` });
    (await somebody().call(endpoints.signInTable, { body: almost })).refused('unauthenticated');
  });
});

test.each([
  { endpoint: endpoints.signInStaff, body: {}, field: '/storeCode' },
  { endpoint: endpoints.signInStaff, body: staff({ username: '' }), field: '/username' },
  { endpoint: endpoints.signInStaff, body: { ...staff(), password: 7 }, field: '/password' },
  { endpoint: endpoints.signInTable, body: table({ tableNumber: 0 }), field: '/tableNumber' },
  { endpoint: endpoints.signInTable, body: table({ tableNumber: 1.5 }), field: '/tableNumber' },
])('$endpoint.path says that $field of $body is wrong', async ({ endpoint, body, field }) => {
  expect((await somebody().callBadly(endpoint, { body })).faultsAt()).toContain(field);
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
  const wrong = { password: 'wrong' };
  (await later.anyone.call(endpoints.signInStaff, { body: staff() })).ok();
  (await later.anyone.call(endpoints.signInStaff, { body: staff(wrong) })).refused('unauthenticated');
  (await later.anyone.call(endpoints.signInTable, { body: table() })).ok();
  (await later.anyone.call(endpoints.signInTable, { body: table(wrong) })).refused('unauthenticated');
  expect(new Set([...(await hashes('staff')), ...(await hashes('tables'))])).toEqual(new Set(['$2b$06$']));
  (await later.anyone.call(endpoints.signInTable, { body: table({ tableNumber: 4 }) })).ok();
  await later.stop();
  await restaurant.remove();
});
