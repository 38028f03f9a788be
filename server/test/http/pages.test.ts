import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';

const app = await appOfThisFile();
const web = join(import.meta.dirname, '../../../web');
const page = (path: string) => app.anyone.with({ accept: 'text/html' }).get(path);

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
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  });

  test.skipIf(!existsSync(dist))('answers at its own inner addresses too', async () => {
    expect((await page(deep)).text).toBe((await page(root)).text);
    expect((await page(deep)).status).toBe(200);
    expect((await page(deep)).headers.get('content-security-policy')).toBe(
      (await page(root)).headers.get('content-security-policy'),
    );
  });

  test.skipIf(!existsSync(dist))('keeps what is named by its content for good', async () => {
    const [asset] = readdirSync(join(dist, 'assets'));
    const answer = await app.anyone.get(`${root}assets/${asset}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toContain('immutable');
  });

  test.skipIf(!existsSync(dist))('runs nothing inline, so that its policy can forbid it', async () => {
    expect((await page(root)).text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|\son\w+=|style="/i);
  });
});

test('a missing asset is missing, and no page in its stead', async () => {
  (await app.anyone.with({ accept: '*/*' }).get('/assets/none.js')).refused('not_found');
  (await app.anyone.with({ accept: '*/*' }).get('/admin/assets/none.js')).refused('not_found');
  (await page('/api/none')).refused('not_found');
  (await page('/uploads/none.webp')).refused('not_found');
});

test('pictures are kept for good, and cannot act as pages', async () => {
  const dishes = new Dishes(await (await pair(app.anyone, 1)).menu());
  const picture = dishes.all.find(({ imageUrl }) => imageUrl !== null)?.imageUrl ?? '';
  const { headers, status } = await app.anyone.get(picture);
  expect(status).toBe(200);
  expect(headers.get('cache-control')).toContain('immutable');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
});
