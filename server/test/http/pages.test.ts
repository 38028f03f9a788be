import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';

const app = await appOfThisFile();
const web = join(import.meta.dirname, '../../../web');
const page = (path: string, headers = {}) => app.anyone.with({ accept: 'text/html', ...headers }).get(path);

const apps = [
  { name: 'guest', root: '/', deep: '/pair?store=demo&table=1' },
  { name: 'admin', root: '/admin/', deep: '/admin/kitchen' },
].map((each) => ({ ...each, dist: join(web, each.name, 'dist') }));

// Without a build there is nothing to serve; `npm test` builds first.
describe.each(apps)('the $name app', ({ root, deep, dist }) => {
  test.skipIf(!existsSync(dist))('is served with headers that let nothing foreign in', async () => {
    const answer = await page(root);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    // Over plain HTTP browsers ignore it, and complain on the console.
    expect(answer.headers.get('cross-origin-opener-policy')).toBeNull();
  });

  test.skipIf(!existsSync(dist))('answers at its own inner addresses too', async () => {
    expect((await page(deep)).text).toBe((await page(root)).text);
    expect((await page(deep)).status).toBe(200);
    expect((await page(deep)).headers.get('content-security-policy')).toBe(
      (await page(root)).headers.get('content-security-policy'),
    );
  });

  test.skipIf(!existsSync(dist))('runs nothing inline, so that its policy can forbid it', async () => {
    expect((await page(root)).text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|\son\w+=|style="/i);
  });
});

const isBuilt = apps.every(({ dist }) => existsSync(dist));
const filesOf = (folder: string) =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.includes('.')) : [];
const [guest = '', admin = ''] = apps.map(({ dist }) => dist);

/** Every kind of address that a browser, a screen of an older release or a cache in between may ask for. */
const addresses: readonly { kind: string; cached: RegExp; paths: readonly string[] }[] = [
  {
    kind: 'the apps’ pages, at whatever address',
    cached: /^no-cache$/,
    paths: [
      '/',
      '/?release=1',
      '/index.html',
      '/pair',
      '/pair?store=demo&table=5',
      '/dish/1',
      '/assets',
      '/x/assets/y.js',
      '/admin',
      '/admin?x=1',
      '/admin/',
      '/admin/?panel=menu',
      '/admin/index.html',
      '/admin/kitchen',
      '/%61dmin',
      '/administrator',
      '/admin/x/assets/y.js',
      '/none.js',
      '/a%20b',
    ],
  },
  {
    kind: 'what keeps its name in every release',
    cached: /^no-cache$/,
    paths: [
      ...filesOf(guest)
        .filter((name) => !name.startsWith('index'))
        .map((name) => `/${name}`),
      ...filesOf(admin)
        .filter((name) => !name.startsWith('index'))
        .map((name) => `/admin/${name}`),
      ...filesOf(join(guest, 'icons')).map((name) => `/icons/${name}`),
      ...filesOf(join(admin, 'icons')).map((name) => `/admin/icons/${name}`),
    ],
  },
  {
    kind: 'the built files, which carry a hash of their content in their names',
    cached: /^public, max-age=31536000, immutable$/,
    paths: [
      ...filesOf(join(guest, 'assets')).map((name) => `/assets/${name}`),
      ...filesOf(join(admin, 'assets')).map((name) => `/admin/assets/${name}`),
    ],
  },
  {
    kind: 'the demo’s pictures',
    cached: /^public, max-age=86400$/,
    paths: ['/uploads/demo/bibim-naengmyeon.webp'],
  },
];

test.skipIf(!isBuilt).each(addresses)('$kind may be kept no longer than they are right', async ({ cached, paths }) => {
  expect(paths.length).toBeGreaterThan(0);
  for (const accept of ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html']) {
    for (const encoding of ['identity', 'br, gzip']) {
      for (const method of ['GET', 'HEAD']) {
        for (const path of paths) {
          const client = app.anyone.with({ accept, 'accept-encoding': encoding });
          const answer = await client.send(method, path);
          expect(answer.status, `${method} ${path}`).toBe(200);
          expect(answer.headers.get('cache-control'), `${method} ${path}`).toMatch(cached);
        }
      }
    }
  }
});

test.skipIf(!isBuilt)('an unchanged page is told to be so, and is still not kept unasked', async () => {
  for (const path of ['/', '/admin/', '/admin', '/pair?store=demo']) {
    const etag = (await page(path)).headers.get('etag') ?? '';
    const again = await page(path, { 'if-none-match': etag, 'cache-control': 'max-age=0' });
    expect(again.status, path).toBe(304);
    expect(again.headers.get('cache-control'), path).toBe('no-cache');
  }
});

test.each([
  '/assets/none.js',
  '/assets/',
  '/assets/none',
  '/assets/deep/none.css',
  '/%61ssets/none.js',
  '/assets%2Fnone.js',
  '/admin/assets/none.js',
  '/admin/assets/',
  '/admin/%61ssets/none.js',
  '/admin%2fassets%2fnone.js',
  '/assets/none.js?x=1',
  '/api/none',
  '/uploads/none.webp',
  '/uploads/demo/none.webp',
])('nothing is at %s, and no page in its stead, for however short a time', async (path) => {
  for (const accept of ['*/*', 'text/html', 'text/html,application/xhtml+xml,*/*;q=0.8']) {
    const answer = await app.anyone.with({ accept }).get(path);
    answer.refused('not_found');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
});

test('pictures cannot act as pages', async () => {
  const dishes = new Dishes(await (await pair(app.anyone, 1)).menu());
  const picture = dishes.all.find(({ imageUrl }) => imageUrl !== null)?.imageUrl ?? '';
  const { headers, status } = await app.anyone.get(picture);
  expect(status).toBe(200);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
});
