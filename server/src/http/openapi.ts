import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { Problem } from '@soban/contract/problem';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { compressed, type EncodedBody, encodedBody } from '../encoded-body.ts';
import { sendEncoded } from './send-encoded.ts';
import type { Server } from './server.ts';

const bearer = { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } as const;

/** Every refusal is a problem; written out at each, it would be most of the document. */
const withProblems: NonNullable<FastifyDynamicSwaggerOptions['transformObject']> = (described) => {
  if ('swaggerObject' in described) return described.swaggerObject;
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  for (const path of Object.values(described.openapiObject.paths ?? {})) {
    for (const { responses } of Object.values(path ?? {}) as { responses: Record<string, object> }[]) {
      for (const [status, response] of Object.entries(responses)) {
        if (Number(status) >= 400) Object.assign(response, { content });
      }
    }
  }
  return described.openapiObject;
};

/** Describes every route registered after it, from the schemas that check it: as a document and as a page. */
export async function serveOpenApi(server: Server): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Soban',
        version: '0.1.0',
        description:
          'Table ordering for restaurants. Money is an integer in the currency’s minor unit, instants are RFC 3339 in UTC, errors are RFC 9457 problems with a `code`.',
        license: { name: 'MIT' },
      },
      components: {
        schemas: { Problem },
        securitySchemes: { staff: bearer, table: bearer },
      },
    },
    transformObject: withProblems,
  });
  let made: EncodedBody | undefined;
  const send = (request: FastifyRequest, reply: FastifyReply) => {
    // Once all routes are there it never changes, and making it takes as long as hundreds of orders.
    made ??= encodedBody(compressed(Buffer.from(JSON.stringify(server.swagger()))), { 'cache-control': 'no-cache' });
    return sendEncoded(request, reply, 'application/json; charset=utf-8', made);
  };
  server.get('/api/openapi.json', { schema: { hide: true } }, send);
  await server.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    logLevel: 'warn',
    uiHooks: {
      // The page's own copies of the document would be made anew for each reader.
      onRequest: (request, reply, done) => {
        if (/\/(json|yaml)$/.test(request.routeOptions.url ?? '')) send(request, reply);
        else done();
      },
    },
  });
}
