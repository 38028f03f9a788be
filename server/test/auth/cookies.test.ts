import { Me } from '@soban/contract/auth';
import { principalHeader } from '@soban/contract/vocabulary';
import { describe, expect, test } from 'vitest';
import { appOfThisFile, appOfThisTest } from '../harness/app-harness.ts';
import type { Client } from '../harness/client.ts';
import { demoPassword } from '../harness/restaurant.ts';

const app = await appOfThisFile({ TRUST_PROXY: '1', CORS_ORIGINS: 'https://menu.example.com' });
const table = { storeCode: 'demo', tableNumber: 2, password: demoPassword };
const staff = { storeCode: 'demo', username: 'owner', password: demoPassword };

async function cookieOf(path: string, body: object, client: Client = app.anyone) {
  const answer = await client.post(path, body);
  const [cookie = '', ...attributes] = (answer.headers.get('set-cookie') ?? '').split('; ');
  return { cookie, attributes };
}

const { cookie: tableCookie } = await cookieOf('/api/auth/table/login', table);
const { cookie: staffCookie } = await cookieOf('/api/auth/admin/login', staff);
const origin = app.url;

test('the cookie is out of reach of scripts and other sites, and over HTTPS never goes without', async () => {
  const { attributes } = await cookieOf('/api/auth/table/login', table);
  expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/']));
  expect(attributes).not.toContain('Secure');
  const secured = app.anyone.with({ 'x-forwarded-proto': 'https' });
  expect((await cookieOf('/api/auth/admin/login', staff, secured)).attributes).toContain('Secure');
});

test('a cookie is enough to read', async () => {
  expect((await app.anyone.with({ cookie: tableCookie }).get('/api/auth/me')).as(Me).kind).toBe('table');
  expect((await app.anyone.with({ cookie: staffCookie }).get('/api/board')).status).toBe(200);
});

test('where a browser holds both, the staff’s counts unless the app says who is calling', async () => {
  const both = app.anyone.with({ cookie: `${tableCookie}; ${staffCookie}` });
  expect((await both.get('/api/auth/me')).as(Me).kind).toBe('staff');
  expect((await both.with({ [principalHeader]: 'table' }).get('/api/auth/me')).as(Me).kind).toBe('table');
  expect((await both.with({ [principalHeader]: 'staff' }).get('/api/auth/me')).as(Me).kind).toBe('staff');
  expect((await both.get('/api/orders')).status).toBe(200);
  expect((await both.get('/api/board')).status).toBe(200);
});

describe.each(['neither', 'table', 'staff', 'both'])('where a browser holds cookies of: %s', (held) => {
  const kept = { neither: [], table: ['table'], staff: ['staff'], both: ['table', 'staff'] }[held] ?? [];

  /** A browser with fresh sign-ins of these kinds, in the app of one of them. */
  async function browser(calling: string) {
    const cookies: string[] = [];
    if (kept.includes('table')) cookies.push((await cookieOf('/api/auth/table/login', table)).cookie);
    if (kept.includes('staff')) cookies.push((await cookieOf('/api/auth/admin/login', staff)).cookie);
    return app.anyone.with({ cookie: cookies.join('; '), origin, [principalHeader]: calling });
  }
  const other = (calling: string) => ({ [principalHeader]: calling === 'staff' ? 'table' : 'staff' });

  test.each(['staff', 'table'])(
    'the app of the %s is nobody but its own sign-in, on every kind of route',
    async (calling) => {
      const client = await browser(calling);
      const isIn = kept.includes(calling);
      const me = await client.get('/api/auth/me');
      if (isIn) expect(me.as(Me).kind).toBe(calling);
      else expect(me.refused('unauthenticated').reason).toBe('missing');

      const tableId = kept.includes('table') ? await tableIdOf(client) : 'none';
      const streams = { staff: '/api/sse/store', table: `/api/sse/orders/${tableId}` };
      for (const [kind, path] of Object.entries(streams)) {
        const status = await statusOfStream(client, path);
        if (!isIn) expect(status, path).toBe(401);
        else if (kind === calling) expect(status, path).toBe(200);
      }
      const wrongKind = isIn ? 403 : 401;
      expect((await client.get('/api/board')).status).toBe(calling === 'staff' && isIn ? 200 : wrongKind);
      expect((await client.post('/api/calls', { reason: 'water' })).status).toBe(
        calling === 'table' && isIn ? 201 : wrongKind,
      );
      expect((await client.get('/api/menus')).status).toBe(isIn ? 200 : 401);
    },
  );

  test.each(['staff', 'table'])(
    'renewing or ending the sign-in of the %s leaves the other’s alone',
    async (calling) => {
      const client = await browser(calling);
      const isIn = kept.includes(calling);
      const renewal = await client.post('/api/auth/refresh');
      expect(renewal.status).toBe(isIn ? 200 : 401);
      expect(renewal.headers.get('set-cookie') ?? '').toMatch(isIn ? new RegExp(`^soban_${calling}=`) : /^$/);
      const logout = await client.post('/api/auth/logout');
      expect(logout.status).toBe(isIn ? 204 : 401);
      expect(logout.headers.get('set-cookie') ?? '').toMatch(isIn ? new RegExp(`^soban_${calling}=;`) : /^$/);
      (await client.get('/api/auth/me')).refused('unauthenticated');
      const others = kept.filter((kind) => kind !== calling);
      for (const kind of others) expect((await client.with(other(calling)).get('/api/auth/me')).as(Me).kind).toBe(kind);
    },
  );
});

