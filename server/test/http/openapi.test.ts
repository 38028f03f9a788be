import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { type Document, operationsOf } from '../harness/openapi.ts';

const app = await appOfThisFile();
const document = JSON.parse((await app.anyone.get('/api/openapi.json')).text) as Document;
const operations = operationsOf(document);

test('the document is valid OpenAPI 3.1', async () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  const { valid, errors } = await new Validator().validate({ ...document });
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});

test('it describes every call of the contract', () => {
  expect(operations.map(({ call }) => call)).toEqual(
    expect.arrayContaining([
      'POST /api/auth/admin/login',
      'POST /api/auth/table/login',
      'POST /api/auth/logout',
      'POST /api/auth/refresh',
      'POST /api/auth/password',
      'GET /api/auth/me',
      'GET /api/menus',
      'GET /api/menus/{id}',
      'PATCH /api/menus/{id}',
      'POST /api/orders',
      'GET /api/orders',
      'GET /api/orders/{id}',
      'PATCH /api/orders/{id}',
      'DELETE /api/orders/{id}',
      'GET /api/sse/orders/{tableId}',
      'GET /api/sse/store',
      'POST /api/calls',
      'GET /api/calls',
      'POST /api/calls/{id}/acknowledge',
      'GET /api/board',
      'GET /api/tables',
      'PATCH /api/tables/{id}',
      'POST /api/tables/{id}/end-session',
      'GET /api/tables/{id}/history',
      'GET /api/store',
      'PATCH /api/store',
      'GET /health',
      'GET /health/ready',
    ]),
  );
});

test.each(operations)('$call is there, and is told to people as well', async (operation) => {
  const { method, path } = operation;
  const answer = await app.anyone.send(method, path.replaceAll(/\{\w+\}/g, 'some-id'));
  expect(answer.status).not.toBe(404);
  expect(Object.keys(operation.responses)).toContain(String(answer.status));
  expect(operation.summary).toBeTruthy();
  expect(operation.tags).toHaveLength(1);
  for (const response of Object.values(operation.responses)) expect(response.description).toBeTruthy();
});

test('there is a page to read it on', async () => {
  const page = await app.anyone.get('/api/docs/');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('content-security-policy')).toBeTruthy();
});

test('it is made once, and sent again only to whoever has another', async () => {
  const first = await app.anyone.get('/api/openapi.json');
  const etag = first.headers.get('etag') ?? '';
  expect(etag).not.toBe('');
  for (const path of ['/api/openapi.json', '/api/docs/json', '/api/docs/yaml']) {
    const same = await app.anyone.with({ 'if-none-match': etag }).get(path);
    expect(same.status, path).toBe(304);
    expect((await app.anyone.get(path)).text, path).toBe(first.text);
  }
  const small = await fetch(`${app.url}/api/openapi.json`, { headers: { 'accept-encoding': 'br' } });
  expect(small.headers.get('content-encoding')).toBe('br');
  expect(await small.json()).toEqual(document);
});
