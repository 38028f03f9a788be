// The baseline: what Node's own HTTP server does with the same kind of work and nothing else.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const env = process.env;
const streams = new Set<Socket>();
const menu = env['BARE_MENU'] === undefined ? Buffer.alloc(0) : readFileSync(env['BARE_MENU']);
const answer: unknown = JSON.parse(env['BARE_ANSWER'] ?? '{}');
const frame = Buffer.from(`data: ${'x'.repeat(Number(env['BARE_FRAME_BYTES'] ?? '300') - 8)}\n\n`);

const server = createServer((request, response) => {
  switch (request.url) {
    case '/api/menus':
      return sendMenu(request, response);
    case '/api/orders':
      return takeOrder(request, response);
    case '/event':
      return sendEvent(request, response);
    case '/api/sse/store':
      return openStream(request, response);
    default:
      response.end();
  }
});

function sendMenu(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers['if-none-match'] !== undefined) {
    response.writeHead(304, { etag: '"1"' }).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': menu.length, etag: '"1"' }).end(menu);
}

/** Parses the order, answers JSON of the size that the product answers, and tells who listens which table ordered. */
function takeOrder(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString());
    const json = JSON.stringify(answer);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) };
    response.writeHead(201, headers).end(json);
    if (streams.size === 0) return;
    const table = request.headers.authorization?.slice('Bearer '.length);
    const event = Buffer.from(`data: {"tableId":"${table}","order":${json}}\n\n`);
    for (const stream of streams) stream.write(event);
  });
}

/** One frame that is ready to be sent, to everybody. */
function sendEvent(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  for (const stream of streams) stream.write(frame);
  response.writeHead(201, { 'content-length': 0 }).end();
}

function openStream(request: IncomingMessage, response: ServerResponse): void {
  response.useChunkedEncodingByDefault = false;
  response.writeHead(200, { 'content-type': 'text/event-stream', connection: 'close' });
  response.write('retry: 1000\n\n');
  const { socket } = request;
  socket.setNoDelay(true);
  streams.add(socket);
  socket.on('close', () => streams.delete(socket));
  // The load cuts its streams when it has measured enough.
  socket.on('error', () => streams.delete(socket));
}

server.listen(Number(env['PORT']), '127.0.0.1');
await once(process, 'SIGTERM');
process.exit(0);
