import { Party } from '../api.ts';
import { dishes, StaffScreen } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

test('staff sign in with store, name and password, and stay signed in through a reload', async ({ device, server }) => {
  const staff = new StaffScreen(await device(), server);
  const { page } = staff;
  await page.goto(`${server.url}/admin/`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Please fill this in.')).toHaveCount(3);
  await staff.fillSignIn('not the password');
  await expect(page.getByRole('alert')).toContainText('do not match');
  await staff.fillSignIn();
  await expect(staff.status).toHaveText('Live');
  await page.reload();
  await expect(staff.status).toHaveText('Live');
});

test('signing out ends it at once, here and on the server', async ({ staffAt }) => {
  const staff = await staffAt();
  await staff.openPanel('Settings');
  await staff.dialog('Settings').getByRole('button', { name: 'Sign out' }).click();
  await expect(staff.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await staff.page.reload();
  await expect(staff.page.getByLabel('Username')).toHaveValue('owner');
  await expect(staff.page.getByLabel('Password')).toHaveValue('');
});

test.describe('where a sign-in lasts seconds', () => {
  test.use({ configuration: { JWT_ADMIN_EXPIRY: '10' } });

  test('a board that is used stays signed in, in another tab too, and one that is left alone does not', async ({
    ownServer,
    staffAt,
  }) => {
    const staff = await staffAt(ownServer);
    const { page } = staff;
    const other = await page.context().newPage();
    await other.goto(`${ownServer.url}/admin/kitchen`);
    const kitchen = new StaffScreen(other, ownServer);
    await expect(kitchen.status).toHaveText('Live');
    const signInOver = (screen: StaffScreen) => screen.dialog('Sign in');
    const begun = Date.now();
    // Twice as long as a sign-in lasts.
    while (Date.now() - begun < 20_000) {
      await page.keyboard.press('Shift');
      await expect(signInOver(staff)).toBeHidden();
      await expect(signInOver(kitchen)).toBeHidden();
      await page.waitForTimeout(500);
    }
    await expect(staff.status).toHaveText('Live');
    await expect(kitchen.status).toHaveText('Live');
    await expect(signInOver(staff)).toBeVisible();
    await expect(signInOver(kitchen)).toBeVisible();
  });

  test('what was being typed when it ended is there again after signing back in', async ({ ownServer, staffAt }) => {
    const order = await (await Party.at(ownServer, 1)).order([{ dish: dishes.ricePunch.korean }]);
    const staff = await staffAt(ownServer);
    const drawer = await staff.openTable(1);
    await drawer.getByRole('button', { name: `Cancel order ${order.number}` }).click();
    const dialog = staff.dialog(`Cancel order ${order.number}?`);
    await dialog.getByRole('radio', { name: 'In my own words' }).check();
    const reason = dialog.getByLabel('The reason the guest will see');
    await reason.fill('식혜가 떨어졌어요');

    const again = staff.dialog('Sign in');
    await expect(again).toContainText('Your sign-in has ended.', { timeout: 15_000 });
    await again.getByLabel('Password').fill(ownServer.password);
    await again.getByRole('button', { name: 'Sign in' }).click();
    await expect(again).toBeHidden();
    await expect(reason).toHaveValue('식혜가 떨어졌어요');
    await dialog.getByRole('button', { name: /^Cancel .* order$/ }).click();
    await expect(drawer.getByRole('article', { name: order.number })).toContainText('식혜가 떨어졌어요');
  });
});
