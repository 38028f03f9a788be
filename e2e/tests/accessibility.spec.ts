import { Owner } from '../api.ts';
import { expectAccessible } from '../checks.ts';
import { expect, test } from '../server-fixture.ts';
import { tourOfGuest, tourOfStaff } from '../tours.ts';

test.use({ networkFaults: true });
test.slow();

const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'in high contrast': { contrast: 'more' },
} as const;

for (const [look, preference] of Object.entries(looks)) {
  const device = { ...preference, reducedMotion: 'reduce' } as const;

  test(`every guest screen is accessible, ${look}`, async ({ guestAt, ownServer }) => {
    const guest = await guestAt({ server: ownServer, table: 1 }, device);
    const owner = await Owner.signIn(ownServer);
    for await (const place of tourOfGuest(guest, owner, 1)) await expectAccessible(guest.page, place);
  });

  test(`every staff screen is accessible, ${look}`, async ({ ownServer, staffAt }) => {
    const staff = await staffAt(ownServer, device);
    for await (const place of tourOfStaff(staff)) await expectAccessible(staff.page, place);
  });

  test(`pairing, sign-in and the idle screen are accessible, ${look}`, async ({ device: open, guestAt, server }) => {
    const page = await open(device);
    await page.goto(server.url);
    await expect(page.getByRole('button', { name: 'Connect' })).toBeVisible();
    await expectAccessible(page, 'pairing');
    await page.goto(`${server.url}/admin/`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('Please fill this in.')).toHaveCount(3);
    await expectAccessible(page, 'sign-in');

    const guest = await guestAt({}, device);
    await guest.page.clock.install();
    await guest.page.reload();
    await guest.add('Sweet Rice Punch');
    await guest.page.clock.fastForward('03:05');
    await expect(guest.sheet('Would you like to go on?')).toBeVisible();
    await expectAccessible(guest.page, 'a cart left behind');
    await guest.page.clock.fastForward('01:05');
    await expect(guest.page.getByRole('button', { name: /화면을 누르면/ })).toBeVisible();
    await expectAccessible(guest.page, 'the idle screen');
  });
}
