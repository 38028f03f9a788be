import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';
import type { Server } from './server.ts';

/** The apps load nothing from elsewhere and run nothing inline. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

const forever = 'public, max-age=31536000, immutable';

export interface PageOptions {
  /** The folders of the built apps; where there is none, the app is simply not served. */
  guest: string;
  admin: string;
  /** The folder of pictures, served at `/uploads/`; a picture's name never gets another content. */
  uploads: string;
}

/** Serves both apps and the pictures; any other page's address is the app's own to show. */
export async function servePages(server: Server, { guest, admin, uploads }: PageOptions): Promise<void> {
  const serve = (root: string, prefix: string, cacheControl: (path: string) => string, first = false) =>
    server.register(fastifyStatic, {
      root,
      prefix,
      decorateReply: first,
      preCompressed: true,
      cacheControl: false,
      redirect: false,
      setHeaders: (reply, path) => {
        for (const [name, value] of Object.entries(securityHeaders)) reply.header(name, value);
        // Over plain HTTP, in a shop's own network, browsers ignore it and complain.
        if (reply.request.protocol === 'https') reply.header('cross-origin-opener-policy', 'same-origin');
        reply.header('cache-control', cacheControl(path));
      },
    });
  // Built assets carry a hash in their names; pages and the service worker are asked for anew each time.
  const built = (path: string) => (path.includes('/assets/') ? forever : 'no-cache');

  await serve(uploads, '/uploads/', () => forever, true);
  if (existsSync(admin)) await serve(admin, '/admin/', built);
  if (existsSync(guest)) await serve(guest, '/', built);

  server.setNotFoundHandler((request, reply) => {
    const app = request.url.split('?', 1)[0] === '/admin' || request.url.startsWith('/admin/') ? admin : guest;
    if (wantsPage(request) && existsSync(join(app, 'index.html'))) return sendApp(reply, app);
    throw new Refusal('not_found', 'There is nothing at this address.');
  });
}

function wantsPage(request: FastifyRequest): boolean {
  const isPage = request.method === 'GET' || request.method === 'HEAD';
  const { url, headers } = request;
  return (
    isPage && !url.startsWith('/api/') && !url.startsWith('/uploads/') && (headers.accept ?? '').includes('text/html')
  );
}

function sendApp(reply: FastifyReply, app: string): FastifyReply {
  return reply.code(200).sendFile('index.html', app, { cacheControl: false });
}
