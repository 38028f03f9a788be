import { expect } from '@playwright/test';
import { dishes, GuestScreen, StaffScreen } from '../screens.ts';
import { test } from '../server-fixture.ts';

/*
 * A board and a table's app in two tabs of one browser, which keeps both their cookies: whatever one of them does about its
 * sign-in, in whatever order, is none of the other's business.
 */

type Step = 'pair' | 'disconnect' | 'sign in' | 'sign out';

const table: readonly Step[] = ['pair', 'disconnect'];
const staff: readonly Step[] = ['sign in', 'sign out'];

/** Every order in which both can happen. */
function interleavings(left: readonly Step[], right: readonly Step[]): Step[][] {
  const [first, ...others] = left;
  const [second, ...rest] = right;
  if (first === undefined) return [[...right]];
  if (second === undefined) return [[...left]];
  return [
    ...interleavings(others, right).map((order) => [first, ...order]),
    ...interleavings(left, rest).map((order) => [second, ...order]),
  ];
}

const orders = interleavings(table, staff);
/** All of them in CI; otherwise two that between them have each app come and go first. */
const tried = process.env['CI'] === 'true' ? orders : [orders[1], orders[4]].flatMap((order) => (order ? [order] : []));

for (const order of tried) {
  test(`${order.join(', ')}: each app shows what it should, loaded anew or not`, async ({
    device,
    owner,
    server,
    table: tableNumber,
  }) => {
    const guestPage = await device();
    const guest = new GuestScreen(guestPage, { server, table: tableNumber, language: 'en' });
    const board = new StaffScreen(await guestPage.context().newPage(), server);
    const isIn = { table: false, staff: false };
    const steps: Record<Step, () => Promise<unknown>> = {
      pair: () => guest.pair(),
      disconnect: () => owner.changeTablePassword(tableNumber, server.password),
      'sign in': () => board.fillSignIn(),
      'sign out': async () => {
        await board.openPanel('Settings');
        await board.dialog('Settings').getByRole('button', { name: 'Sign out' }).click();
      },
    };

    async function take(step: Step): Promise<void> {
      await steps[step]();
      if (table.includes(step)) isIn.table = step === 'pair';
      else isIn.staff = step === 'sign in';
      await expectBoth();
    }

    async function expectBoth(): Promise<void> {
      const menu = guest.card(dishes.ricePunch.name);
      await expect(isIn.table ? menu : guestPage.locator('input[type="password"]')).toBeVisible();
      if (isIn.staff) await expect(board.status).toHaveText('Live');
      else await expect(board.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    }

    await guestPage.goto(server.url);
    await board.page.goto(`${server.url}/admin/`);
    await expectBoth();
    for (const step of order) await take(step);
    // Whose sign-in is none of the other's business shows best where the other is loaded anew.
    for (const step of order) {
      await take(step);
      await (table.includes(step) ? board.page : guestPage).reload();
      await expectBoth();
    }
    await take('sign in');
    await take('pair');
    await guest.add(dishes.ricePunch.name);
    await guest.orderButton.click();
    await guest.confirmButton.click();
    await expect(board.card(tableNumber)).toContainText(dishes.ricePunch.korean);
    expect((await owner.table(tableNumber)).orders).toHaveLength(1);
  });
}

test('each app stays itself at every address, with a service worker and a query', async ({ guestAt, server }) => {
  const { page } = await guestAt();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  for (const address of ['/admin', '/admin?x=1', '/admin/', '/admin/?x=1', '/admin/kitchen', '/admin/kitchen?x=1']) {
    await page.goto(server.url + address);
    await expect(page.getByRole('heading', { name: 'Sign in' }), address).toBeVisible();
  }
  for (const address of ['/?x=1', '/dish/none', '/orders?x=1', '/administrator']) {
    await page.goto(server.url + address);
    await expect(page.locator('#menu'), address).toBeVisible();
  }
});
