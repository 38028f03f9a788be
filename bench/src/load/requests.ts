import { randomBytes } from 'node:crypto';
import type { Endpoint, InputArguments } from '@soban/contract/endpoint';
import { placeOrder } from '@soban/contract/endpoints';
import type { PlaceOrder } from '@soban/contract/orders';
import { requestTo } from '@soban/contract/request';

/*
 * Requests are made once, as bytes; the load then only writes them.
 */

const orderStart = `${placeOrder.method} ${placeOrder.path} HTTP/1.1\r\nidempotency-key: `;
/** Hexadecimal digits of a key, as the guest app makes them: the time, then chance. */
const keyLength = 32;
const chanceLength = 20;

export function orderRequest(port: number, token: string, order: PlaceOrder): Buffer {
  const json = JSON.stringify(order);
  return Buffer.from(`${orderStart}${'0'.repeat(keyLength)}\r\n${commonHeaders(port, token)}${content(json)}`);
}

let digits = '';
let used = 0;

/** The same order under a key that was never used before, written into the request itself. */
export function withFreshKey(order: Buffer): Buffer {
  if (used + chanceLength > digits.length) {
    digits = randomBytes(64 * 1024).toString('hex');
    used = 0;
  }
  const key =
    Date.now()
      .toString(16)
      .padStart(keyLength - chanceLength, '0') + digits.slice(used, used + chanceLength);
  order.write(key, orderStart.length, 'latin1');
  used += chanceLength;
  return order;
}

export interface Caller {
  port: number;
  /** Of whoever is signed in. */
  token?: string;
  headers?: Record<string, string>;
}

/** A call of an endpoint. */
export function callRequest<E extends Endpoint>(caller: Caller, endpoint: E, ...[input]: InputArguments<E>): Buffer {
  const { method, path, headers, body } = requestTo(endpoint, input);
  if (body instanceof FormData) throw new Error('The load sends no files.');
  return bareRequest({ ...caller, headers: { ...headers, ...caller.headers } }, method, path, body);
}

/** What is no endpoint's: a page, a file, or what a baseline does. */
export function bareRequest(
  { port, token = '', headers = {} }: Caller,
  method: string,
  path: string,
  body?: string,
): Buffer {
  const start = `${method} ${path} HTTP/1.1\r\n${commonHeaders(port, token)}${lines(headers)}`;
  if (body !== undefined) return Buffer.from(`${start}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  return Buffer.from(`${start}${method === 'GET' ? '' : 'content-length: 0\r\n'}\r\n`);
}

function lines(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
}

function commonHeaders(port: number, token: string): string {
  return `host: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\n`;
}

function content(json: string): string {
  return `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
}
