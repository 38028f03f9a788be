import * as endpoints from '@soban/contract/endpoints';
import { principalHeader } from '@soban/contract/vocabulary';
import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { joinAs, pair } from '../harness/guest.ts';
import { employ } from '../harness/second-store.ts';
import { expectSound } from '../harness/soundness.ts';
import { signIn } from '../harness/staff.ts';
import { badTokens, type Reason } from './bad-tokens.ts';
import { sampleRequest } from './sample.ts';
import { callsOf, operationsServedBy, somewhere, verdictsOf } from './verdicts.ts';

const app = await appOfThisFile({ TRUST_PROXY: '1' });
const { anyone, database, url } = app;
const { guarded } = await operationsServedBy(app);
const somebody = somewhere(app);
const guest = await pair(somebody(), 1);
const owner = await signIn(somebody());
const order = await guest.order(orderOf(new Dishes(await guest.menu()).choosy));

/** A browser with these cookies, on a page of the app. */
const withCookie = (cookie: string) => anyone.with({ cookie, origin: url });

const signInId = decodeJwt(guest.token).jti ?? '';
const bad = badTokens(guest.token, signInId);

describe('a token that is not good', () => {
  test.each(bad)('%s', async (_, token, reason) => {
    const refused = callsOf(guarded, () => `unauthenticated: ${reason}`);
    expect(await verdictsOf(guarded, () => anyone.bearing(token))).toEqual(refused);
    // A cookie cannot hold every text: what is cut off there was no token either.
    const inCookie = await verdictsOf(guarded, () => withCookie(`soban_table=${token}; soban_staff=${token}`));
    for (const [name, said] of Object.entries(inCookie)) expect(said, name).toMatch(/^unauthenticated/);
  });
});

describe('a sign-in that is over', () => {
  const over: [string, Reason, () => Promise<string>][] = [
    ['logged out', 'revoked', loggedOut],
    ['expired in the database', 'expired', expired],
    ['of a table with a new password', 'revoked', withNewPassword],
    ['of somebody who is gone', 'revoked', ofNobody],
    ['of a phone whose party has left', 'revoked', ofLastParty],
    ['of a phone that waited by a code that was rotated', 'revoked', ofOldCode],
    ['of a phone that waited where others sit now', 'revoked', ofTakenTable],
  ];
  test.each(over)('%s', async (_, reason, make) => {
    const token = await make();
    const refused = callsOf(guarded, () => `unauthenticated: ${reason}`);
    expect(await verdictsOf(guarded, () => anyone.bearing(token))).toEqual(refused);
    expect(await verdictsOf(guarded, () => withCookie(`soban_table=${token}; soban_staff=${token}`))).toEqual(refused);
  });

  async function loggedOut(): Promise<string> {
    const leaving = await signIn(somebody());
    (await leaving.client.call(endpoints.signOut)).ok();
    return leaving.token;
  }

  async function expired(): Promise<string> {
    const token = (await pair(somebody(), 4)).token;
    const id = decodeJwt(token).jti ?? '';
    await database.transaction((tx) =>
      tx.updateTable('sign_ins').set({ expires_at: 1 }).where('id', '=', id).execute(),
    );
    return token;
  }

  async function withNewPassword(): Promise<string> {
    const { token, table } = await pair(somebody(), 5);
    await owner.changeTable(table.id, { password: 'another-one-for-5' });
    return token;
  }

  async function phoneAt(tableNumber: number) {
    const { table } = await pair(somebody(), tableNumber);
    const { token } = await joinAs(somebody(), await owner.joinToken(table.id));
    return { token, tableId: table.id };
  }

  async function ofLastParty(): Promise<string> {
    const tablet = await pair(somebody(), 6);
    await tablet.order(orderOf(new Dishes(await tablet.menu()).choosy));
    const { token, tableId } = await phoneAt(6);
    await owner.endSession(tableId);
    return token;
  }

  async function ofOldCode(): Promise<string> {
    const { token, tableId } = await phoneAt(7);
    await owner.rotate(tableId);
    return token;
  }

  async function ofTakenTable(): Promise<string> {
    const { token, tableId } = await phoneAt(8);
    await owner.seat(tableId);
    return token;
  }

  async function ofNobody(): Promise<string> {
    const account = { username: 'temp', password: 'gone-before-long' };
    await employ(app, 'staff', account.password, account.username);
    const { token } = await signIn(somebody(), account);
    await database.transaction((tx) => tx.deleteFrom('staff').where('username', '=', 'temp').execute());
    return token;
  }
});

describe('what is no credential at all', () => {
  const { token } = guest;
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  const other = `soban_table=${token}`;
  test.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['an empty header', { authorization: '' }],
    ['a scheme alone', { authorization: 'Bearer' }],
    ['a scheme and blanks', { authorization: 'Bearer  ' }],
    ['a token without its scheme', { authorization: token }],
    ['another scheme', { authorization: `Token ${token}` }],
    ['Basic, of a person', { authorization: basic('owner:open-the-demo') }],
    ['Basic, of a token', { authorization: basic(`${token}:`) }],
    ['Digest', { authorization: 'Digest username="owner"' }],
    ['a scheme with a colon', { authorization: `Bearer: ${token}` }],
    ['a token for a proxy', { 'proxy-authorization': `Bearer ${token}` }],
    ['a token in other headers', { 'x-access-token': token, 'x-auth-token': token, 'x-api-key': token }],
    ['a cookie of another name', { cookie: `token=${token}; soban=${token}; session=${token}`, origin: url }],
    ['a cookie’s name in capitals', { cookie: `SOBAN_TABLE=${token}`, origin: url }],
    ['a cookie’s name with a prefix', { cookie: `__Host-soban_table=${token}`, origin: url }],
    ['a cookie’s name with more to it', { cookie: `soban_table2=${token}; xsoban_table=${token}`, origin: url }],
    ['a cookie’s name in a value', { cookie: `theme="soban_table=${token}"`, origin: url }],
    ['an empty cookie', { cookie: 'soban_table=; soban_staff=', origin: url }],
    ['a cookie without a value', { cookie: 'soban_table', origin: url }],
    ['Basic beside a good cookie', { authorization: basic('a:b'), cookie: other, origin: url }],
    ['an empty bearer beside a good cookie', { authorization: 'Bearer ', cookie: other, origin: url }],
    ['a good cookie of the app that is not calling', { cookie: other, origin: url, [principalHeader]: 'staff' }],
  ])('%s', async (_, headers) => {
    const refused = callsOf(guarded, () => 'unauthenticated: missing');
    expect(await verdictsOf(guarded, () => anyone.with(headers))).toEqual(refused);
  });

  test('a token in the address', async () => {
    for (const operation of guarded) {
      const { path, headers, body } = sampleRequest(operation);
      const asked = `${path}?token=${token}&access_token=${token}&authorization=Bearer+${token}`;
      const answer = await anyone.with(headers).send(operation.method, asked, body);
      expect(answer.refused('unauthenticated').reason, operation.call).toBe('missing');
    }
  });

  test('a bad token counts for itself, whatever good cookie is beside it', async () => {
    const refused = callsOf(guarded, () => 'unauthenticated: invalid');
    expect(await verdictsOf(guarded, () => withCookie(other).bearing('bad'))).toEqual(refused);
  });
});

test('nothing was touched by all that', async () => {
  expect(await owner.boardTable(guest.table.id)).toMatchObject({ orders: [order], session: { total: order.total } });
  await expectSound(database, [order]);
});
