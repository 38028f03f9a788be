import * as endpoints from '@soban/contract/endpoints';
import { describe, expect, test } from 'vitest';
import { bcryptPasswords } from '../src/features/auth/passwords.ts';
import { newId } from '../src/ids.ts';
import { appOfThisFile } from './harness/app-harness.ts';
import { Dishes, orderOf, wish } from './harness/dishes.ts';
import { pair } from './harness/guest.ts';
import { expectSound } from './harness/soundness.ts';
import { signIn } from './harness/staff.ts';

/*
 * What engines are known to do differently with the same values: here they all do the same.
 */

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const guest = await pair(app.anyone, 1);
const dishes = new Dishes(await guest.menu());

const texts = {
  Korean: '매운맛으로, 파는 빼 주세요',
  'Korean in single letters': '김치'.normalize('NFD'),
  emoji: '🌶️🌶️ 👨‍👩‍👧‍👦 🥢',
  'quotes and backslashes': `it's "hot" \\ 'very' \\' -- ; drop table orders; /* %s ? $1 :x \\0 */`,
  'white space': '  two before, a line\nand a tab\t, two after  ',
  'other scripts': 'Ünïcödé ß ﷺ ไทย 中文 日本語 Ελληνικά',
  'as long as it may be': '한'.repeat(200),
};

test.each(Object.entries(texts))('%s comes back as it was written', async (_, note) => {
  const order = await guest.order({ items: [wish(dishes.plain, 1, { note })], note });
  const read = await owner.readOrder(order.id);
  expect(read).toEqual(order);
  expect([read.note, read.items[0]?.note]).toEqual([note, note]);
  const call = await guest.call('other', note);
  const { calls } = await owner.boardTable(guest.table.id);
  expect(calls.find(({ id }) => id === call.id)).toEqual(call);
  await owner.acknowledge(call.id);
});

test.each([
  ['NUL', 'a\u0000b'],
  ['half a character', 'a\ud83d'],
  ['a character too many', '한'.repeat(201)],
])('%s in a text is refused', async (_, note) => {
  expect((await guest.place({ ...orderOf(dishes.plain), note })).faultsAt()).toEqual(['/note']);
  const login = await app.anyone.call(endpoints.signInStaff, {
    body: { storeCode: note, username: 'owner', password: 'x' },
  });
  expect(login.faultsAt()).toEqual(['/storeCode']);
  (await owner.client.call(endpoints.readOrder, { params: { id: 'a\u0000b' } })).refused('validation_failed');
});

describe('names are told apart by every letter of them', () => {
  test('upper and lower case, accents, composition and trailing blanks', async () => {
    const { client, token } = owner;
    const password_hash = await bcryptPasswords(4).hash('only-for-one-of-them');
    await app.database.transaction(async (tx) => {
      const { id: store_id } = await tx
        .selectFrom('stores')
        .select('id')
        .where('code', '=', 'demo')
        .executeTakeFirstOrThrow();
      for (const username of ['Owner', 'owner ', 'ówner', '사장', '사장'.normalize('NFD')]) {
        await tx
          .insertInto('staff')
          .values({ id: newId(), store_id, username, role: 'staff', password_hash, disabled_at: null, created_at: 0 })
          .execute();
      }
    });
    for (const username of ['Owner', 'owner ', 'ówner', '사장', '사장'.normalize('NFD')]) {
      const other = await signIn(app.anyone, { username, password: 'only-for-one-of-them' });
      expect((await other.client.call(endpoints.whoAmI)).text).toContain(JSON.stringify(username));
    }
    const wrong = { storeCode: 'demo', username: 'OWNER', password: 'only-for-one-of-them' };
    (await app.anyone.call(endpoints.signInStaff, { body: wrong })).refused('unauthenticated');
    (
      await app.anyone.call(endpoints.signInStaff, { body: { ...wrong, storeCode: 'Demo', username: 'Owner' } })
    ).refused('unauthenticated');
    expect((await client.bearing(token).call(endpoints.whoAmI)).status).toBe(200);
  });

  test('idempotency keys that differ in case alone are two intents', async () => {
    const [lower, upper] = [
      await guest.order(orderOf(dishes.plain), 'key-a'),
      await guest.order(orderOf(dishes.plain), 'KEY-A'),
    ];
    expect(upper.id).not.toBe(lower.id);
    expect((await guest.order(orderOf(dishes.plain), 'key-a')).id).toBe(lower.id);
  });
});

test('amounts beyond 32 bits add up to the last unit', async () => {
  const dish = dishes.plains(3)[2] ?? dishes.plain;
  await owner.changeItem(dish.id, { price: 99_999_999 });
  const other = await pair(app.anyone, 2);
  const orders = [];
  for (let n = 0; n < 3; n += 1) orders.push(await other.order({ items: [wish(dish, 99)] }));
  expect(orders.map(({ total }) => total)).toEqual(Array(3).fill(99 * 99_999_999));
  const { session } = await owner.boardTable(other.table.id);
  expect(session?.total).toBe(3 * 99 * 99_999_999);
  await owner.cancel(orders[0]?.id ?? '');
  expect((await owner.endSession(other.table.id)).total).toBe(2 * 99 * 99_999_999);
});

test('flags are flags and instants are instants to the millisecond', async () => {
  const dish = dishes.plain;
  expect(await owner.changeItem(dish.id, { soldOut: true })).toMatchObject({ soldOut: true, hidden: false });
  expect(await owner.changeItem(dish.id, { soldOut: false, hidden: true })).toMatchObject({
    soldOut: false,
    hidden: true,
  });
  expect(await owner.changeItem(dish.id, { hidden: false })).toMatchObject({ soldOut: false, hidden: false });
  const order = await guest.order(orderOf(dish));
  expect(order.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(Math.abs(Date.now() - Date.parse(order.createdAt))).toBeLessThan(10_000);
  expect((await owner.readOrder(order.id)).createdAt).toBe(order.createdAt);
});

test('all that was ordered here is sound', async () => {
  await expectSound(app.database, []);
});
