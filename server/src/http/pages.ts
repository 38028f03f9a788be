import { isPictureName } from '@soban/contract/pictures';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';
import type { PictureStorage } from '../storage/storage.ts';
import { type BuiltFile, builtFiles } from './built-files.ts';
import { sendEncoded } from './send-encoded.ts';
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

/** For what is named by its content. */
const forever = 'public, max-age=31536000, immutable';
/** For what keeps its name when a release changes it, and is no harm a day late. */
const forToday = 'public, max-age=86400';
/** For what has to be asked for each time: pages, the service worker, icons. An unchanged one is answered with 304. */
const neverUnasked = 'no-cache';

const index = 'index.html';

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
export function servePages(server: Server, options: PageOptions): void {
  const securityHeaders = securityHeadersFor(options.picturesUrl);
  const ofApp = (path: string) => (path.startsWith('assets/') ? forever : neverUnasked);
  const guest = builtFiles(options.guest, ofApp);
  const admin = builtFiles(options.admin, ofApp);
  const demoPictures = builtFiles(options.demoPictures, () => forToday);

  const send = (request: FastifyRequest, reply: FastifyReply, { type, body }: BuiltFile) => {
    reply.headers(securityHeaders);
    // Over plain HTTP, in a shop's own network, browsers ignore it and complain.
    if (request.protocol === 'https') reply.header('cross-origin-opener-policy', 'same-origin');
    return sendEncoded(request, reply, type, body);
  };
  const serve = (prefix: string, files: ReadonlyMap<string, BuiltFile>) =>
    server.get<{ Params: { '*': string } }>(`${prefix}*`, { schema: { hide: true } }, (request, reply) => {
      const file = files.get(request.params['*'] || index);
      return file ? send(request, reply, file) : reply.callNotFound();
    });

  server.get<{ Params: { name: string } }>('/uploads/:name', { schema: { hide: true } }, (request, reply) =>
    sendPicture(request, reply.headers(securityHeaders), options.storage),
  );
  serve('/uploads/demo/', demoPictures);
  serve('/admin/', admin);
  serve('/', guest);

  server.setNotFoundHandler((request, reply) => {
    const path = pathOf(request.url);
    const page = (path === '/admin' || path.startsWith('/admin/') ? admin : guest).get(index);
    if (page && wantsPage(request, path)) return send(request, reply.code(200), page);
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

/** As the router reads it, which has already turned away what cannot be decoded. */
function pathOf(url: string): string {
  return decodeURIComponent(url.split('?', 1)[0] ?? '');
}

/** Below these lie files: where there is none, a page in its stead would only be kept under its name. */
const filesOnly = ['/api/', '/uploads/', '/assets/', '/admin/assets/'];

function wantsPage({ method, headers }: FastifyRequest, path: string): boolean {
  const reads = method === 'GET' || method === 'HEAD';
  return reads && (headers.accept ?? '').includes('text/html') && !filesOnly.some((prefix) => path.startsWith(prefix));
}
