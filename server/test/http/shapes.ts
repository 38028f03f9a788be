import type { Guest } from '../harness/guest.ts';
import { type RawConnection, requestOf } from './raw-connection.ts';

type Play = (connection: RawConnection) => unknown;

const bytes =
  (text: string | Buffer): Play =>
  (connection) =>
    connection.write(text);
const health = requestOf('GET /health');
const json = { 'content-type': 'application/json' };
const login = (headers: Record<string, string>, body: string) =>
  requestOf('POST /api/auth/table/login', { ...json, ...headers }, body);

/** What a client may do next on a connection, wherever it stands. */
export const acts: Record<string, Play> = {
  'a request': bytes(health),
  'a request for what needs work': bytes(requestOf('GET /api/menus')),
  'a request for a page': bytes(requestOf('GET /', { accept: 'text/html' })),
  'a request with a body': bytes(login({ 'content-length': '2' }, '{}')),
  HEAD: bytes(requestOf('HEAD /health')),
  'OPTIONS of everything': bytes(requestOf('OPTIONS *')),
  'a request without Host': bytes('GET / HTTP/1.1\r\n\r\n'),
  'a request of HTTP/1.0': bytes('GET /health HTTP/1.0\r\n\r\n'),
  'a request of HTTP/0.9': bytes('GET /health\r\n'),
  'a request of HTTP/3.7': bytes('GET /health HTTP/3.7\r\nhost: soban\r\n\r\n'),
  'the whole address': bytes(requestOf('GET http://soban/health')),
  'Expect: what nobody knows': bytes(requestOf('GET /health', { expect: 'x' })),
  'Expect: 100-continue': bytes(login({ expect: '100-continue', 'content-length': '2' }, '')),
  'Expect: 100-continue, and the body': bytes(login({ expect: '100-continue', 'content-length': '2' }, '{}')),
  'Upgrade: websocket': bytes(requestOf('GET /health', { connection: 'Upgrade', upgrade: 'websocket' })),
  'Upgrade: h2c': bytes(requestOf('GET /health', { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c' })),
  'the preface of HTTP/2': bytes('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  CONNECT: bytes(requestOf('CONNECT soban:443')),
  'CONNECT, and what it would carry': bytes(requestOf('CONNECT soban:443') + health),
  'a method that nobody knows': bytes(requestOf('SALT /health')),
  'a method in small letters': bytes(requestOf('get /health')),
  'bytes without sense': bytes(Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 167 + 13) % 256))),
  zeros: bytes(Buffer.alloc(1000)),
  'the hello of TLS': bytes(Buffer.from(`16030100c8010000c40303${'5a'.repeat(64)}`, 'hex')),
  'empty lines': bytes('\r\n\r\n\r\n'),
  'half a head': bytes('GET /health HTTP/1.1\r\nhost: so'),
  'half a body': bytes(login({ 'content-length': '100' }, '{"storeCode"')),
  'a header without end': bytes(`GET /health HTTP/1.1\r\nhost: soban\r\nx-long: ${'x'.repeat(100_000)}`),
  'an address without end': bytes(`GET /${'x'.repeat(100_000)}`),
  'thousands of headers': bytes(requestOf('GET /health', Object.fromEntries(numbered(3000)))),
  'a header twice': bytes('GET /health HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n'),
  'a header folded': bytes('GET /health HTTP/1.1\r\nhost: soban\r\nx-a: b\r\n c\r\n\r\n'),
  'a header with a zero': bytes('GET /health HTTP/1.1\r\nhost: soban\r\nx-a: \0\r\n\r\n'),
  'lines without returns': bytes('GET /health HTTP/1.1\nhost: soban\n\n'),
  'a length that is no number': bytes(login({ 'content-length': 'ten' }, '{}')),
  'a length below zero': bytes(login({ 'content-length': '-1' }, '{}')),
  'a length beyond all numbers': bytes(login({ 'content-length': '9'.repeat(40) }, '{}')),
  'two lengths': bytes(`POST /api/orders HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}`),
  'a length and chunks': bytes(login({ 'content-length': '2', 'transfer-encoding': 'chunked' }, '0\r\n\r\n')),
  chunks: bytes(login({ 'transfer-encoding': 'chunked' }, '2\r\n{}\r\n0\r\n\r\n')),
  'chunks of no length': bytes(login({ 'transfer-encoding': 'chunked' }, 'zz\r\n{}\r\n')),
  'a chunk that lies': bytes(login({ 'transfer-encoding': 'chunked' }, '1\r\n{}}}}}\r\n0\r\n\r\n')),
  'a chunk beyond all numbers': bytes(login({ 'transfer-encoding': 'chunked' }, 'fffffffffffffffff\r\n{}')),
  'chunks without end': bytes(login({ 'transfer-encoding': 'chunked' }, '2\r\n{}\r\n'.repeat(50))),
  'a coding that nobody knows': bytes(login({ 'transfer-encoding': 'gzip' }, '{}')),
  '200 requests at once': bytes(health.repeat(200)),
  '200 requests at once, the last one broken': bytes(`${health.repeat(200)}\0\0\0\0`),
  '200 requests without Host': bytes('GET / HTTP/1.1\r\n\r\n'.repeat(200)),
  'nothing more to say': ({ socket }) => void socket.end(),
  'a last request': async (connection) => {
    await connection.write(health);
    connection.socket.end();
  },
  'a reset': ({ socket }) => void socket.resetAndDestroy(),
  'a request and a reset': async (connection) => {
    await connection.write(health);
    connection.socket.resetAndDestroy();
  },
};

function numbered(count: number): [string, string][] {
  return Array.from({ length: count }, (_, at) => [`x-${at}`, 'y']);
}

/** Where a connection may stand before. */
export const positions: Record<string, (connection: RawConnection, guest: Guest) => Promise<unknown>> = {
  'on a new connection': async () => undefined,
  'after an answer': async (connection) => {
    await connection.write(health);
    await connection.until('"ok"}');
  },
  'on an open stream': async (connection, guest) => {
    await connection.write(streamOf(guest));
    await connection.until('retry:');
  },
  'right behind a stream’s request': (connection, guest) => connection.write(streamOf(guest)),
  'in the midst of a head': (connection) => connection.write('GET /health HTTP/1.1\r\nhost: soban\r\nx-half: '),
  'in the midst of a body': (connection, guest) =>
    connection.write(
      requestOf(
        'POST /api/orders',
        { ...json, authorization: `Bearer ${guest.token}`, 'idempotency-key': 'half', 'content-length': '500' },
        '{ "items": [',
      ),
    ),
};

export function streamOf(guest: Guest, method = 'GET'): string {
  return requestOf(`${method} ${guest.streamPath}`, { authorization: `Bearer ${guest.token}` });
}
