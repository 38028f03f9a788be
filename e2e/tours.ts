import { expect } from '@playwright/test';
import { type Owner, Party } from './api.ts';
import { dishes, type GuestScreen, type StaffScreen } from './screens.ts';

const { beefSoup, kimchiStew, ricePunch } = dishes;

/** Leads through every screen and sheet of the guest app, on a tablet or a phone, and stops at each. */
export async function* tourOfGuest(guest: GuestScreen, owner: Owner, table: number): AsyncGenerator<string> {
  const { page } = guest;
  yield 'the menu';
  await addAnything(guest);
  await page.getByRole('link', { name: `Choose options for ${kimchiStew.name}` }).click();
  const dish = guest.sheet(kimchiStew.name);
  await dish.getByRole('button', { name: /^Add for/ }).click();
  yield 'a dish with a required option not chosen';
  await dish.getByText('Hot', { exact: true }).click();
  await dish.getByRole('button', { name: /^Add for/ }).click();
  await expect(dish).toBeHidden();
  yield 'the menu with a filled cart';
  const cart = await openCart(guest);
  yield 'the cart';

  await owner.changeDish(ricePunch.korean, { soldOut: true });
  await owner.changeDish(kimchiStew.korean, { price: kimchiStew.price + 500 });
  await expect(cart.getByText('Just sold out')).toBeVisible();
  yield 'a cart with something to resolve';
  await owner.changeDish(ricePunch.korean, { soldOut: false });
  await owner.changeDish(kimchiStew.korean, { price: kimchiStew.price });
  await cart.getByRole('button', { name: 'Order', exact: true }).click();
  await expect(guest.confirmButton).toBeEnabled();
  yield 'the last look before ordering';

  await page.context().setOffline(true);
  await guest.confirmButton.click();
  await expect(guest.review).toContainText('No network');
  yield 'an order waiting for the network';
  await page.keyboard.press('Escape');
  await expect(guest.review).toBeHidden();
  yield 'the menu while out of touch';
  await page.context().setOffline(false);
  await guest.readNumber();
  yield 'the order’s number';
  // It may have closed by itself while it was looked at.
  await page.keyboard.press('Escape');
  await expect(guest.placed).toBeHidden();

  for (const order of (await owner.table(table)).orders) await owner.cancel(order, 'The kitchen ran out');
  for (const [tool, sheet] of tools) {
    await guest.open(tool);
    await expect(guest.sheet(sheet)).toBeVisible();
    yield sheet;
    if (sheet === 'Call staff') {
      await guest.sheet(sheet).getByRole('button', { name: 'Water' }).click();
      await guest.sheet(sheet).getByRole('button', { name: 'Something else' }).click();
      await expect(guest.sheet(sheet)).toContainText('Told.');
      yield 'a call under way and one being written';
    }
    await page.keyboard.press('Escape');
    await expect(guest.sheet(sheet)).toBeHidden();
  }

  const openSearch = page.getByRole('button', { name: 'Search the menu' });
  if (await openSearch.isVisible()) await openSearch.click();
  await page.getByRole('searchbox').fill('stew');
  await expect(page.getByText(/dishes found/)).toBeVisible();
  yield 'what the search found';
  await page.getByRole('searchbox').fill('pizza');
  await expect(page.getByText('No dish matches')).toBeVisible();
  yield 'a search without a find';
}

const tools = [
  ['Orders', 'Your orders'],
  ['Call staff', 'Call staff'],
  [/Change language/, 'Language'],
  ['Display', 'Display'],
] as const;

async function addAnything(guest: GuestScreen): Promise<void> {
  await guest.add(ricePunch.name);
  await guest.add(beefSoup.name);
}

/** Beside the menu where there is room; else the sheet behind the bar. */
async function openCart(guest: GuestScreen) {
  if (await guest.cart.isVisible()) return guest.cart;
  await guest.page.getByRole('link', { name: /^Show the cart/ }).click();
  return guest.sheet('Cart');
}

/** Leads through every screen and panel of the staff's app, on whatever device, and stops at each. */
export async function* tourOfStaff(staff: StaffScreen): AsyncGenerator<string> {
  const { page } = staff;
  yield 'the board before the first guest';
  const order = await fillFloor(staff);
  await expect(staff.card(1)).toContainText('New order');
  yield 'the board';

  const drawer = await staff.openTable(1);
  yield 'a table';
  await drawer.getByRole('button', { name: `Cancel order ${order}` }).click();
  await staff
    .dialog(/^Cancel order/)
    .getByRole('radio', { name: 'In my own words' })
    .check();
  yield 'canceling an order';
  await page.keyboard.press('Escape');
  await drawer.getByRole('button', { name: 'End session' }).click();
  yield 'ending a session';
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await staff.openPanel('Calls');
  yield 'calls';
  await page.keyboard.press('Escape');
  await staff.openPanel('Menu');
  const menu = staff.dialog(/^Menu/);
  await menu.getByRole('button', { name: new RegExp(`^${kimchiStew.name}`), expanded: false }).click();
  await menu.getByRole('button', { name: `Price of ${kimchiStew.name}:` }).click();
  yield 'the menu at hand';
  await page.keyboard.press('Escape');
  await staff.openPanel('Settings');
  await staff.dialog('Settings').getByRole('button', { name: 'Change my password' }).click();
  yield 'settings';
  await staff.dialog('Settings').getByRole('link', { name: 'Print QR codes' }).click();
  await expect(page.getByRole('img', { name: /^QR code/ }).first()).toBeVisible();
  yield 'the sheet of QR codes';

  await staff.openKitchen();
  yield 'the kitchen';
  await page.context().setOffline(true);
  await expect(staff.lostBanner).toBeVisible();
  yield 'the kitchen while out of touch';
  await page.context().setOffline(false);
  await expect(staff.lostBanner).toBeHidden();
}

/** Tables in every state; says the number of the newest order at the first. */
async function fillFloor(staff: StaffScreen): Promise<string> {
  const owner = await staff.owner();
  const wishes = [{ dish: kimchiStew.korean, options: ['매운맛', '달걀'], quantity: 2, note: '덜 짜게 해 주세요' }];
  const [first, second, third] = await Promise.all([1, 2, 3].map((table) => Party.at(staff.server, table)));
  if (!first || !second || !third) throw new Error('Three tables make three parties.');
  await first.order(wishes, '앞접시도 부탁드려요');
  const { number } = await first.order([{ dish: beefSoup.korean }]);
  await first.call('bill');
  const started = await owner.move(await second.order(wishes), 'preparing');
  await owner.move(started, 'completed');
  await owner.move(await second.order([{ dish: ricePunch.korean }]), 'preparing');
  await owner.cancel(await third.order(wishes), '재료 소진');
  await third.call('other', '아기 의자 하나 부탁드려요');
  return number;
}
