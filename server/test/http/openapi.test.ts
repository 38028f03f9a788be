import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import * as endpoints from '@soban/contract/endpoints';
import * as namedSchemas from '@soban/contract/named-schemas';
import { tags } from '@soban/contract/tags';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { runCli } from '../harness/cli.ts';
import { type Document, type JsonSchema, operationsOf } from '../harness/openapi.ts';

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

test('each operation goes by its name in the contract, and is explained under a heading that is explained', () => {
  expect(new Set(operations.map(({ operationId }) => operationId))).toEqual(new Set(Object.keys(endpoints)));
  for (const { call, description } of operations) expect(description, call).toBeTruthy();
  expect(Object.fromEntries(document.tags.map(({ name, description }) => [name, description]))).toEqual(tags);
  expect(new Set(operations.flatMap((operation) => operation.tags))).toEqual(new Set(Object.keys(tags)));
});

test.each(operations)('$call has an example of all that it takes and answers', ({ requestBody, responses }) => {
  const [, answer] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? [];
  const forms = Object.entries(requestBody?.content ?? {}).filter(([type]) => type !== 'multipart/form-data');
  for (const [type, { example }] of [...forms, ...Object.entries(answer?.content ?? {})]) {
    expect(example, type).toBeDefined();
  }
});

test('what has a name in the contract has it in the document', () => {
  expect(new Set(Object.keys(document.components.schemas))).toEqual(new Set(Object.keys(namedSchemas)));
});

test.each(operations)('$call says how much it takes of everything', ({ parameters = [], requestBody }) => {
  const sent: [string, JsonSchema][] = [
    ...parameters.map(({ name, in: where, schema }): [string, JsonSchema] => [`${where} ${name}`, schema]),
    ...Object.entries(requestBody?.content ?? {}).map(([type, { schema }]): [string, JsonSchema] => [type, schema]),
  ];
  expect(sent.flatMap(([where, schema]) => boundless(schema, where))).toEqual([]);
});

/** The strings, numbers and arrays of which a client may send as much as it likes. */
function boundless(schema: JsonSchema, where: string): string[] {
  const { type, items, properties = {}, anyOf = [], allOf, minimum, maximum, maxLength, maxItems } = schema;
  if (allOf) return boundless(Object.assign({}, ...allOf) as JsonSchema, where);
  if (schema.enum || schema.const !== undefined) return [];
  // How large a file may be is for the operator to say.
  const isBounded =
    (type === 'string' && (maxLength !== undefined || schema.format === 'binary')) ||
    ((type === 'integer' || type === 'number') && minimum !== undefined && maximum !== undefined) ||
    (type === 'array' && items !== undefined && maxItems !== undefined) ||
    (type === 'object' && Object.keys(properties).length > 0) ||
    type === 'boolean' ||
    type === 'null' ||
    anyOf.length > 0;
  return [
    ...(isBounded ? [] : [where]),
    ...anyOf.flatMap((one) => boundless(one, where)),
    ...(items ? boundless(items, `${where}[]`) : []),
    ...Object.entries(properties).flatMap(([name, of]) => boundless(of, `${where}.${name}`)),
  ];
}

test('an operator has it as a file without a server', async () => {
  expect((await runCli(app.restaurant, 'openapi', 'write', '--to', 'written.json')).code).toBe(0);
  expect(JSON.parse(readFileSync(join(app.restaurant.folder, 'written.json'), 'utf8'))).toEqual(document);
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