async function tableIdOf(client: Client): Promise<string> {
  const me = (await client.with({ [principalHeader]: 'table' }).get('/api/auth/me')).as(Me);
  return me.kind === 'table' ? me.table.id : '';
}

async function statusOfStream(client: Client, path: string): Promise<number> {
  const cut = new AbortController();
  const { status } = await fetch(client.url + path, { headers: client.headers, signal: cut.signal });
  cut.abort();
  return status;
}

test('requests count for the sign-in of the app that calls, and for no other of the same browser', async () => {
  const limited = await appOfThisTest({ RATE_LIMIT_PER_MINUTE: '10' });
  const cookies = await Promise.all([
    cookieOf('/api/auth/table/login', table, limited.anyone),
    cookieOf('/api/auth/admin/login', staff, limited.anyone),
  ]);
  const [tableAlone = '', staffAlone = ''] = cookies.map(({ cookie }) => cookie);
  const as = (kind: string, cookie: string) => limited.anyone.with({ cookie, [principalHeader]: kind });
  const both = `${tableAlone}; ${staffAlone}`;
  // A table's app asks until it has to wait; the board beside it goes on.
  for (let asked = 0; asked < 12; asked += 1) await as('table', both).get('/api/orders?limit=1');
  (await as('table', both).get('/api/orders?limit=1')).refused('rate_limited');
  (await as('table', tableAlone).get('/api/orders?limit=1')).refused('rate_limited');
  expect((await as('staff', both).get('/api/board')).status).toBe(200);
  // Who calls as staff without its cookie is a stranger, and nobody's account is drawn on.
  (await as('staff', tableAlone).get('/api/auth/me')).refused('unauthenticated');
});

test('a change by cookie has to come from the app’s own pages, or from an allowed origin', async () => {
  const call = (headers: Record<string, string>) =>
    app.anyone.with({ cookie: tableCookie, ...headers }).post('/api/calls', { reason: 'water' });
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
    .post('/api/calls', { reason: 'bill' });
  expect(answer.status).toBe(201);
});

test('a cookie opens the live stream, which cannot send other headers', async () => {
  const cut = new AbortController();
  const response = await fetch(`${app.url}/api/sse/store`, { headers: { cookie: staffCookie }, signal: cut.signal });
  expect(response.status).toBe(200);
  cut.abort();
});

test('logging out takes the cookie back', async () => {
  const { cookie } = await cookieOf('/api/auth/table/login', { ...table, tableNumber: 9 });
  const answer = await app.anyone.with({ cookie, origin }).post('/api/auth/logout');
  answer.isEmpty();
  expect(answer.headers.get('set-cookie')).toMatch(/^soban_table=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/);
  expect((await app.anyone.with({ cookie }).get('/api/auth/me')).refused('unauthenticated').reason).toBe('revoked');
});

test('only the named origins may read answers from other pages', async () => {
  const allowed = await app.anyone.with({ origin: 'https://menu.example.com' }).get('/health');
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://menu.example.com');
  const other = await app.anyone.with({ origin: 'https://evil.example' }).get('/health');
  expect(other.headers.get('access-control-allow-origin')).toBeNull();
});
