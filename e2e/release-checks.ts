import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, type Route } from '@playwright/test';
import type { Releases } from './releases.ts';

/** Which release's page this is, as `Releases` marks them. A worker that gets nowhere is let go of after a minute. */
export async function expectRelease(page: Page, release: number): Promise<void> {
  await expect(page.locator('meta[name="release"]')).toHaveAttribute('content', String(release), { timeout: 90_000 });
}

/** Upgrades the server, and waits until the page has asked which release it has, and knows. */
export async function upgrade(page: Page, releases: Releases, serviceWorker?: string): Promise<void> {
  // It may ask as soon as the server is back, before anybody else knows that it is.
  const noticed = untilNoticed(page, releases.number + 1);
  await releases.next(serviceWorker);
  await noticed;
}

/** Waits until the page has asked the server which release it has, and been told of this one. */
export async function untilNoticed(page: Page, release: number): Promise<void> {
  const answer = await page.waitForResponse(
    async (response) =>
      response.url().includes('index.html?release=') &&
      // A page that is reloaded takes the answers with it.
      (await response.text().catch(() => '')).includes(`<meta name="release" content="${release}"`),
  );
  await answer.finished();
}

/** Nobody touches the screen for so many seconds. The page's clock has to be installed. */
export async function leaveAlone(page: Page, seconds: number): Promise<void> {
  await page.clock.fastForward(seconds * 1000);
}

/** The device sleeps: nothing that the page has planned happens; the answer wakes it. */
export async function sleep(page: Page): Promise<() => Promise<void>> {
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
  return () => page.clock.resume();
}

/** The admin app's page comes as it is now, as from a proxy that keeps it, so many times; the answer ends that. Its files stay. */
export async function keepAdminAsNow(
  page: Page,
  releases: Releases,
  times = Number.MAX_SAFE_INTEGER,
): Promise<() => Promise<void>> {
  const aside = await releases.putAside('admin');
  const names = await readdir(join(aside, 'assets'));
  const kept = new Set(names.map((name) => `/admin/assets/${name}`));
  const serve = (route: Route): Promise<void> =>
    route.fulfill({
      path: join(aside, new URL(route.request().url()).pathname.slice('/admin/'.length) || 'index.html'),
    });
  const isPage = (url: URL): boolean => url.pathname === '/admin/' && url.search === '';
  await page.route((url) => kept.has(url.pathname), serve);
  await page.route(isPage, serve, { times });
  return () => page.unroute(isPage);
}
