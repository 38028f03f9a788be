import type { Page } from '@playwright/test';
import { placeOrder } from '@soban/contract/endpoints';
import { Owner } from '../api.ts';
import { expectRelease, leaveAlone, sleep, upgrade } from '../release-checks.ts';
import type { Releases } from '../releases.ts';
import { dishes, GuestScreen } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

const { kimchiStew, ricePunch, beefSoup } = dishes;

test.use({ networkFaults: true });
// Servers are stopped and started.
test.describe.configure({ timeout: 180_000 });

const homes = [
  { where: 'with a service worker', host: 'localhost', hasWorker: true },
  { where: 'over plain HTTP, which has no service worker', host: 'soban.test', hasWorker: false },
];

for (const { where, host, hasWorker } of homes) {
  test.describe(where, () => {
    test('a guest in the middle of choosing is left in peace, and the new version comes with the cart full', async ({
      device,
      releases,
    }) => {
      const guest = await guestAt(await device(), releases);
      await guest.add(ricePunch.name);
      await guest.page.getByRole('link', { name: `Choose options for ${kimchiStew.name}`, exact: true }).click();
      const sheet = guest.sheet(kimchiStew.name);
      await sheet.getByText('Hot', { exact: true }).click();

      await upgrade(guest.page, releases);
      await leaveAlone(guest.page, 100);
      await expect(sheet.getByRole('radio', { name: /^Hot/ })).toBeChecked();
      await expectRelease(guest.page, 1);

      await sheet.getByRole('button', { name: /^Add for/ }).click();
      await expect(guest.cartLine(kimchiStew.name)).toBeVisible();
      await expectRelease(guest.page, 1);
      await leaveAlone(guest.page, 35);
      await expectRelease(guest.page, 2);
      await expect(guest.cartLine(ricePunch.name)).toBeVisible();
      await expect(guest.cartLine(kimchiStew.name)).toContainText('Hot');
      await expect(guest.page.locator('html')).toHaveAttribute('lang', 'en');
      await guest.placeOrder();
    });

    test('an order that waits for the network is delivered once, through the renewal', async ({ device, releases }) => {
      const guest = await guestAt(await device(), releases);
      const { page } = guest;
      await guest.add(ricePunch.name);
      await guest.orderButton.click();
      // Orders do not get through, everything else does.
      await page.route(`**${placeOrder.path}`, (route) =>
        route.request().method() === 'POST' ? route.abort() : route.continue(),
      );
      await guest.confirmButton.click();
      await expect(guest.review).toContainText('Your order has not reached the restaurant yet.');
      await guest.review.getByRole('button', { name: 'Close' }).click();

      await upgrade(page, releases);
      await leaveAlone(page, 35);
      await expectRelease(page, 2);
      await expect(page.getByText('Your order has not reached the restaurant yet.').first()).toBeVisible();
      await page.unroute(`**${placeOrder.path}`);
      const number = await guest.readNumber();
      await guest.backToMenu();
      await expect(guest.cart).toContainText('Your cart is empty');
      const owner = await Owner.signIn(releases.server);
      expect((await owner.table(1)).orders.map((order) => order.number)).toEqual([number]);
    });

    test('a tablet that slept through three releases wakes up, works, and renews itself', async ({
      device,
      releases,
    }) => {
      const guest = await guestAt(await device(), releases);
      const { page } = guest;
      await guest.add(beefSoup.name);
      const wake = await sleep(page);
      for (let missed = 0; missed < 3; missed += 1) await releases.next();
      await wake();

      // Its own release's files are gone from the server, and Japanese has never been asked for.
      await guest.open('Change language');
      await page.getByText('日本語', { exact: true }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', 'ja', { timeout: 20_000 });
      if (hasWorker) {
        // The worker has kept every file, so the new version waits until the table is left alone.
        await expectRelease(page, 1);
        await page.goBack();
        await leaveAlone(page, 35);
      }
      await expectRelease(page, 4);
      await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
      if (!hasWorker) await page.goBack();
      const cart = page.getByRole('complementary', { name: 'カート' });
      await expect(cart.getByRole('listitem')).toHaveCount(1);
      await cart.getByRole('button', { name: '注文する', exact: true }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /注文する$/ })
        .click();
      await expect(page.getByText(/^T\d+-\d+$/)).toBeVisible();
      const owner = await Owner.signIn(releases.server);
      expect((await owner.table(1)).orders).toHaveLength(1);
    });
  });

  async function guestAt(page: Page, { server }: Releases): Promise<GuestScreen> {
    await page.clock.install();
    const url = server.url.replace('localhost', host);
    const guest = new GuestScreen(page, { server, table: 1, language: 'en', url });
    await guest.pair();
    expect(await page.evaluate(() => 'serviceWorker' in navigator)).toBe(hasWorker);
    if (hasWorker) await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await expectRelease(page, 1);
    return guest;
  }
}

test('a second tab that lets the new version in does not take the sheet from the first', async ({
  device,
  releases,
}) => {
  const page = await device();
  await page.clock.install();
  const guest = new GuestScreen(page, { server: releases.server, table: 1, language: 'en' });
  await guest.pair();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.getByRole('link', { name: `Choose options for ${kimchiStew.name}`, exact: true }).click();
  const hot = guest.sheet(kimchiStew.name).getByText('Hot', { exact: true });
  await hot.click();
  const other = await page.context().newPage();
  await other.goto(releases.server.url);
  await expectRelease(other, 1);

  await upgrade(other, releases);
  await leaveAlone(other, 35);
  await expectRelease(other, 2);
  await expect(guest.sheet(kimchiStew.name).getByRole('radio', { name: /^Hot/ })).toBeChecked();
  await expectRelease(page, 1);
  await guest
    .sheet(kimchiStew.name)
    .getByRole('button', { name: /^Add for/ })
    .click();
  await leaveAlone(page, 35);
  await expectRelease(page, 2);
  await expect(guest.cartLine(kimchiStew.name)).toBeVisible();
});

const hopeless = [
  { why: 'cannot be installed', worker: "addEventListener('install', (e) => e.waitUntil(Promise.reject('no room')));" },
  { why: 'cannot be read', worker: 'this is no script' },
];

for (const { why, worker } of hopeless) {
  test(`a service worker that ${why} does not keep the new version away`, async ({ device, releases }) => {
    const page = await device();
    await page.clock.install();
    const guest = new GuestScreen(page, { server: releases.server, table: 1, language: 'en' });
    await guest.pair();
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await guest.add(ricePunch.name);
    await upgrade(page, releases, worker);
    await leaveAlone(page, 35);
    await expectRelease(page, 2);
    await expect(guest.cartLine(ricePunch.name)).toBeVisible();
  });
}
