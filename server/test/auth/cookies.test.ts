import * as endpoints from '@soban/contract/endpoints';
import { principalHeader } from '@soban/contract/vocabulary';
import { describe, expect, test } from 'vitest';
import { appOfThisFile, appOfThisTest } from '../harness/app-harness.ts';
import type { Answer, Client } from '../harness/client.ts';
import { demoPassword } from '../harness/restaurant.ts';

const app = await appOfThisFile({ TRUST_PROXY: '1', CORS_ORIGINS: 'https://menu.example.com' });
const asTable = (client = app.anyone, tableNumber = 2) =>
  client.call(endpoints.signInTable, { body: { storeCode: 'demo', tableNumber, password: demoPassword } });
const asStaff = (client = app.anyone) =>
  client.call(endpoints.signInStaff, { body: { storeCode: 'demo', username: 'owner', password: demoPassword } });

async function cookieOf(signingIn: Promise<Answer>) {
  const [cookie = '', ...attributes] = ((await signingIn).headers.get('set-cookie') ?? '').split('; ');
  return { cookie, attributes };
}

const { cookie: tableCookie } = await cookieOf(asTable());
const { cookie: staffCookie } = await cookieOf(asStaff());
const origin = app.url;

test('the cookie is out of reach of scripts and other sites, and over HTTPS never goes without', async () => {
  const { attributes } = await cookieOf(asTable());
  expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/']));
  expect(attributes).not.toContain('Secure');
  const secured = app.anyone.with({ 'x-forwarded-proto': 'https' });
  expect((await cookieOf(asStaff(secured))).attributes).toContain('Secure');
});

test('a cookie is enough to read', async () => {
  expect((await app.anyone.with({ cookie: tableCookie }).call(endpoints.whoAmI)).ok().kind).toBe('table');
  expect((await app.anyone.with({ cookie: staffCookie }).call(endpoints.readBoard)).status).toBe(200);
});

test('where a browser holds both, the staff’s counts unless the app says who is calling', async () => {
  const both = app.anyone.with({ cookie: `${tableCookie}; ${staffCookie}` });
  expect((await both.call(endpoints.whoAmI)).ok().kind).toBe('staff');
  expect((await both.with({ [principalHeader]: 'table' }).call(endpoints.whoAmI)).ok().kind).toBe('table');
  expect((await both.with({ [principalHeader]: 'staff' }).call(endpoints.whoAmI)).ok().kind).toBe('staff');
  expect((await both.call(endpoints.listOrders)).status).toBe(200);
  expect((await both.call(endpoints.readBoard)).status).toBe(200);
});

describe.each(['neither', 'table', 'staff', 'both'])('where a browser holds cookies of: %s', (held) => {
  const kept = { neither: [], table: ['table'], staff: ['staff'], both: ['table', 'staff'] }[held] ?? [];

  /** A browser with fresh sign-ins of these kinds, in the app of one of them. */
  async function browser(calling: string) {
    const cookies: string[] = [];
    if (kept.includes('table')) cookies.push((await cookieOf(asTable())).cookie);
    if (kept.includes('staff')) cookies.push((await cookieOf(asStaff())).cookie);
    return app.anyone.with({ cookie: cookies.join('; '), origin, [principalHeader]: calling });
  }
  const other = (calling: string) => ({ [principalHeader]: calling === 'staff' ? 'table' : 'staff' });

  test.each(['staff', 'table'])(
    'the app of the %s is nobody but its own sign-in, on every kind of route',
    async (calling) => {
      const client = await browser(calling);
      const isIn = kept.includes(calling);
      const me = await client.call(endpoints.whoAmI);
      if (isIn) expect(me.ok().kind).toBe(calling);
      else expect(me.refused('unauthenticated').reason).toBe('missing');

      const tableId = kept.includes('table') ? await tableIdOf(client) : 'none';
      const streams = {
        staff: await client.call(endpoints.streamStore),
        table: await client.call(endpoints.streamTable, { params: { tableId } }),
      };
      for (const [kind, { call, status }] of Object.entries(streams)) {
        if (!isIn) expect(status, call).toBe(401);
        else if (kind === calling) expect(status, call).toBe(200);
      }
      const wrongKind = isIn ? 403 : 401;
      expect((await client.call(endpoints.readBoard)).status).toBe(calling === 'staff' && isIn ? 200 : wrongKind);
      expect((await client.call(endpoints.placeCall, { body: { reason: 'water' } })).status).toBe(
        calling === 'table' && isIn ? 201 : wrongKind,
      );
      expect((await client.call(endpoints.readMenu)).status).toBe(isIn ? 200 : 401);
    },
  );

  test.each(['staff', 'table'])(
    'renewing or ending the sign-in of the %s leaves the other’s alone',
    async (calling) => {
      const client = await browser(calling);
      const isIn = kept.includes(calling);
      const renewal = await client.call(endpoints.renewSignIn);
      expect(renewal.status).toBe(isIn ? 200 : 401);
      expect(renewal.headers.get('set-cookie') ?? '').toMatch(isIn ? new RegExp(`^soban_${calling}=`) : /^$/);
      const logout = await client.call(endpoints.signOut);
      expect(logout.status).toBe(isIn ? 204 : 401);
      expect(logout.headers.get('set-cookie') ?? '').toMatch(isIn ? new RegExp(`^soban_${calling}=;`) : /^$/);
      (await client.call(endpoints.whoAmI)).refused('unauthenticated');
      const others = kept.filter((kind) => kind !== calling);
      for (const kind of others) {
        expect((await client.with(other(calling)).call(endpoints.whoAmI)).ok().kind).toBe(kind);
      }
    },
  );
});

