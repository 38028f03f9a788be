import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { isPictureName } from '@soban/contract/pictures';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';
import type { PictureStorage } from '../storage/storage.ts';
import type { Server } from './server.ts';

/** The apps run nothing inline, and load nothing from elsewhere but pictures, from where they are kept. */
function securityHeadersFor(picturesUrl: string | undefined) {
  const pictures = picturesUrl === undefined ? '' : ` ${new URL(picturesUrl).origin}`;
  const contentSecurityPolicy = [
    "default-src 'self'",
    `img-src 'self' data: blob:${pictures}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  return {
    'content-security-policy': contentSecurityPolicy,
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  };
}

const forever = 'public, max-age=31536000, immutable';

export interface PageOptions {
  /** The folders of the built apps; where there is none, the app is simply not served. */
  guest: string;
  admin: string;
  /** The folder of the demo's pictures. */
  demoPictures: string;
  /** What uploads are kept in. */
  storage: PictureStorage;
  /** Where browsers fetch uploaded pictures from, when not from here. */
  picturesUrl: string | undefined;
}

/** Serves both apps and the pictures; any other page's address is the app's own to show. */
export async function servePages(server: Server, options: PageOptions): Promise<void> {
  const { guest, admin } = options;
  const securityHeaders = securityHeadersFor(options.picturesUrl);
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

  server.get<{ Params: { name: string } }>('/uploads/:name', { schema: { hide: true } }, (request, reply) =>
    sendPicture(request, reply.headers(securityHeaders), options.storage),
  );
  await serve(options.demoPictures, '/uploads/demo/', () => forever, true);
  if (existsSync(admin)) await serve(admin, '/admin/', built);
  if (existsSync(guest)) await serve(guest, '/', built);

  server.setNotFoundHandler((request, reply) => {
    const app = request.url.split('?', 1)[0] === '/admin' || request.url.startsWith('/admin/') ? admin : guest;
    if (wantsPage(request) && existsSync(join(app, 'index.html'))) return sendApp(reply, app);
    throw new Refusal('not_found', 'There is nothing at this address.');
  });
}

/** A picture's name never gets another content: it is all that the tag has to say, and who has it has the picture. */
async function sendPicture(
  request: FastifyRequest<{ Params: { name: string } }>,
  reply: FastifyReply,
  storage: PictureStorage,
): Promise<FastifyReply> {
  const { name } = request.params;
  const kept = { etag: `"${name}"`, 'cache-control': forever };
  if (isPictureName(name)) {
    if (request.headers['if-none-match']?.includes(kept.etag)) return reply.code(304).headers(kept).send();
    const picture = await storage.open(name);
    if (picture) {
      reply.headers({ ...kept, 'content-type': 'image/webp', 'content-length': picture.size });
      return reply.send(picture.content);
    }
  }
  throw new Refusal('not_found', 'There is nothing at this address.');
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
