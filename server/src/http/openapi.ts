import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { Server } from './server.ts';

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
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
      security: [{ bearer: [] }],
    },
  });
  await server.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true, logLevel: 'warn' });
  server.get('/api/openapi.json', { schema: { hide: true } }, () => server.swagger());
}
