import { Me } from '@soban/contract/auth';
import { principalHeader } from '@soban/contract/vocabulary';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
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

test('a change by cookie has to come from the app’s own pages, or from an allowed origin', async () => {
  const call = (headers: Record<string, string>) =>
    app.anyone.with({ cookie: tableCookie, ...headers }).post('/api/calls', { reason: 'water' });
  (await call({})).refused('forbidden');
  (await call({ origin: 'https://evil.example' })).refused('forbidden');
  (await call({ origin: 'null' })).refused('forbidden');
  (await call({ origin: `${origin}.evil.example` })).refused('forbidden');
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
