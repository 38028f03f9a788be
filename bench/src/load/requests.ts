import { randomBytes } from 'node:crypto';
import type { PlaceOrder } from '@soban/contract/orders';

/*
 * Requests are made once, as bytes; the load then only writes them.
 */

const orderStart = 'POST /api/orders HTTP/1.1\r\nidempotency-key: ';
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

export function getRequest(port: number, path: string, token: string, headers: Record<string, string> = {}): Buffer {
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${commonHeaders(port, token)}${lines(headers)}\r\n`);
}

export function postRequest(port: number, path: string, token: string, body?: unknown): Buffer {
  return bodyRequest('POST', path, token, body, port);
}

export function bodyRequest(
  method: 'POST' | 'PATCH',
  path: string,
  token: string,
  body?: unknown,
  port = 0,
  headers: Record<string, string> = {},
): Buffer {
  const start = `${method} ${path} HTTP/1.1\r\n${commonHeaders(port, token)}${lines(headers)}`;
  return Buffer.from(start + (body === undefined ? 'content-length: 0\r\n\r\n' : content(JSON.stringify(body))));
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
