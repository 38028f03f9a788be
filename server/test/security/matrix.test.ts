import type { Caller } from '@soban/contract/endpoint';
import { principalHeader } from '@soban/contract/vocabulary';
import { describe, expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import type { Answer, Client } from '../harness/client.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { joinAs, pair } from '../harness/guest.ts';
import type { Operation } from '../harness/openapi.ts';
import { employ, neighbour, openNeighbour } from '../harness/second-store.ts';
import { expectSound } from '../harness/soundness.ts';
import { signIn } from '../harness/staff.ts';
import {
  ask,
  callsOf,
  isRead,
  may,
  mayCall,
  operationsServedBy,
  somewhere,
  verdictsOf,
  whoMayCall,
} from './verdicts.ts';

const app = await appOfThisFile({ TRUST_PROXY: '1' });
const { anyone, database, url } = app;
const { all: operations, guarded, open } = await operationsServedBy(app);
const somebody = somewhere(app);
const rolePassword = 'one-for-each-role';
for (const role of ['kitchen', 'staff', 'manager'] as const) await employ(app, role, rolePassword);
await openNeighbour(app);

const tokenAt = async (tableNumber: number, account?: typeof neighbour) =>
  (await pair(somebody(), tableNumber, account)).token;
const tokenOf = async (username: string, password?: string) =>
  (await signIn(somebody(), password === undefined ? { username } : { username, password })).token;

/** A guest's phone, in the visit that goes on there or before there is one. */
const phoneAt = async (tableId: string) => (await joinAs(somebody(), await owner.joinToken(tableId))).token;

/** Everybody there is in the demo store, each with a way to sign in anew. */
const people: Record<string, { caller: Caller; token: () => Promise<string> }> = {
  'a table': { caller: 'table', token: () => tokenAt(1) },
  'another table': { caller: 'table', token: () => tokenAt(2) },
  'a phone': { caller: 'table', token: () => phoneAt(guest.table.id) },
  'a phone elsewhere': { caller: 'table', token: async () => phoneAt((await pair(somebody(), 3)).table.id) },
  'a table next door': { caller: 'table', token: () => tokenAt(1, neighbour) },
  'the kitchen': { caller: 'kitchen', token: () => tokenOf('kitchen', rolePassword) },
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

const permitted = (caller: Caller) =>
  callsOf(guarded, (operation) => (may(operation, caller) ? 'let in' : 'forbidden'));

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

describe.each(Object.entries(people))('%s is let in where the contract says so', (_, { caller, token: make }) => {
  /** The same sign-in for all operations but those that end it. */
  async function presenting(present: (token: string) => Client) {
    const token = await make();
    return async (operation: Operation) => present(endsSignIn(operation) ? await make() : token);
  }

  test('by a token', async () => {
    expect(await verdictsOf(guarded, await presenting((token) => anyone.bearing(token)))).toEqual(permitted(caller));
    const oddly = (token: string) => anyone.with({ authorization: `bEARER ${token}`, origin: 'https://evil.example' });
    expect(await verdictsOf(guarded, await presenting(oddly))).toEqual(permitted(caller));
  });

  test('by a cookie on a page of the app, whether or not the page says which app it is', async () => {
    const page = (token: string) => withCookie(cookieOf(caller, token));
    expect(await verdictsOf(guarded, await presenting(page))).toEqual(permitted(caller));
    const kind = caller === 'table' ? 'table' : 'staff';
    const named = (token: string) => page(token).with({ [principalHeader]: kind });
    expect(await verdictsOf(guarded, await presenting(named))).toEqual(permitted(caller));
    const odd = (token: string) => page(token).with({ [principalHeader]: 'somebody' });
    expect(await verdictsOf(guarded, await presenting(odd))).toEqual(permitted(caller));
  });

  test('but not by a cookie where another app is calling, nor for a change from a page elsewhere', async () => {
    const other = caller === 'table' ? 'staff' : 'table';
    const elsewhere = (token: string) => withCookie(cookieOf(caller, token)).with({ [principalHeader]: other });
    expect(await verdictsOf(guarded, await presenting(elsewhere))).toEqual(
      callsOf(guarded, () => 'unauthenticated: missing'),
    );
    const reads = callsOf(guarded, (operation) =>
      isRead(operation) && may(operation, caller) ? 'let in' : 'forbidden',
    );
    for (const origin of [undefined, 'null', '', 'https://evil.example', `${url}.evil.example`, `${url}1`]) {
      const page = (token: string) =>
        anyone.with({ cookie: cookieOf(caller, token), ...(origin === undefined ? {} : { origin }) });
      expect(await verdictsOf(guarded, await presenting(page)), String(origin)).toEqual(reads);
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
  expect(await verdictsOf(guarded, calling('table'))).toEqual(permitted('table'));
  expect(await verdictsOf(guarded, calling('staff'))).toEqual(permitted('owner'));
  expect(await verdictsOf(guarded, jar)).toEqual(callsOf(guarded, () => 'let in'));
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
    ['a phone elsewhere', [ids.order, ids.table, ids.call, ids.session]],
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
