import { dishes } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

test.use({ networkFaults: true });

test('on the second visit the menu opens without any server, with its pictures', async ({ guestAt, ownServer }) => {
  const guest = await guestAt({ server: ownServer, table: 1 });
  const { page } = guest;
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await expect(guest.card(dishes.kimchiStew.name)).toBeVisible();
  await expect(page.locator('#menu img').first()).toHaveJSProperty('complete', true);

  await ownServer.kill();
  await page.reload();
  await expect(guest.card(dishes.kimchiStew.name)).toBeVisible();
  const picture = page.locator('#menu img').first();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await page.getByRole('searchbox', { name: 'Search the menu' }).fill('stew');
  await expect(page.getByText(/^\d+ dishes found$/)).toBeVisible();
  await guest.addWith(dishes.kimchiStew.name, 'Hot');
  await expect(guest.cartLine(dishes.kimchiStew.name)).toBeVisible();
});

test('the app can be installed', async ({ device, server }) => {
  const page = await device();
  await page.goto(server.url);
  const manifest = await page.locator('link[rel="manifest"]').getAttribute('href');
  const answer = await page.request.get(new URL(manifest ?? '', server.url).href);
  expect(await answer.json()).toMatchObject({ name: 'Soban', display: 'standalone', start_url: '/' });
});
