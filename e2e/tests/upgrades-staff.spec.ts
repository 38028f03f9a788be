import type { Page } from '@playwright/test';
import type { Board } from '@soban/contract/board';
import type { AnswerOf } from '@soban/contract/endpoint';
import { readBoard } from '@soban/contract/endpoints';
import { Party } from '../api.ts';
import { expectRelease, keepAdminAsNow, leaveAlone, untilNoticed, upgrade } from '../release-checks.ts';
import type { Releases } from '../releases.ts';
import { dishes, StaffScreen } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

const hours = 3600;

test.use({ networkFaults: true });
// Servers are stopped and started.
test.describe.configure({ timeout: 180_000 });

test('a board left alone renews itself, still signed in, where it was and as loud as it was', async ({
  device,
  releases,
}) => {
  const staff = await staffAt(await device(), releases);
  const { page } = staff;
  await page.getByRole('button', { name: 'Turn the sound on' }).click();
  await staff.openKitchen();
  await upgrade(page, releases);
  await expectRelease(page, 1);
  await leaveAlone(page, 35);
  await expectRelease(page, 2);
  await expect(staff.status).toHaveText('Live');
  await expect(page).toHaveURL(/\/admin\/kitchen$/);
  await expect(page.getByRole('button', { name: 'Turn the sound off' })).toBeVisible();
  await (await Party.at(releases.server, 3)).order([{ dish: dishes.ricePunch.korean }]);
  await expect(page.getByText(dishes.ricePunch.korean).first()).toBeVisible();
});

test('what is half typed stays, and the new version comes when it is done', async ({ device, releases }) => {
  const order = await (await Party.at(releases.server, 1)).order([{ dish: dishes.ricePunch.korean }]);
  const staff = await staffAt(await device(), releases);
  const { page } = staff;
  await staff.openPanel('Settings');
  const password = staff.dialog('Settings').getByLabel('New password of table 1');
  await password.fill('half a passw');
  await upgrade(page, releases);
  await leaveAlone(page, 2 * hours);
  await expect(password).toHaveValue('half a passw');
  await password.fill('');
  await page.keyboard.press('Escape');

  const drawer = await staff.openTable(1);
  await drawer.getByRole('button', { name: `Cancel order ${order.number}` }).click();
  const dialog = staff.dialog(`Cancel order ${order.number}?`);
  await dialog.getByRole('radio', { name: 'In my own words' }).check();
  const reason = dialog.getByLabel('The reason the guest will see');
  await reason.fill('식혜가 떨어');
  await leaveAlone(page, 2 * hours);
  await expect(reason).toHaveValue('식혜가 떨어');
  await expectRelease(page, 1);

  await dialog.getByRole('button', { name: /^Cancel .* order$/ }).click();
  await expect(dialog).toBeHidden();
  // A drawer with nothing typed in it comes back with its address, once nobody has been there for long.
  await leaveAlone(page, 100);
  await expectRelease(page, 1);
  await leaveAlone(page, 10 * 60);
  await expectRelease(page, 2);
  await expect(drawer.getByRole('article', { name: order.number })).toContainText('식혜가 떨어');
});

test('where nobody ever pauses, the new version is offered after hours, and comes with a tap', async ({
  device,
  releases,
}) => {
  const staff = await staffAt(await device(), releases);
  const { page } = staff;
  const offer = page.getByText('There is a new version.');
  await staff.openPanel('Settings');
  await staff.dialog('Settings').getByLabel('New password of table 1').fill('half a passw');
  await upgrade(page, releases);
  await leaveAlone(page, 3.9 * hours);
  await expect(staff.dialog('Settings')).toBeVisible();
  await expect(offer).toBeHidden();
  await leaveAlone(page, 0.2 * hours);
  await expect(offer).toBeVisible();
  await staff.dialog('Settings').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Reload' }).click();
  await expectRelease(page, 2);
  await expect(staff.status).toHaveText('Live');
  await expect(offer).toBeHidden();
});

test('behind a proxy that keeps old pages it reloads once, says so calmly, and tries again hours later', async ({
  device,
  releases,
}) => {
  const staff = await staffAt(await device(), releases);
  const { page } = staff;
  const letGo = await keepAdminAsNow(page, releases);
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  await upgrade(page, releases);
  await leaveAlone(page, 35);
  await expect(page.getByText('it has not reached this screen yet')).toBeVisible({ timeout: 20_000 });
  expect(loads).toBe(1);
  for (let hour = 1; hour <= 5; hour += 1) {
    const asked = untilNoticed(page, 2);
    await leaveAlone(page, hours);
    await asked;
  }
  await leaveAlone(page, 60);
  await expect(staff.status).toHaveText('Live');
  expect(loads).toBe(1);
  await expectRelease(page, 1);

  await letGo();
  const asked = untilNoticed(page, 2);
  await leaveAlone(page, 1.1 * hours);
  await asked;
  await leaveAlone(page, 35);
  await expectRelease(page, 2);
  await expect(page.getByText('it has not reached this screen yet')).toBeHidden();
});

test.describe('where the old page does not understand the new server', () => {
  test('what it cannot draw brings the new page at once', async ({ device, releases }) => {
    const staff = await oldPageOf(releases, await device(), (board) => ({
      ...board,
      tables: board.tables.map((table) => ({
        ...table,
        orders: table.orders.map((order) => ({
          ...order,
          items: order.items.map((item) => ({ ...item, name: { ko: item.name } })),
        })),
      })),
    }));
    await expectRelease(staff.page, 2);
    await expect(staff.status).toHaveText('Live');
  });

  test('what it cannot even read brings it at the next quiet moment', async ({ device, releases }) => {
    const staff = await oldPageOf(releases, await device(), () => ({ floor: [] }));
    const { page } = staff;
    await expect(page.getByText('The server cannot be reached')).toBeVisible();
    const asked = untilNoticed(page, 2);
    await leaveAlone(page, 35);
    await asked;
    await leaveAlone(page, 35);
    await expectRelease(page, 2);
    await expect(staff.status).toHaveText('Live');
  });
});

/** A page that was on its way while the server was upgraded, and gets a board that only the new page understands. */
async function oldPageOf(releases: Releases, page: Page, mangle: (board: Board) => object): Promise<StaffScreen> {
  await (await Party.at(releases.server, 1)).order([{ dish: dishes.ricePunch.korean }]);
  const staff = await staffAt(page, releases);
  await page.route(`**${readBoard.path}`, async (route) => {
    const answer = await route.fetch();
    const isOld = (await page.locator('meta[name="release"]').getAttribute('content')) === '1';
    const board = (await answer.json()) as AnswerOf<typeof readBoard>;
    await route.fulfill({ response: answer, json: isOld ? mangle(board) : board });
  });
  await keepAdminAsNow(page, releases, 1);
  await releases.next();
  await page.reload();
  return staff;
}

async function staffAt(page: Page, { server }: Releases): Promise<StaffScreen> {
  await page.clock.install();
  const staff = new StaffScreen(page, server);
  await staff.signIn();
  await expectRelease(page, 1);
  return staff;
}
