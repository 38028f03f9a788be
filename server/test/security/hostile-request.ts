import type { Operation } from '../harness/openapi.ts';
import { damaged, hostileBody, hostileTexts } from './hostile-json.ts';
import type { Luck } from './luck.ts';
import { sampleOf, sampleRequest } from './sample.ts';

export interface HostileRequest {
  method: string;
  /** Each character a byte. */
  path: string;
  headers: Record<string, string | string[]>;
  body: Buffer | undefined;
}

/** Ids of what is there. */
export interface Ids {
  /** For addresses. */
  any: readonly string[];
  /** The caller's own table, for addresses that name it so. */
  tableId: string;
  /** For bodies: dishes that no address names, so that nobody takes them off the menu. */
  dishes: readonly string[];
}

/** The operation's request with something wrong about it, or with several things. */
export function hostileRequest(operation: Operation, ids: Ids, luck: Luck): HostileRequest {
  const sample = sampleRequest(operation);
  const content = Object.values(operation.requestBody?.content ?? {})[0];
  const request: HostileRequest = {
    method: operation.method,
    path: `${pathOf(operation, ids, luck)}${queryOf(operation, luck)}`,
    headers: { ...sample.headers },
    body: sample.body === undefined ? undefined : Buffer.from(sample.body),
  };
  if ('idempotency-key' in request.headers) request.headers['idempotency-key'] = String(luck.next());
  if (String(request.headers['content-type']).startsWith('multipart/')) {
    request.body = hostileForm(luck);
  } else if (content) {
    request.body = hostileBody(content.schema, luck, ids.dishes);
  } else if (luck.chance(0.15)) {
    request.body = hostileBody({ type: 'object', properties: { a: { type: 'string' } } }, luck, ids.dishes);
    request.headers['content-type'] ??= 'application/json';
  }
  if (luck.chance(0.3)) Object.assign(request.headers, strangeHeaders(luck));
  if (request.body && luck.chance(0.2)) Object.assign(request.headers, strangeTypes(luck));
  // What the parser cannot read is answered before it is known that HEAD wants no body.
  const isReadable = /^[!-~]+$/.test(request.path);
  if (isReadable && luck.chance(0.02)) {
    request.method = luck.pick(['HEAD', 'OPTIONS', 'PUT', 'TRACE', 'PROPFIND', 'DELETE', 'POST']);
  }
  return request;
}

/** A form that is not one, or has something else in it: what comes through as a picture is looked at by a program of its own. */
function hostileForm(luck: Luck): Buffer {
  const part = (name: string, bytes: string) =>
    `--edge\r\ncontent-disposition: form-data; ${name}\r\ncontent-type: image/png\r\n\r\n${bytes}\r\n`;
  const file = part('name="file"; filename="a.png"', '');
  const text = luck.pick(hostileTexts);
  const form = luck.pick([
    '',
    file,
    file + file,
    part('name="file"', 'x'),
    part(`name="${text}"; filename="a.png"`, 'x'),
    part(`name="other"; filename="${text}"`, 'x'),
    part('filename="a.png"', 'x'),
    part('', text),
    text,
    `--edge\r\n${'x: y\r\n'.repeat(50)}\r\nx\r\n`,
  ]);
  const end = luck.chance(0.7) ? '--edge--\r\n' : '';
  const bytes = Buffer.from(form + end);
  return luck.chance(0.3) ? damaged(bytes, luck) : bytes;
}

/** A text as it may stand in an address: written out, written twice, or raw but for what ends the address. */
function inAddress(text: string, luck: Luck): string {
  const safe = text.toWellFormed();
  const way = luck.below(4);
  if (way === 0) return encodeURIComponent(encodeURIComponent(safe));
  if (way === 1)
    return Buffer.from(safe)
      .toString('latin1')
      .replaceAll(/[\0-\x20\x7f]/g, '%20');
  return encodeURIComponent(safe);
}

const strangeParts = [
  '..',
  '.',
  '%2e%2e',
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '%ff%fe',
  '%E0%A4%A',
  '%',
  '%zz',
  '%ud800',
  ';a=b',
  '\\..\\',
  '*',
  '%20',
];

function pathOf({ path }: Operation, ids: Ids, luck: Luck): string {
  const named = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const good = name === 'tableId' ? ids.tableId : luck.pick(ids.any);
    const way = luck.below(10);
    if (way < 5) return good;
    if (way === 5) return luck.pick(strangeParts);
    if (way === 6) return 'x'.repeat(luck.pick([64, 65, 100, 101, 500, 10_000]));
    if (way === 7) return `${good}${luck.pick(strangeParts)}`;
    return inAddress(luck.pick(hostileTexts), luck) || '_';
  });
  if (luck.chance(0.97)) return named;
  return luck.pick([
    `${named}/`,
    `/${named}`,
    `${named}/..`,
    named.toUpperCase(),
    named.replace('a', '%61'),
    `${named}%2f`,
  ]);
}

