import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import cors from '@fastify/cors';
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import type { Principal } from '../principal.ts';
import { Refusal } from '../refusal.ts';
import type { Verifier } from './authenticate.ts';
import { Connections } from './connections.ts';
import { credentialIn } from './credentials.ts';
import { frontDoor, parserRefusal } from './front-door.ts';
import { sendProblem } from './problem.ts';
import type { Asked, RateLimit } from './rate-limit.ts';
import { RefusalLog } from './refusal-log.ts';
import { requestIds } from './request-id.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is calling, once the route's `onRequest` has found out. */
    principal: Principal | undefined;
  }

  interface FastifyInstance {
    connections: Connections;
  }
}

export type Server = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export interface ServerOptions {
  log: FastifyBaseLogger;
  /** Origins other than its own that may call the API. */
  corsOrigins: string[];
  verifier: Verifier;
  /** Asked before a request is even authenticated, so that failing does not come free. */
  rateLimit: RateLimit;
  /** Answers that need no routing; undefined where a request does. */
  shortcut(request: IncomingMessage, known: () => Principal | undefined): PreparedAnswer | undefined;
  /** Why no work is taken at the moment, if so: what is under way is still answered. */
  closedBecause(): string | undefined;
  /** How many proxies in front add to `X-Forwarded-For`; 0: it is not believed. */
  trustProxy: number;
  /** Connections in all, and from one address that is no proxy's; 0: no limit. */
  maxConnections: number;
  maxConnectionsPerAddress: number;
  /** Milliseconds after which a client that takes nothing of what it is sent is let go. */
  stallTimeout: number;
}

/** An answer from memory. */
export interface PreparedAnswer {
  principal: Principal;
  status: number;
  headers: OutgoingHttpHeaders;
  bytes?: Buffer;
}

/** The bare server: what holds for every route, and no route. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { verifier, rateLimit } = options;
  const newRequestId = requestIds();
  const tokenOf = ({ headers }: Pick<IncomingMessage, 'headers'>) => credentialIn(headers, ['staff', 'table'])?.token;
  const known = (request: IncomingMessage) => {
    const token = tokenOf(request);
    return token === undefined ? undefined : verifier.known(token);
  };

  const connections = new Connections(
    {
      inAll: options.maxConnections,
      perAddress: options.trustProxy > 0 ? 0 : options.maxConnectionsPerAddress,
      stallTimeout: options.stallTimeout,
    },
    options.log,
    newRequestId,
  );

  function answerAtOnce(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.headers.origin !== undefined || options.closedBecause() !== undefined) return false;
    const answer = options.shortcut(request, () => known(request));
    if (!answer || rateLimit.take('work', answer.principal, request.socket.remoteAddress ?? '') > 0) return false;
    response.writeHead(answer.status, {
      'x-request-id': newRequestId(request),
      'x-content-type-options': 'nosniff',
      ...answer.headers,
    });
    response.end(answer.bytes);
    return true;
  }

  /** Counts the request; answers the refusal where it is one too many. */
  function excess(asked: Asked, request: FastifyRequest): Refusal | undefined {
    const token = tokenOf(request);
    const retryAfter = rateLimit.take(asked, token === undefined ? undefined : verifier.seen(token), request.ip);
    if (retryAfter === 0) return undefined;
    return new Refusal('rate_limited', 'Too many requests. Wait a little.', { retryAfter });
  }

  const refusals = new RefusalLog(options.log);
  const server = Fastify({
    loggerInstance: options.log,
    // One line a request would cost more than the request; what goes wrong is logged by `sendProblem`.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newRequestId,
    // A logger for each request would cost more than the few requests that log anything; those name their id themselves.
    childLoggerFactory: (logger) => logger,
    bodyLimit: 256 * 1024,
    // Looking for `__proto__` in the text of each body is of no use where every body's members are named by its schema.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    trustProxy: (_, hop) => hop < options.trustProxy,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 100 },
    frameworkErrors: (error, request, reply) =>
      void sendProblem(excess('file', request) ?? error, request, reply, refusals),
    clientErrorHandler: (error, socket) => connections.refuse(socket, parserRefusal(error)),
    serverFactory: (handle) =>
      frontDoor(connections, newRequestId, (request, response) => {
        if (request.method !== 'GET' || !answerAtOnce(request, response)) handle(request, response);
      }),
  }).withTypeProvider<TypeBoxTypeProvider>();

  // Headers are text already: converting them, as queries are, is all cost and no change.
  server.setValidatorCompiler((route) =>
    TypeBoxValidatorCompiler(route.httpPart === 'headers' ? { ...route, httpPart: 'body' } : route),
  );
  // Problems are sent as text: what their schemas compile to would never be used, and takes half of the work of making a server.
  const serializer = SerializerSelector()();
  server.setSerializerCompiler(({ httpStatus = '', ...route }) =>
    Number(httpStatus) >= 400 ? JSON.stringify : serializer({ ...route, httpStatus }),
  );
  server.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, refusals));
  server.addHook('onClose', async () => refusals.tell());
  server.removeContentTypeParser('text/plain');
  server.decorate('connections', connections);
  server.decorateRequest('principal', undefined);
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('cache-control', 'no-store');
    // By the route and not by the address, which has many spellings.
    const { url: route = '' } = request.routeOptions;
    if (route.startsWith('/health')) return done();
    const asked: Asked = route.startsWith('/api/') ? 'work' : 'file';
    const reason = asked === 'work' ? options.closedBecause() : undefined;
    if (reason !== undefined) return done(new Refusal('unavailable', reason, { retryAfter: 1 }));
    const tooMuch = excess(asked, request);
    if (tooMuch) done(tooMuch);
    else done();
  });

  if (options.corsOrigins.length > 0) {
    await server.register(cors, {
      origin: options.corsOrigins,
      credentials: true,
      exposedHeaders: ['x-request-id', 'etag'],
    });
  }
  return server;
}
