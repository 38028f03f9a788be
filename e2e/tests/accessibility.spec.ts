import type { Page } from '@playwright/test';
import { Owner } from '../api.ts';
import { expectAccessible, expectContrast } from '../checks.ts';
import { expect, test } from '../server-fixture.ts';
import { tourOfGuest, tourOfStaff } from '../tours.ts';

test.use({ networkFaults: true });
test.slow();

const device = { reducedMotion: 'reduce', colorScheme: 'light' } as const;

/** By all rules as it is; in the other looks, which change nothing but colours, by those of contrast. */
async function expectAccessibleInEveryLook(page: Page, where: string): Promise<void> {
  await expectAccessible(page, where);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectContrast(page, `${where}, dark`);
  await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
  await expectContrast(page, `${where}, in high contrast`);
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
}

test('every guest screen is accessible in every look', async ({ guestAt, ownServer }) => {
  const guest = await guestAt({ server: ownServer, table: 1 }, device);
  const owner = await Owner.signIn(ownServer);
  for await (const place of tourOfGuest(guest, owner, 1)) await expectAccessibleInEveryLook(guest.page, place);
});

test('every staff screen is accessible in every look', async ({ ownServer, staffAt }) => {
  const staff = await staffAt(ownServer, device);
  for await (const place of tourOfStaff(staff)) await expectAccessibleInEveryLook(staff.page, place);
});

test('pairing, sign-in and the idle screen are accessible in every look', async ({ device: open, guestAt, server }) => {
  const page = await open(device);
  await page.goto(server.url);
  await expect(page.getByRole('button', { name: 'Connect' })).toBeVisible();
  await expectAccessibleInEveryLook(page, 'pairing');
  await page.goto(`${server.url}/admin/`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Please fill this in.')).toHaveCount(3);
  await expectAccessibleInEveryLook(page, 'sign-in');

  const guest = await guestAt({}, device);
  await guest.page.clock.install();
  await guest.page.reload();
  await guest.add('Sweet Rice Punch');
  await guest.page.clock.fastForward('03:05');
  await expect(guest.sheet('Would you like to go on?')).toBeVisible();
  await expectAccessibleInEveryLook(guest.page, 'a cart left behind');
  await guest.page.clock.fastForward('01:05');
  await expect(guest.page.getByRole('button', { name: /화면을 누르면/ })).toBeVisible();
  await expectAccessibleInEveryLook(guest.page, 'the idle screen');
});