const strangePairs = [
  'a',
  '=',
  '&&',
  '__proto__=1',
  'limit[]=1',
  'a=%zz',
  'x[y][z]=1',
  `a=${'x'.repeat(5000)}`,
  '?'.repeat(9),
];

function queryOf({ parameters = [] }: Operation, luck: Luck): string {
  const known = parameters.filter((parameter) => parameter.in === 'query');
  if (known.length === 0 && luck.chance(0.9)) return '';
  const pairs = known
    .filter(() => luck.chance(0.5))
    .map(({ name, schema }) => {
      const value = luck.chance(0.4) ? String(sampleOf(schema)) : luck.pick(hostileTexts).slice(0, 3000);
      return `${name}=${inAddress(value, luck)}`;
    });
  if (luck.chance(0.3)) pairs.push(luck.pick([...pairs, ...strangePairs]));
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** As bytes, for a header: without what no client can send. */
function inHeader(text: string): string {
  const bytes = Buffer.from(text.toWellFormed()).filter((byte) => (byte >= 32 && byte !== 127) || byte === 9);
  return Buffer.from(bytes.subarray(0, 4000)).toString('latin1');
}

const strangeValues: Record<string, readonly string[]> = {
  accept: ['', '*/*', 'text/html', 'application/xml', 'image/*;q=nan', ','],
  'accept-encoding': ['br', 'gzip;q=0', '*', 'identity;q=0, *;q=0', 'x'.repeat(500)],
  'accept-language': ['xx-YY', '*', '-', 'ko;q=9'],
  authorization: ['', 'Bearer', 'Bearer x.y.z', 'Basic Og==', 'Bearer Bearer Bearer', `Bearer ${'x'.repeat(4000)}`],
  cookie: [
    'soban_table',
    'soban_staff=',
    '=',
    ';;;',
    'soban_staff=%00; soban_table=%zz',
    '__proto__=1',
    'a='.repeat(500),
  ],
  'idempotency-key': ['', ' ', 'a b', 'é', 'x'.repeat(128), 'x'.repeat(129)],
  'if-none-match': ['*', '""', 'W/"x"', '"'.repeat(99), ','],
  'if-modified-since': ['never', '0'],
  'last-event-id': ['', '-1', '0', 'NaN', '1e9', '99999999999999999999', '0x10', ' '],
  origin: ['null', '', 'http://', 'https://evil.example', 'file:///', 'javascript:alert(1)', '//', 'http://[::1'],
  range: ['bytes=0-', 'bytes=-1', 'bytes=9-1,0-0', 'lines=1'],
  'x-forwarded-for': ['', ',', 'unknown', '::1', '1.2.3.4, 5.6.7.8', 'x'.repeat(300)],
  'x-forwarded-proto': ['https', 'ftp', 'https,http'],
  'x-forwarded-host': ['evil.example', ''],
  'x-http-method-override': ['DELETE'],
  'x-request-id': ['', 'good-id.1', '<script>', 'x'.repeat(65), 'a b', '../..'],
  'x-soban-principal': ['table', 'staff', '', 'owner', '__proto__'],
};

function strangeHeaders(luck: Luck): Record<string, string | string[]> {
  const names = Object.keys(strangeValues);
  return Object.fromEntries(
    Array.from({ length: 1 + luck.below(3) }, () => {
      const name = names[luck.below(names.length)] ?? 'accept';
      const known = strangeValues[name] ?? [''];
      const value = luck.chance(0.7) ? luck.pick(known) : inHeader(luck.pick(hostileTexts));
      return [name, luck.chance(0.1) ? [value, luck.pick(known)] : value];
    }),
  );
}

const strangeContent = [
  { 'content-type': 'text/plain' },
  { 'content-type': '' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': 'application/json; charset=latin1' },
  { 'content-type': 'application/json;;;=' },
  { 'content-type': 'APPLICATION/JSON' },
  { 'content-type': 'application/problem+json' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'multipart/form-data' },
  { 'content-type': 'multipart/form-data; boundary=' },
  { 'content-type': 'multipart/form-data; boundary=edge' },
  { 'content-type': '*/*' },
  { 'content-type': '__proto__' },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'br, gzip' },
  { 'transfer-encoding': 'chunked' },
];

function strangeTypes(luck: Luck): Record<string, string> {
  return { ...luck.pick(strangeContent) };
}
