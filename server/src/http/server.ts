import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import type { Principal } from '../principal.ts';
import { Refusal } from '../refusal.ts';
import { sendProblem } from './problem.ts';
import { requestIds } from './request-id.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is calling, once the route's `onRequest` has found out. */
    principal: Principal | undefined;
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
  /** Requests a minute of one principal at one address; 0: no limit. */
  rateLimitPerMinute: number;
  /** Whether to believe `X-Forwarded-For`: only behind a proxy that sets it. */
  trustProxy: boolean;
}

/** The bare server: what holds for every route, and no route. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const server = Fastify({
    loggerInstance: options.log,
    // One line a request would cost more than the request; what goes wrong is logged by `sendProblem`.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIds(),
    bodyLimit: 256 * 1024,
    trustProxy: options.trustProxy,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 100 },
  }).withTypeProvider<TypeBoxTypeProvider>();

  server.setValidatorCompiler(TypeBoxValidatorCompiler);
  server.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
  server.decorateRequest('principal', undefined);
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('cache-control', 'no-store');
    done();
  });

  await server.register(cookie);
  if (options.corsOrigins.length > 0) {
    await server.register(cors, {
      origin: options.corsOrigins,
      credentials: true,
      exposedHeaders: ['x-request-id', 'etag'],
    });
  }
  await server.register(rateLimit, {
    global: false,
    max: options.rateLimitPerMinute || Number.MAX_SAFE_INTEGER,
    timeWindow: 60_000,
    cache: 50_000,
    // After `onRequest`, when the principal is known.
    hook: 'preParsing',
    keyGenerator: (request) => `${request.principal?.signInId ?? ''} ${request.ip}`,
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: (_, context) => {
      const retryAfter = Math.ceil(context.ttl / 1000);
      return new Refusal('rate_limited', 'Too many requests. Wait a little.', { retryAfter });
    },
  });
  return server;
}
