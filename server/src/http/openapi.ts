import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { tags } from '@soban/contract/tags';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { compressed, type EncodedBody, encodedBody } from '../encoded-body.ts';
import { cookieNames, type Kind } from './credentials.ts';
import { describedOperations, type Paths } from './openapi-document.ts';
import { sendEncoded } from './send-encoded.ts';
import type { Server } from './server.ts';

const signIn = (kind: Kind) =>
  ({
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: `The token that a ${kind} sign-in answers. A browser may leave it in the HttpOnly cookie \`${cookieNames[kind]}\` that comes with it; a change by cookie also needs an \`Origin\` of the server’s own.`,
  }) as const;

/** The routes say what is checked; what clients are told besides is added to it. */
const forClients: NonNullable<FastifyDynamicSwaggerOptions['transformObject']> = (described) => {
  if ('swaggerObject' in described) return described.swaggerObject;
  // OpenAPI's own types leave open what each of our routes says of itself.
  const { paths, schemas } = describedOperations(described.openapiObject.paths as unknown as Paths);
  const { components } = described.openapiObject;
  return {
    ...described.openapiObject,
    paths,
    components: { ...components, schemas },
  } as typeof described.openapiObject;
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
        license: { name: 'MIT', identifier: 'MIT' },
        contact: { name: 'The Soban authors' },
      },
      // Wherever it was read from.
      servers: [{ url: '/' }],
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
      components: { securitySchemes: { staff: signIn('staff'), table: signIn('table') } },
    },
    transformObject: forClients,
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
