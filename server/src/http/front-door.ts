import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Refusal } from '../refusal.ts';
import { answerProblem } from './bare-answers.ts';
import type { Connections } from './connections.ts';
import type { RequestIds } from './request-id.ts';

const options = {
  /** Milliseconds an idle connection is kept: longer than the 60 s of the usual proxies, so that it is they who close first. */
  keepAliveTimeout: 72_000,
  /** Milliseconds a client may take for a request's head, and for the whole of it; how often that is looked at. */
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2000,
  // Whoever names no host is told so below, in the words of the contract.
  requireHostHeader: false,
};

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/** The server's sockets, and what becomes of a request before it is routed, or instead. */
export function frontDoor(connections: Connections, newRequestId: RequestIds, handle: Handle): HttpServer {
  const enter: Handle = (request, response) => {
    if (!connections.admits(request, response)) return;
    const refusal = refusalOf(request);
    if (refusal) answerProblem(response, refusal, newRequestId(request), { connection: 'close' });
    else handle(request, response);
  };
  const server = createServer(options, enter);
  connections.watch(server);
  server.on('checkExpectation', enter);
  server.on('connect', ({ method }: IncomingMessage, socket: Duplex) => {
    connections.refuse(socket as Socket, new Refusal('method_not_allowed', `${method} is not for this server.`));
  });
  return server;
}

function refusalOf({ headers, httpVersionMajor, httpVersionMinor }: IncomingMessage): Refusal | undefined {
  if (httpVersionMajor !== 1) return new Refusal('validation_failed', 'Only HTTP/1.1 is spoken here.');
  if (headers.host === undefined && httpVersionMinor > 0) return atHeader('host', 'is required');
  const { expect } = headers;
  if (expect !== undefined && expect.toLowerCase() !== '100-continue')
    return atHeader('expect', 'can only be 100-continue');
  return undefined;
}

function atHeader(path: string, what: string): Refusal {
  const message = `${path} ${what}`;
  return new Refusal('validation_failed', message, { errors: [{ path, message }] });
}

/** What is said of a request that could not be read. */
export function parserRefusal({ code, rawPacket }: { code: string; rawPacket: unknown }): Refusal {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Refusal('validation_failed', 'The request did not arrive in time. Send it again.');
    case 'HPE_HEADER_OVERFLOW':
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new Refusal('too_large', 'The request’s address and headers are too large.');
    case 'HPE_INVALID_METHOD':
      if (Buffer.isBuffer(rawPacket) && /^[A-Za-z]+ \S+ HTTP\//.test(rawPacket.toString('latin1', 0, 1000))) {
        return new Refusal('method_not_allowed', 'The request’s method is not known.');
      }
  }
  return new Refusal('validation_failed', 'The request could not be read: it must be HTTP/1.1.');
}
