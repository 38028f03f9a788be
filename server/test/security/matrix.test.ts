import { randomUUID } from 'node:crypto';
import type { Caller, Endpoint } from '@soban/contract/endpoint';
import * as endpoints from '@soban/contract/endpoints';
import { principalHeader } from '@soban/contract/vocabulary';
import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import type { Answer, Client } from '../harness/client.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';
import { type Document, type Operation, operationsOf } from '../harness/openapi.ts';
import { employ, neighbour, openNeighbour } from '../harness/second-store.ts';
import { expectSound } from '../harness/soundness.ts';
import { signIn } from '../harness/staff.ts';
import { badTokens, type Reason } from './bad-tokens.ts';
import { sampleRequest, unknownId } from './sample.ts';

const app = await appOfThisFile({ TRUST_PROXY: '1' });
const { anyone, database, url } = app;
const operations = operationsOf(JSON.parse((await anyone.get('/api/openapi.json')).text) as Document);
/** Who may call each operation, as the contract says. */
const whoMayCall = new Map<string, readonly Caller[]>(
  Object.values<Endpoint>(endpoints).map((each) => [
    `${each.method} ${each.path.replaceAll(/:(\w+)/g, '{$1}')}`,
    // The sample of a change to a dish changes its price too, which is not for everybody on the staff.
    each === endpoints.changeMenuItem ? ['owner', 'manager'] : each.for,
  ]),
);
const mayCall = (operation: Operation) => whoMayCall.get(operation.call) ?? [];
const guarded = operations.filter((operation) => mayCall(operation).length > 0);
const open = operations.filter((operation) => mayCall(operation).length === 0);

/** Each sign-in from a place of its own, so that none is throttled for another's failure. */
let places = 0;
const somebody = () => anyone.with({ 'x-forwarded-for': `10.1.${(places += 1) >> 8}.${places & 255}` });
const rolePassword = 'one-for-each-role';
for (const role of ['staff', 'manager'] as const) await employ(app, role, rolePassword);
await openNeighbour(app);

const tokenAt = async (tableNumber: number, account?: typeof neighbour) =>
  (await pair(somebody(), tableNumber, account)).token;
const tokenOf = async (username: string, password?: string) =>
  (await signIn(somebody(), password === undefined ? { username } : { username, password })).token;

/** Everybody there is in the demo store, each with a way to sign in anew. */
const people: Record<string, { caller: Caller; token: () => Promise<string> }> = {
  'a table': { caller: 'table', token: () => tokenAt(1) },
  'another table': { caller: 'table', token: () => tokenAt(2) },
  'a table next door': { caller: 'table', token: () => tokenAt(1, neighbour) },
  staff: { caller: 'staff', token: () => tokenOf('staff', rolePassword) },
  'a manager': { caller: 'manager', token: () => tokenOf('manager', rolePassword) },
  'the owner': { caller: 'owner', token: () => tokenOf('owner') },
  'the owner next door': { caller: 'owner', token: async () => (await signIn(somebody(), neighbour)).token },
};

const guest = await pair(somebody(), 1);
const owner = await signIn(somebody());
const dish = new Dishes(await guest.menu()).choosy;
const order = await guest.order(orderOf(dish));
const call = await guest.call('bill');

/** The operation's sample, as this client; the ids in it are of nothing unless one is given. */
function ask(client: Client, operation: Operation, id = unknownId): Promise<Answer> {
  const { path, headers, body } = sampleRequest(operation, id);
  // One key is one intent.
  const named = 'idempotency-key' in headers ? { ...headers, 'idempotency-key': randomUUID() } : headers;
  return client.with(named).send(operation.method, path, body);
}

/** What a credential comes to at an operation, in a word or two. */
function verdict({ status, text }: Answer): string {
  if (status !== 401 && status !== 403) return status < 500 ? 'let in' : `${status} ${text}`;
  const { code, reason } = JSON.parse(text) as { code: string; reason?: string };
  return reason === undefined ? code : `${code}: ${reason}`;
}

const callsOf = (some: readonly Operation[], is: (operation: Operation) => string) =>
  Object.fromEntries(some.map((operation) => [operation.call, is(operation)]));

/** The verdicts of all guarded operations on what `as` presents at each. */
async function verdictsOf(as: (operation: Operation) => Client | Promise<Client>): Promise<Record<string, string>> {
  const all = guarded.map(async (operation): Promise<[string, string]> => {
    const answer = await ask(await as(operation), operation);
    if (answer.status === 401) answer.refused('unauthenticated');
    if (answer.status === 403) answer.refused('forbidden');
    return [operation.call, verdict(answer)];
  });
  return Object.fromEntries(await Promise.all(all));
}

