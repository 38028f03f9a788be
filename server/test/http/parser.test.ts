import { Problem } from '@soban/contract/problem';
import { type ProblemCode, problemStatus } from '@soban/contract/vocabulary';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { pair } from '../harness/guest.ts';
import { rawConnection, requestOf } from './raw-connection.ts';
import { acts, streamOf } from './shapes.ts';

const app = await appOfThisFile();

interface RawAnswer {
  status: number;
  headers: Map<string, string>;
  body: string;
}

/** The first answer in what came back, and what follows it. */
function firstIn(text: string): { answer: RawAnswer; rest: string } {
  const [head = '', ...others] = text.split('\r\n\r\n');
  const [line = '', ...lines] = head.split('\r\n');
  const headers = new Map(
    lines.map((each) => {
      const [name = '', ...value] = each.split(': ');
      return [name.toLowerCase(), value.join(': ')];
    }),
  );
  const after = others.join('\r\n\r\n');
  const length = Number(headers.get('content-length') ?? 0);
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1]);
  return { answer: { status, headers, body: after.slice(0, length) }, rest: after.slice(length) };
}

function expectProblem({ status, headers, body }: RawAnswer, code: ProblemCode): void {
  expect(status, body).toBe(problemStatus[code]);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem: unknown = JSON.parse(Buffer.from(body, 'latin1').toString());
  if (!Value.Check(Problem, problem)) throw new Error(`no problem of the contract: ${body}`);
  expect(problem).toMatchObject({ code, status });
  expect(problem.requestId).not.toBe('');
  expect(problem.requestId).toBe(headers.get('x-request-id'));
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('no-store');
}

/** What is no request, or none that this server can do with. */
const refusals: [act: string, code: ProblemCode][] = [
  ['a request without Host', 'validation_failed'],
  ['a request of HTTP/0.9', 'validation_failed'],
  ['a request of HTTP/3.7', 'validation_failed'],
  ['Expect: what nobody knows', 'validation_failed'],
  ['the preface of HTTP/2', 'validation_failed'],
  ['CONNECT', 'method_not_allowed'],
  ['CONNECT, and what it would carry', 'method_not_allowed'],
  ['a method that nobody knows', 'method_not_allowed'],
  ['a method in small letters', 'method_not_allowed'],
  ['bytes without sense', 'validation_failed'],
  ['zeros', 'validation_failed'],
  ['the hello of TLS', 'validation_failed'],
  ['a header without end', 'too_large'],
  ['an address without end', 'too_large'],
  ['thousands of headers', 'too_large'],
  ['a header folded', 'validation_failed'],
  ['a header with a zero', 'validation_failed'],
  ['a length that is no number', 'validation_failed'],
  ['a length below zero', 'validation_failed'],
  ['a length beyond all numbers', 'validation_failed'],
  ['two lengths', 'validation_failed'],
  ['a length and chunks', 'validation_failed'],
  ['chunks of no length', 'validation_failed'],
  ['a chunk that lies', 'validation_failed'],
  ['a chunk beyond all numbers', 'validation_failed'],
  ['a coding that nobody knows', 'validation_failed'],
];

test.each(refusals)('%s is answered as a problem: %s', async (act, code) => {
  const connection = await rawConnection(app);
  await acts[act]?.(connection);
  const { answer, rest } = firstIn(await connection.over());
  expectProblem(answer, code);
  expect(answer.headers.get('connection')).toBe('close');
  expect(rest, 'nothing follows the last answer').toBe('');
});

test.each([
  ['OPTIONS *', 'not_found'],
  ['TRACE /health', 'not_found'],
  ['PROPFIND /', 'not_found'],
  ['DELETE /health', 'not_found'],
  ['GET //health', 'not_found'],
  ['GET /api/menus/%', 'validation_failed'],
  ['GET /%', 'validation_failed'],
] as const)('%s is a problem too', async (line, code) => {
  const connection = await rawConnection(app);
  await connection.write(requestOf(line, { connection: 'close' }));
  expectProblem(firstIn(await connection.over()).answer, code);
});

test('what may be left out of account is', async () => {
  for (const act of ['Upgrade: websocket', 'Upgrade: h2c', 'a request of HTTP/1.0', 'the whole address']) {
    const connection = await rawConnection(app);
    await acts[act]?.(connection);
    await connection.until('"ok"}');
    expect(firstIn(connection.taken).answer.status, act).toBe(200);
  }
});

test('a body that is waited for is asked for', async () => {
  const connection = await rawConnection(app);
  await acts['Expect: 100-continue']?.(connection);
  await connection.until('\r\n\r\n');
  expect(connection.taken).toBe('HTTP/1.1 100 Continue\r\n\r\n');
  await connection.write('{}');
  await connection.until('"validation_failed"');
  const { answer } = firstIn(connection.taken.slice(connection.taken.indexOf('\r\n\r\n') + 4));
  expectProblem(answer, 'validation_failed');
});

describe('an answer that cannot be told from another’s is not given', () => {
  test('while a request before it waits for its own', async () => {
    const connection = await rawConnection(app);
    const body = '{ "storeCode": "demo", "username": "owner", "password": "no" }';
    const login = { 'content-type': 'application/json', 'content-length': String(body.length) };
    await connection.write(`${requestOf('POST /api/auth/admin/login', login, body)}\0\0\0\0`);
    expect(await connection.over()).toBe('');
  });

  test('nor on a live stream', async () => {
    const guest = await pair(app.anyone, 1);
    for (const act of [
      'a request',
      'bytes without sense',
      'a header without end',
      'a request without Host',
      'CONNECT',
    ]) {
      const connection = await rawConnection(app);
      await connection.write(streamOf(guest));
      await connection.until('retry:');
      await acts[act]?.(connection);
      expect((await connection.over()).match(/HTTP\/1\.1/g), act).toHaveLength(1);
    }
  });
});

test('who opens a connection and says nothing is let go without a word, and who stops in the midst is told so', async () => {
  const [silent, slow] = [await rawConnection(app), await rawConnection(app)];
  await slow.write('GET /health HTTP/1.1\r\nhost: so');
  expect(await silent.over()).toBe('');
  expectProblem(firstIn(await slow.over()).answer, 'validation_failed');
}, 60_000);

test('many requests at once on one connection are answered in turn, too many are not', async () => {
  const few = await rawConnection(app);
  await few.write(requestOf('GET /health').repeat(16));
  await few.write(requestOf('GET /health', { connection: 'close' }));
  const answers = (await few.over()).match(/HTTP\/1\.1 200/g);
  expect(answers?.length).toBeGreaterThanOrEqual(16);

  const many = await rawConnection(app);
  await many.write(requestOf('GET /api/openapi.json').repeat(100));
  let rest = await many.over();
  const statuses: number[] = [];
  while (rest !== '') {
    const next = firstIn(rest);
    statuses.push(next.answer.status);
    if (next.answer.status !== 200) expectProblem(next.answer, 'rate_limited');
    ({ rest } = next);
  }
  expect(statuses).toEqual([...Array.from({ length: 16 }, () => 200), 429]);
});
