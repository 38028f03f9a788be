import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { problemStatus } from '@soban/contract/vocabulary';
import type { Refusal } from '../refusal.ts';
import { problemOf } from './problem.ts';

/** Milliseconds that a client may take for what is said to it last. */
const patience = 5000;

/** Says no where there is a response, and no route. */
export function answerProblem(
  response: ServerResponse,
  refusal: Refusal,
  requestId: string,
  more: Record<string, string> = {},
): void {
  const { headers, body } = bareProblem(refusal, requestId);
  response.writeHead(problemStatus[refusal.code], { ...headers, ...more });
  response.end(body);
}

/** Says no where there is nothing but the connection, and closes it. */
export function refuse(socket: Duplex, refusal: Refusal, requestId: string): void {
  const status = problemStatus[refusal.code];
  const { headers, body } = bareProblem(refusal, requestId);
  const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
  // Whatever becomes of it, nobody else looks after this connection any more.
  socket.on('error', () => undefined);
  const late = setTimeout(() => socket.destroy(), patience);
  socket.once('close', () => clearTimeout(late));
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`, () => socket.destroy());
}

function bareProblem(refusal: Refusal, requestId: string) {
  const body = JSON.stringify(problemOf(refusal, requestId));
  const { retryAfter } = refusal.details;
  const headers: Record<string, string | number> = {
    'x-request-id': requestId,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
  };
  return { headers, body };
}
