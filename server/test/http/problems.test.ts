import { request } from 'node:http';
import { StaffLogin } from '@soban/contract/auth';
import * as endpoints from '@soban/contract/endpoints';
import { Problem } from '@soban/contract/problem';
import { problemStatus } from '@soban/contract/vocabulary';
import { describe, expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Answer } from '../harness/client.ts';
import { pair } from '../harness/guest.ts';

const app = await appOfThisFile();
const guest = await pair(app.anyone, 1);

/** A request as `fetch` would not send it. */
const raw = async (method: string, path: string, headers: Record<string, string>, body: string | Buffer) =>
  new Promise<Answer>((resolve, reject) => {
    const call = request(app.url + path, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const named = Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]);
        const text = Buffer.concat(chunks).toString();
        const status = response.statusCode ?? 0;
        resolve(new Answer(`${method} ${path}`, new Response(null, { status, headers: named }), text));
      });
    });
    call.on('error', reject).end(body);
  });
const post = (headers: Record<string, string>, body: string | Buffer) =>
  raw('POST', endpoints.signInStaff.path, headers, body);
const json = { 'content-type': 'application/json' };

test('every problem says what it is, in the words of the contract', async () => {
  const problem = (await app.anyone.call(endpoints.listOrders)).refused('unauthenticated');
  expect(problem).toEqual({
    type: 'urn:soban:problem:unauthenticated',
    title: 'Unauthorized',
    status: 401,
    detail: 'Sign in first.',
    code: 'unauthenticated',
    reason: 'missing',
    requestId: problem.requestId,
  });
});

describe('what cannot be read', () => {
  test.each([
    ['not JSON', '{ "storeCode": '],
    ['nothing', ''],
    ['JSON that would poison', '{ "__proto__": { "role": "owner" } }'],
    ['a constructor', '{ "constructor": { "prototype": { "role": "owner" } } }'],
    ['a list', '[]'],
    ['a word', '"owner"'],
    ['null', 'null'],
  ])('%s', async (_, body) => {
    (await post(json, body)).refused('validation_failed');
  });

  test('a body that is too large', async () => {
    const body = JSON.stringify({ storeCode: 'demo', username: 'owner', password: 'x'.repeat(300_000) });
    (await post(json, body)).refused('too_large');
  });

  test('a body that says it will be too large, before it is sent', async () => {
    const answer = await post({ ...json, 'content-length': '999999999', connection: 'close' }, '').catch(
      () => undefined,
    );
    if (answer) answer.refused('too_large');
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
    'a body of type %s',
    async (type) => {
      (await post({ 'content-type': type }, 'storeCode=demo')).refused('unsupported_media_type');
    },
  );

  test('bytes that are no text', async () => {
    (await post(json, Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]))).refused('validation_failed');
  });
});

test('every field that is wrong or missing is named', async () => {
  const answer = await app.anyone.callBadly(endpoints.signInStaff, { body: {} });
  expect(answer.faultsAt()).toEqual(Object.keys(StaffLogin.properties).map((name) => `/${name}`));
  const more = { storeCode: '', username: 7, password: 'x', role: 'owner' };
  expect((await app.anyone.callBadly(endpoints.signInStaff, { body: more })).faultsAt()).toEqual(
    expect.arrayContaining(['/storeCode', '/username', '/role']),
  );
});

describe('nothing is there', () => {
  test.each([
    ['GET', '/api/'],
    ['GET', '/api/nothing'],
    ['GET', '/uploads/nothing.png'],
    ['GET', '/uploads/../app.db'],
    ['GET', '/uploads/%2e%2e/app.db'],
    ['GET', '/uploads/..%2fapp.db'],
    ['POST', '/nothing'],
    ['PUT', endpoints.placeOrder.path],
    ['DELETE', endpoints.readBoard.path],
  ])('%s %s', async (method, path) => {
    (await raw(method, path, {}, '')).refused('not_found');
  });

  test('not even an address that cannot be decoded', async () => {
    const answer = await raw('GET', endpoints.readMenuItem.path.replace(':id', '%E0%A4%A'), {}, '');
    expect([400, 404]).toContain(answer.status);
    expect(answer.as(Problem, answer.status).requestId).toBe(answer.headers.get('x-request-id'));
  });
});

describe('every answer has a request id', () => {
  const idOf = (headers: Headers) => headers.get('x-request-id') ?? '';

  test('of its own', async () => {
    const some = [endpoints.readHealth, endpoints.readReadiness, endpoints.readMenu];
    const paths = [...some.map(({ path }) => path), '/api/nothing', '/api/openapi.json', '/uploads/none.webp'];
    const ids = await Promise.all(paths.map(async (path) => idOf((await app.anyone.get(path)).headers)));
    expect(ids.every((id) => id.length > 0)).toBe(true);
    expect(new Set(ids).size).toBe(paths.length);
  });

  test('or the proxy’s, where that is a sane one', async () => {
    const sending = async (id: string) =>
      idOf((await app.anyone.with({ 'x-request-id': id }).call(endpoints.readHealth)).headers);
    expect(await sending('edge-7.f00')).toBe('edge-7.f00');
    expect(await sending('<script>')).not.toBe('<script>');
    expect(await sending('x'.repeat(65))).not.toBe('x'.repeat(65));
  });

  test('the menu’s from memory and the stream’s too', async () => {
    expect(idOf((await guest.client.call(endpoints.readMenu)).headers)).not.toBe('');
    const cut = new AbortController();
    const stream = await fetch(app.url + guest.streamPath, { headers: guest.client.headers, signal: cut.signal });
    expect(idOf(stream.headers)).not.toBe('');
    cut.abort();
  });
});

test('answers are not kept by anybody on the way, and not guessed at', async () => {
  const some = [endpoints.listOrders, endpoints.whoAmI, endpoints.readHealth];
  for (const path of [...some.map((each) => each.path), '/api/nothing']) {
    const { headers } = await guest.client.get(path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('the codes are a closed list, each with one status', () => {
  expect(Object.keys(problemStatus)).toEqual(
    expect.arrayContaining([
      'validation_failed',
      'unauthenticated',
      'forbidden',
      'not_found',
      'sold_out',
      'price_changed',
      'option_required',
      'invalid_transition',
      'idempotency_conflict',
      'session_ended',
      'rate_limited',
      'too_large',
      'unsupported_media_type',
      'unavailable',
      'internal',
    ]),
  );
});