async function tableIdOf(client: Client): Promise<string> {
  const me = (await client.with({ [principalHeader]: 'table' }).call(endpoints.whoAmI)).ok();
  return me.kind === 'table' ? me.table.id : '';
}

test('requests count for the sign-in of the app that calls, and for no other of the same browser', async () => {
  const limited = await appOfThisTest({ RATE_LIMIT_PER_MINUTE: '10' });
  const cookies = await Promise.all([cookieOf(asTable(limited.anyone)), cookieOf(asStaff(limited.anyone))]);
  const [tableAlone = '', staffAlone = ''] = cookies.map(({ cookie }) => cookie);
  const as = (kind: string, cookie: string) => limited.anyone.with({ cookie, [principalHeader]: kind });
  const both = `${tableAlone}; ${staffAlone}`;
  // A table's app asks until it has to wait; the board beside it goes on.
  const list = (cookie: string) => as('table', cookie).call(endpoints.listOrders, { query: { limit: 1 } });
  for (let asked = 0; asked < 12; asked += 1) await list(both);
  (await list(both)).refused('rate_limited');
  (await list(tableAlone)).refused('rate_limited');
  expect((await as('staff', both).call(endpoints.readBoard)).status).toBe(200);
  // Who calls as staff without its cookie is a stranger, and nobody's account is drawn on.
  (await as('staff', tableAlone).call(endpoints.whoAmI)).refused('unauthenticated');
});

test('a change by cookie has to come from the app’s own pages, or from an allowed origin', async () => {
  const call = (headers: Record<string, string>) =>
    app.anyone.with({ cookie: tableCookie, ...headers }).call(endpoints.placeCall, { body: { reason: 'water' } });
  (await call({})).refused('forbidden');
  (await call({ origin: 'https://evil.example' })).refused('forbidden');
  (await call({ origin: 'null' })).refused('forbidden');
  (await call({ origin: `${origin}.evil.example` })).refused('forbidden');
  for (const none of [
    `${origin}/`,
    `${origin}/board`,
    `${origin}?x`,
    origin.replace('http', 'ftp'),
    'HTTP' + origin.slice(4),
  ]) {
    (await call({ origin: none })).refused('forbidden');
  }
  // Behind a proxy that ends TLS.
  expect((await call({ origin: origin.replace('http', 'https') })).status).toBe(201);
  expect((await call({ origin })).status).toBe(201);
  expect((await call({ origin: 'https://menu.example.com' })).status).toBe(201);
});

test('a bearer token needs no origin: no browser sends it along by itself', async () => {
  const token = tableCookie.slice(tableCookie.indexOf('=') + 1);
  const answer = await app.anyone
    .bearing(token)
    .with({ origin: 'https://evil.example' })
    .call(endpoints.placeCall, { body: { reason: 'bill' } });
  expect(answer.status).toBe(201);
});

test('a cookie opens the live stream, which cannot send other headers', async () => {
  expect((await app.anyone.with({ cookie: staffCookie }).call(endpoints.streamStore)).status).toBe(200);
});

test('logging out takes the cookie back', async () => {
  const { cookie } = await cookieOf(asTable(app.anyone, 9));
  const answer = await app.anyone.with({ cookie, origin }).call(endpoints.signOut);
  answer.ok();
  expect(answer.headers.get('set-cookie')).toMatch(/^soban_table=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/);
  expect((await app.anyone.with({ cookie }).call(endpoints.whoAmI)).refused('unauthenticated').reason).toBe('revoked');
});

test('only the named origins may read answers from other pages', async () => {
  const allowed = await app.anyone.with({ origin: 'https://menu.example.com' }).call(endpoints.readHealth);
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://menu.example.com');
  const other = await app.anyone.with({ origin: 'https://evil.example' }).call(endpoints.readHealth);
  expect(other.headers.get('access-control-allow-origin')).toBeNull();
});
