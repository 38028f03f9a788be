import type { Locator, Page } from '@playwright/test';
import { Party } from '../api.ts';
import { dishes, StaffScreen } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';
import type { SobanServer } from '../soban-server.ts';

const { chickenSoup, kimchiStew } = dishes;

test.use({ configuration: { ORDER_NUMBER_FORMAT: '{table_number}-{sequence}' } });

test('a ticket goes from column to column by one tap each, and back by a recall', async ({ ownServer, staffAt }) => {
  await fillKitchen(ownServer);
  const kitchen = await openKitchen(await staffAt(ownServer));

  await expect(kitchen.tickets('Waiting')).toHaveCount(2);
  const first = kitchen.tickets('Waiting').first();
  await expect(first).toHaveAccessibleName('Table 1, 1-1');
  await expect(first).toContainText(`2 ×${kimchiStew.korean}맵기: 매운맛`);
  await expect(first).toContainText('땅콩 알레르기가 있어요');

  await first.getByRole('button', { name: 'Start 1-1' }).click();
  await expect(kitchen.ticket('Preparing', '1-1')).toBeVisible();
  await kitchen.ticket('Preparing', '1-1').getByRole('button', { name: '1-1 is done' }).click();
  await expect(kitchen.ticket('Gone out', '1-1')).toBeVisible();
  await kitchen.ticket('Gone out', '1-1').getByRole('button', { name: 'Recall 1-1' }).click();
  await expect(kitchen.ticket('Preparing', '1-1')).toBeVisible();
});

test('a dish is ticked by itself, and what the floor takes off is struck through until the kitchen knows', async ({
  ownServer,
  staffAt,
}) => {
  await fillKitchen(ownServer);
  const guest = await Party.at(ownServer, 2);
  const kitchen = await openKitchen(await staffAt(ownServer));
  await kitchen.ticket('Waiting', '2-1').getByRole('button', { name: 'Start 2-1' }).click();
  const ticket = kitchen.ticket('Preparing', '2-1');
  const stew = ticket.getByRole('button', { name: kimchiStew.korean });
  await stew.click();
  await expect(stew).toHaveAttribute('aria-pressed', 'true');
  await expect(kitchen.column('All day').getByRole('listitem').first()).toContainText(`2${kimchiStew.korean}`);
  await stew.click();
  await expect(stew).toHaveAttribute('aria-pressed', 'false');

  const board = await staffAt(ownServer);
  const drawer = await board.openTable(2);
  await drawer.getByRole('button', { name: `Take off ${chickenSoup.korean}` }).click();
  const dialog = board.dialog(/^Take /);
  await dialog.getByText('Ran out').click();
  await dialog.getByRole('button', { name: /^Take .* off$/ }).click();
  await expect(drawer.getByText('재료가 떨어졌어요')).toBeVisible();

  await expect(ticket.getByText(chickenSoup.korean)).toBeVisible();
  await ticket.getByRole('button', { name: `Got it: ${chickenSoup.korean} is off` }).click();
  await expect(ticket.getByText(chickenSoup.korean)).toHaveCount(0);
  const [order] = await guest.orders();
  expect(order?.items.map(({ status }) => status)).toEqual(['preparing', 'canceled']);
});

test('the all-day counts add up what is still to be made and show whose it is', async ({ ownServer, staffAt }) => {
  await fillKitchen(ownServer);
  const kitchen = await openKitchen(await staffAt(ownServer));
  const allDay = kitchen.column('All day');
  await expect(allDay.getByRole('listitem')).toHaveText([`3${kimchiStew.korean}`, `1${chickenSoup.korean}`]);

  await kitchen.ticket('Waiting', '1-1').getByRole('button', { name: 'Start 1-1' }).click();
  await expect(allDay.getByRole('listitem').first()).toContainText('1 waiting');
  await kitchen.ticket('Preparing', '1-1').getByRole('button', { name: '1-1 is done' }).click();
  await expect(allDay.getByRole('listitem')).toHaveText([`1${kimchiStew.korean}`, `1${chickenSoup.korean}`]);

  const soup = allDay.getByRole('button', { name: chickenSoup.korean });
  await soup.click();
  await expect(soup).toHaveAttribute('aria-pressed', 'true');
});

test('a bump bar’s keys do the same', async ({ ownServer, staffAt }) => {
  await fillKitchen(ownServer);
  const staff = await staffAt(ownServer);
  const kitchen = await openKitchen(staff);
  const { keyboard } = staff.page;
  await expect(kitchen.tickets('Waiting')).toHaveCount(2);
  await keyboard.press('2');
  await expect(kitchen.ticket('Preparing', '2-1')).toBeVisible();
  await keyboard.press('ArrowRight');
  await keyboard.press('1');
  await expect(kitchen.ticket('Gone out', '2-1')).toBeVisible();
  await keyboard.press('u');
  await expect(kitchen.ticket('Preparing', '2-1')).toBeVisible();
});

test('whoever cooks comes to the kitchen, sees what is sold out, and nothing that is not theirs', async ({
  ownServer,
  device,
}) => {
  await fillKitchen(ownServer);
  const { username, password } = await ownServer.employ('kitchen');
  const page = await device();
  const staff = new StaffScreen(page, ownServer);
  await page.goto(`${ownServer.url}/admin/?table=1`);
  await staff.fillSignIn(password, username);
  await expect(page).toHaveURL(/\/admin\/kitchen$/);
  const kitchen = kitchenOf(page);
  await kitchen.ticket('Waiting', '1-1').getByRole('button', { name: 'Start 1-1' }).click();
  await expect(kitchen.ticket('Preparing', '1-1')).toBeVisible();

  for (const name of ['Board', 'Calls', 'Open table 1']) {
    await expect(page.getByRole('link', { name }).or(page.getByRole('button', { name }))).toHaveCount(0);
  }
  for (const address of ['?table=1', '?panel=calls']) {
    await page.goto(`${ownServer.url}/admin/kitchen${address}`);
    await expect(kitchen.ticket('Preparing', '1-1')).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.goto(`${ownServer.url}/admin/kitchen`);
  await staff.openPanel('Menu');
  const menu = staff.dialog('Menu');
  await menu.getByRole('button', { name: `${kimchiStew.name}: on sale. Mark as sold out` }).click();
  await expect(menu.getByRole('button', { name: `${kimchiStew.name}: sold out` })).toBeVisible();
  await menu.getByRole('button', { name: kimchiStew.name, expanded: false }).click();
  await expect(
    menu.getByRole('button', { name: new RegExp(`^${kimchiStew.name} · .+: on sale`) }).first(),
  ).toBeVisible();
  await expect(menu.getByRole('switch')).toHaveCount(0);
  await expect(menu.getByRole('button', { name: /^Price of/ })).toHaveCount(0);
});

/** Two tables' orders: 2 stews with a wish, then a stew and a soup. */
async function fillKitchen(server: SobanServer): Promise<void> {
  const stew = { dish: kimchiStew.korean, options: ['매운맛'] };
  await (await Party.at(server, 1)).order([{ ...stew, quantity: 2, note: '땅콩 알레르기가 있어요' }]);
  await (await Party.at(server, 2)).order([stew, { dish: chickenSoup.korean }]);
}

async function openKitchen(staff: StaffScreen) {
  await staff.openKitchen();
  return kitchenOf(staff.page);
}

function kitchenOf(page: Page) {
  const column = (name: string): Locator => page.getByRole('region', { name, exact: true });
  return {
    column,
    tickets: (name: string): Locator => column(name).getByRole('article'),
    ticket: (name: string, number: string): Locator => column(name).getByRole('article', { name: number }),
  };
}
