import type { Browser } from '@playwright/test';
import { Owner } from '../api.ts';
import { expectNoSidewaysScroll } from '../checks.ts';
import { test as usual } from '../server-fixture.ts';
import { tourOfGuest, tourOfStaff } from '../tours.ts';

/** Whoever sees badly has told the browser: letters of 32 pixels instead of 16. */
const test = usual.extend<object, { browser: Browser }>({
  browser: [
    async ({ playwright, launchOptions }, use) => {
      const { args = [], ...rest } = launchOptions;
      const browser = await playwright.chromium.launch({
        ...rest,
        args: [...args, '--blink-settings=defaultFontSize=32'],
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
});

test.use({ networkFaults: true });
test.slow();

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]) {
  const device = { viewport, reducedMotion: 'reduce' } as const;

  test(`every guest screen holds 200 % text, ${viewport.width} wide`, async ({ guestAt, ownServer }) => {
    const guest = await guestAt({ server: ownServer, table: 1 }, device);
    for await (const place of tourOfGuest(guest, await Owner.signIn(ownServer), 1)) {
      await expectNoSidewaysScroll(guest.page, place);
    }
  });

  test(`every staff screen holds 200 % text, ${viewport.width} wide`, async ({ ownServer, staffAt }) => {
    const staff = await staffAt(ownServer, device);
    for await (const place of tourOfStaff(staff)) {
      await expectNoSidewaysScroll(staff.page, place);
    }
  });
}
