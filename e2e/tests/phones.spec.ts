import type { Page } from '@playwright/test';
import { Owner } from '../api.ts';
import { dishes, GuestScreen } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';
import type { SobanServer } from '../soban-server.ts';

const { beefSoup, ricePunch } = dishes;

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'en-US' };

/** A phone that has scanned the table's code. */
async function scan(page: Page, server: SobanServer, table: number, joinToken: string): Promise<GuestScreen> {
  await page.goto(`${server.url}/#join=${joinToken}`);
  return new GuestScreen(page, { server, table, language: null });
}

/** On a phone the cart opens from its bar. */
async function orderByPhone({ page }: GuestScreen): Promise<void> {
  await page.getByRole('link', { name: /^Show the cart/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Order', exact: true }).click();
  await page.getByRole('button', { name: /^Order for/ }).click();
}

test('a phone joins the tablet’s table in its own language, both see each other’s orders, and it is out at the end', async ({
  device,
  guestAt,
  owner,
  server,
  table,
}) => {
  const tablet = await guestAt();
  await tablet.add(beefSoup.name);
  const first = await tablet.placeOrder();
  await tablet.backToMenu();

  const guest = await scan(await device(phone), server, table, await owner.joinToken(table));
  const { page } = guest;
  await expect(guest.card(ricePunch.name)).toBeVisible();
  await expect(page).toHaveURL(`${server.url}/`);
  await guest.open('Orders');
  await expect(guest.visitOrder(first)).toBeVisible();
  await page.keyboard.press('Escape');
  await guest.add(ricePunch.name);
  // A camera opens a tab of its own with every scan: the cart is there too.
  const second = await page.context().newPage();
  const again = await scan(second, server, table, await owner.joinToken(table));
  await expect(second.getByRole('link', { name: /^Show the cart/ })).toContainText('1');
  await orderByPhone(again);
  const own = await again.readNumber();
  await again.backToMenu();
  await expect(page.getByRole('link', { name: /^Show the cart/ })).toBeHidden();
  await tablet.open('Orders');
  await expect(tablet.visitOrder(own)).toBeVisible();

  await guest.add(ricePunch.name);
  await owner.clear(table);
  for (const each of [page, second]) await expect(each.getByText('Thank you for your visit')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Thank you for your visit')).toBeVisible();
  await page.goto(`${server.url}/#join=${await owner.joinToken(table)}`);
  await expect(guest.card(ricePunch.name)).toBeVisible();
  await expect(page.getByRole('link', { name: /^Show the cart/ })).toBeHidden();
});

test('a phone goes with its party to another table, cart and all', async ({ device, guestAt, ownServer }) => {
  const owner = await Owner.signIn(ownServer);
  const tablet = await guestAt({ server: ownServer, table: 5 });
  await tablet.add(beefSoup.name);
  const first = await tablet.placeOrder();
  const guest = await scan(await device(phone), ownServer, 5, await owner.joinToken(5));
  const { page } = guest;
  await guest.add(ricePunch.name);
  await expect(page.getByRole('heading', { name: 'Table 5' })).toBeVisible();
  await owner.moveParty(5, 6);
  await expect(page.getByRole('heading', { name: 'Table 6' })).toBeVisible();
  await orderByPhone(guest);
  const own = await guest.readNumber();
  expect(own).toContain('T06-');
  await guest.backToMenu();
  await guest.open('Orders');
  for (const number of [first, own]) await expect(guest.visitOrder(number)).toBeVisible();
});

test('a party seats itself by phone, and the kitchen hears of it when somebody has nodded', async ({
  device,
  owner,
  server,
  staffAt,
  table,
}) => {
  const staff = await staffAt();
  const cook = await staffAt();
  await cook.openKitchen();
  const guest = await scan(await device(phone), server, table, await owner.joinToken(table));
  await guest.add(ricePunch.name);
  await orderByPhone(guest);
  const number = await guest.readNumber();
  await expect(guest.placed).toContainText('as soon as our staff have seen it');
  await guest.backToMenu();

  const card = staff.card(table);
  await expect(card).toContainText('New party by phone');
  const ticket = cook.page.getByRole('article', { name: `Table ${table}, ${number}` });
  await expect(ticket).toBeHidden();
  await card.getByRole('button', { name: /^They are here/ }).click();
  await expect(ticket).toBeVisible();
  await expect(card).not.toContainText('New party by phone');
  await guest.open('Orders');
  await expect(guest.visitOrder(number)).toBeVisible();
  await expect(guest.visit).not.toContainText('as soon as our staff have seen it');
  await owner.clear(table);
});

test('a phone that waited goes along when somebody else begins the visit, and is asked for its code', async ({
  device,
  ownServer,
  guestAt,
  staffAt,
}) => {
  const staff = await staffAt(ownServer);
  const owner = await staff.owner();
  await owner.changeStore({ visitCode: true });
  const guest = await scan(await device(phone), ownServer, 3, await owner.joinToken(3));
  await guest.add(ricePunch.name);
  const tablet = await guestAt({ server: ownServer, table: 3 });
  await tablet.add(beefSoup.name);
  const first = await tablet.placeOrder();
  await tablet.backToMenu();

  const { page } = guest;
  const shown = await tablet.page.getByText(/Table code \d{4}/).innerText();
  const code = /\d{4}/.exec(shown)?.[0] ?? '';
  await page.getByLabel('The four digits of your table').fill(code === '0000' ? '1111' : '0000');
  await page.getByRole('button', { name: 'Open the menu' }).click();
  await expect(page.getByText('That is not the code.')).toBeVisible();
  await expect(staff.card(3)).toContainText(`Code ${code}`);
  await page.getByLabel('The four digits of your table').fill(code);
  await page.getByRole('button', { name: 'Open the menu' }).click();
  await expect(page.getByRole('link', { name: /^Show the cart/ })).toContainText('1');
  await guest.open('Orders');
  await expect(guest.visitOrder(first)).toBeVisible();
});

test('the sheet of codes: one is rotated, the old one is dead and says so calmly', async ({
  device,
  owner,
  server,
  staffAt,
  table,
}) => {
  const staff = await staffAt();
  const old = await owner.joinToken(table);
  await staff.openPanel('Settings');
  await staff.dialog('Settings').getByRole('link', { name: 'Print QR codes' }).click();
  const { page } = staff;
  await expect(page.getByRole('img', { name: `QR code to order at table ${table}`, exact: true })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('opens on this computer only');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: `Make a new code for table ${table}`, exact: true }).click();
  await expect(page.getByText(`Table ${table} has a new code.`)).toBeVisible();

  const guest = await scan(await device(phone), server, table, old);
  await expect(guest.page.getByText('This QR code is no longer in use')).toBeVisible();
  await scan(guest.page, server, table, await owner.joinToken(table));
  await expect(guest.card(ricePunch.name)).toBeVisible();
});