const may = (operation: Operation, caller: Caller) => mayCall(operation).includes(caller);
const permitted = (caller: Caller) =>
  callsOf(guarded, (operation) => (may(operation, caller) ? 'let in' : 'forbidden'));
const isRead = ({ method }: Operation) => method === 'GET';

/** A browser with these cookies, on a page of the app. */
const withCookie = (cookie: string) => anyone.with({ cookie, origin: url });
const cookieOf = (caller: Caller, token: string) => `soban_${caller === 'table' ? 'table' : 'staff'}=${token}`;
/** Logging out ends a sign-in: whoever tries it does so with one more. */
const endsSignIn = ({ call: name }: Operation) => name === 'POST /api/auth/logout';

test('what is served is what the contract says, and the document says to whom', () => {
  expect(operations.map(({ call: name }) => name).toSorted()).toEqual([...whoMayCall.keys()].toSorted());
  for (const operation of operations) {
    const told = (operation.security ?? []).flatMap((scheme) => Object.keys(scheme));
    const kinds = mayCall(operation).map((caller) => (caller === 'table' ? 'table' : 'staff'));
    expect(new Set(told), operation.call).toEqual(new Set(kinds));
  }
});

const signInId = decodeJwt(guest.token).jti ?? '';
const bad = badTokens(guest.token, signInId);

describe('a token that is not good', () => {
  test.each(bad)('%s', async (_, token, reason) => {
    const refused = callsOf(guarded, () => `unauthenticated: ${reason}`);
    expect(await verdictsOf(() => anyone.bearing(token))).toEqual(refused);
    // A cookie cannot hold every text: what is cut off there was no token either.
    const inCookie = await verdictsOf(() => withCookie(`soban_table=${token}; soban_staff=${token}`));
    for (const [name, said] of Object.entries(inCookie)) expect(said, name).toMatch(/^unauthenticated/);
  });
});

describe('a sign-in that is over', () => {
  const over: [string, Reason, () => Promise<string>][] = [
    ['logged out', 'revoked', loggedOut],
    ['expired in the database', 'expired', expired],
    ['of a table with a new password', 'revoked', withNewPassword],
    ['of somebody who is gone', 'revoked', ofNobody],
  ];
  test.each(over)('%s', async (_, reason, make) => {
    const token = await make();
    const refused = callsOf(guarded, () => `unauthenticated: ${reason}`);
    expect(await verdictsOf(() => anyone.bearing(token))).toEqual(refused);
    expect(await verdictsOf(() => withCookie(`soban_table=${token}; soban_staff=${token}`))).toEqual(refused);
  });

  async function loggedOut(): Promise<string> {
    const leaving = await signIn(somebody());
    (await leaving.client.post('/api/auth/logout')).isEmpty();
    return leaving.token;
  }

  async function expired(): Promise<string> {
    const token = await tokenAt(4);
    const id = decodeJwt(token).jti ?? '';
    await database.transaction((tx) =>
      tx.updateTable('sign_ins').set({ expires_at: 1 }).where('id', '=', id).execute(),
    );
    return token;
  }

  async function withNewPassword(): Promise<string> {
    const { token, table } = await pair(somebody(), 5);
    await owner.client.patch(`/api/tables/${table.id}`, { password: 'another-one-for-5' });
    return token;
  }

  async function ofNobody(): Promise<string> {
    await employ(app, 'staff', rolePassword, 'temp');
    const token = await tokenOf('temp', rolePassword);
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
    expect(await verdictsOf(() => anyone.with(headers))).toEqual(refused);
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
    expect(await verdictsOf(() => withCookie(other).bearing('bad'))).toEqual(refused);
  });
});

describe.each(Object.entries(people))('%s is let in where the contract says so', (_, { caller, token: make }) => {
  /** The same sign-in for all operations but those that end it. */
  async function presenting(present: (token: string) => Client) {
    const token = await make();
    return async (operation: Operation) => present(endsSignIn(operation) ? await make() : token);
  }

  test('by a token', async () => {
    expect(await verdictsOf(await presenting((token) => anyone.bearing(token)))).toEqual(permitted(caller));
    const oddly = (token: string) => anyone.with({ authorization: `bEARER ${token}`, origin: 'https://evil.example' });
    expect(await verdictsOf(await presenting(oddly))).toEqual(permitted(caller));
  });

  test('by a cookie on a page of the app, whether or not the page says which app it is', async () => {
    const page = (token: string) => withCookie(cookieOf(caller, token));
    expect(await verdictsOf(await presenting(page))).toEqual(permitted(caller));
    const kind = caller === 'table' ? 'table' : 'staff';
    const named = (token: string) => page(token).with({ [principalHeader]: kind });
    expect(await verdictsOf(await presenting(named))).toEqual(permitted(caller));
    const odd = (token: string) => page(token).with({ [principalHeader]: 'somebody' });
    expect(await verdictsOf(await presenting(odd))).toEqual(permitted(caller));
  });

  test('but not by a cookie where another app is calling, nor for a change from a page elsewhere', async () => {
    const other = caller === 'table' ? 'staff' : 'table';
    const elsewhere = (token: string) => withCookie(cookieOf(caller, token)).with({ [principalHeader]: other });
    expect(await verdictsOf(await presenting(elsewhere))).toEqual(callsOf(guarded, () => 'unauthenticated: missing'));
    const reads = callsOf(guarded, (operation) =>
      isRead(operation) && may(operation, caller) ? 'let in' : 'forbidden',
    );
    for (const origin of [undefined, 'null', '', 'https://evil.example', `${url}.evil.example`, `${url}1`]) {
      const page = (token: string) =>
        anyone.with({ cookie: cookieOf(caller, token), ...(origin === undefined ? {} : { origin }) });
      expect(await verdictsOf(await presenting(page)), String(origin)).toEqual(reads);
    }
  });
});

test('a browser with both apps’ cookies is whichever app is calling, and either where none says', async () => {
  const jar = async (operation: Operation) => {
    const fresh = endsSignIn(operation);
    const [table, staff] = fresh ? [await tokenAt(1), await tokenOf('owner')] : [guest.token, owner.token];
    return withCookie(`${cookieOf('table', table)}; ${cookieOf('owner', staff)}`);
  };
  const calling = (kind: string) => async (operation: Operation) =>
    (await jar(operation)).with({ [principalHeader]: kind });
  expect(await verdictsOf(calling('table'))).toEqual(permitted('table'));
  expect(await verdictsOf(calling('staff'))).toEqual(permitted('owner'));
  expect(await verdictsOf(jar)).toEqual(callsOf(guarded, () => 'let in'));
});

test('where anybody may call, no credential makes a difference, good or bad', async () => {
  const clients = [anyone.bearing(owner.token), withCookie(`soban_table=${guest.token}`), anyone.bearing('bad')];
  for (const operation of open) {
    const without = await anyone.send(operation.method, operation.path);
    for (const client of clients) {
      const answer = await client.with({ 'x-request-id': 'same' }).send(operation.method, operation.path);
      const same = await anyone.with({ 'x-request-id': 'same' }).send(operation.method, operation.path);
      expect([answer.status, answer.text], operation.call).toEqual([same.status, same.text]);
      expect(answer.status).toBe(without.status);
    }
  }
});

describe('what is another’s is answered as what never was, to the byte', () => {
  const ids = { dish: dish.id, order: order.id, table: guest.table.id, call: call.id, session: order.sessionId };
  const named = guarded.filter(({ path }) => path.includes('{'));

  test.each([
    ['the owner next door', Object.values(ids)],
    ['a table next door', Object.values(ids)],
    ['another table', [ids.order, ids.table, ids.call, ids.session]],
  ])('to %s', async (name, foreign) => {
    const { caller, token } = people[name] ?? { caller: 'table', token: () => tokenAt(2) };
    const client = anyone.bearing(await token()).with({ 'x-request-id': 'same' });
    for (const operation of named.filter((each) => may(each, caller))) {
      const toUnknown = await ask(client, operation);
      for (const id of foreign) {
        const answer = await ask(client, operation, id);
        expect([answer.status, answer.text], `${operation.call} of ${id}`).toEqual([toUnknown.status, toUnknown.text]);
        expect(told(answer)).toEqual(told(toUnknown));
      }
    }
  });

  const told = ({ headers }: Answer) => [...headers].filter(([name]) => name !== 'date');
});

test('nothing was touched by all that', async () => {
  expect(await owner.boardTable(guest.table.id)).toMatchObject({ orders: [order], session: { total: order.total } });
  await expectSound(database, [order]);
});
