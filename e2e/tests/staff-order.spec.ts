import type { Locator, Page } from '@playwright/test';
import { placeOrder } from '@soban/contract/endpoints';
import { Owner } from '../api.ts';
import { dishes, type StaffScreen, won } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

const { beefSoup, kimchiStew, ricePunch } = dishes;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** This machine may be starved. */
const soon = { timeout: 15_000 };

test.use({ networkFaults: true });

/** Where an order for a table is put together. */
class Composer {
  readonly sheet: Locator;
  readonly place: Locator;
  readonly #page: Page;

  private constructor(page: Page, table: number) {
    this.#page = page;
    this.sheet = page.getByRole('dialog', { name: `Order for table ${table}`, exact: true });
    this.place = this.sheet.getByRole('button', { name: /^Place for/ });
  }

  static async open(staff: StaffScreen, table: number): Promise<Composer> {
    const drawer = await staff.openTable(table);
    await drawer.getByRole('button', { name: 'Take an order' }).click();
    const composer = new Composer(staff.page, table);
    await expect(composer.sheet.getByRole('searchbox')).toBeVisible();
    return composer;
  }

  get search(): Locator {
    return this.sheet.getByRole('searchbox');
  }

  async find(dish: string): Promise<void> {
    await this.search.fill(dish);
  }

  async add(dish: string): Promise<void> {
    await this.find(dish);
    await this.sheet.getByRole('button', { name: `Add ${dish}`, exact: true }).click();
  }

  async addWith(dish: string, options: readonly string[], note: string): Promise<void> {
    await this.find(dish);
    await this.sheet.getByRole('button', { name: `Choose options for ${dish}`, exact: true }).click();
    const sheet = this.#page.getByRole('dialog', { name: dish, exact: true });
    for (const option of options) await sheet.getByText(option, { exact: true }).click();
    await sheet.getByLabel('A word to the kitchen').fill(note);
    await sheet.getByRole('button', { name: /^Add for/ }).click();
    await expect(sheet).toBeHidden();
  }
}

test('a waiter with a phone orders for a table, and the kitchen and the guests see it', async ({
  guestAt,
  server,
  staffAt,
  table,
}) => {
  const guest = await guestAt();
  const kitchen = await staffAt();
  await kitchen.openKitchen();
  const waiter = await staffAt(server, phone);
  const composer = await Composer.open(waiter, table);
  await composer.addWith(kimchiStew.name, ['Hot', 'Egg'], '파 빼고');
  await composer.add(ricePunch.name);
  await composer.sheet.getByRole('button', { name: 'This order (2)' }).click();
  await composer.sheet.getByRole('button', { name: `One more ${ricePunch.name}` }).click();
  await composer.sheet.getByLabel('Note for the whole order').fill('생일이에요');
  const total = kimchiStew.price + 1000 + ricePunch.price * 2;
  await composer.sheet.getByRole('button', { name: `Place for ${won(total)}` }).click();
  await expect(composer.sheet).toBeHidden();
  await expect(waiter.card(table)).toContainText(won(total));

  const ticket = kitchen.page.getByRole('article').filter({ hasText: '파 빼고' });
  await expect(ticket).toContainText('달걀', soon);
  await expect(ticket).toContainText('생일이에요');
  await guest.open('Orders');
  await expect(guest.visit).toContainText(kimchiStew.name);
  await expect(guest.visit).toContainText(won(total));
});

test('a double tap makes one order', async ({ owner, staffAt, table }) => {
  const staff = await staffAt();
  const composer = await Composer.open(staff, table);
  await composer.add(ricePunch.name);
  await composer.place.dblclick();
  await expect(composer.sheet).toBeHidden();
  expect((await owner.table(table)).orders).toHaveLength(1);
});

test('an order whose answer is lost is one order, through a reload as well', async ({ owner, staffAt, table }) => {
  const staff = await staffAt();
  const { page } = staff;
  const composer = await Composer.open(staff, table);
  await composer.add(ricePunch.name);
  const keys = new Set<string | undefined>();
  page.on('request', (request) => {
    if (request.url().endsWith(placeOrder.path)) keys.add(request.headers()['idempotency-key']);
  });
  await page.route(`**${placeOrder.path}`, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await composer.place.click();
  await expect(composer.sheet.getByRole('alert')).toContainText('No answer yet');
  await expect(composer.sheet.getByRole('button', { name: `Add ${ricePunch.name}`, exact: true })).toBeDisabled();
  await page.reload();
  await expect(composer.sheet.getByRole('alert')).toContainText('No answer yet');
  await page.unroute(`**${placeOrder.path}`);
  await expect(composer.sheet).toBeHidden();
  expect(keys.size).toBe(1);
  expect((await owner.table(table)).orders).toHaveLength(1);
});

test('what was chosen outlives a closed sheet and a reload, and goes out without a mouse', async ({
  owner,
  staffAt,
  table,
}) => {
  const staff = await staffAt();
  const { page } = staff;
  const composer = await Composer.open(staff, table);
  await expect(composer.search).toBeFocused();
  // By its name in another language, and by its first consonants.
  await page.keyboard.type(ricePunch.korean);
  await page.keyboard.press('Enter');
  await page.keyboard.type('ㅇㄱㅈ');
  await page.keyboard.press('ArrowDown');
  await expect(composer.sheet.getByRole('button', { name: `Add ${beefSoup.name}`, exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(composer.sheet.getByRole('group', { name: `Quantity of ${beefSoup.name}` })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(composer.sheet).toBeHidden();
  await page.reload();
  const drawer = await staff.openTable(table);
  await drawer.getByRole('button', { name: 'Go on with the order' }).click();
  await expect(composer.place).toHaveText(`Place for ${won(ricePunch.price + beefSoup.price)}`);
  await expect(composer.search).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(composer.sheet).toBeHidden();
  const { orders } = await owner.table(table);
  expect(orders.map(({ items }) => items.map(({ name }) => name))).toEqual([[ricePunch.korean, beefSoup.korean]]);
  // What has been ordered once is at hand the next time.
  await staff.openTable(table);
  await staff.drawer(table).getByRole('button', { name: 'Take an order' }).click();
  await expect(composer.sheet.getByRole('list', { name: 'Dishes' }).getByRole('listitem')).toHaveCount(2);
});

test('what has sold out or become dearer meanwhile is said, and the draft is kept', async ({ ownServer, staffAt }) => {
  const owner = await Owner.signIn(ownServer);
  const staff = await staffAt(ownServer);
  const composer = await Composer.open(staff, 1);
  await composer.add(ricePunch.name);
  await composer.add(beefSoup.name);
  // The screen has not heard of it when the order goes out.
  await staff.page.route('**/api/menus?**', (route) => route.abort());
  await owner.changeDish(beefSoup.korean, { soldOut: true });
  await composer.place.click();
  await expect(composer.sheet.getByRole('alert')).toContainText(`Sold out meanwhile: ${beefSoup.korean}`);
  await staff.page.unroute('**/api/menus?**');
  await owner.changeDish(ricePunch.korean, { price: ricePunch.price + 500 });
  const line = (name: string) =>
    composer.sheet.getByRole('region', { name: 'This order' }).getByRole('listitem').filter({ hasText: name });
  await line(beefSoup.name).getByRole('button', { name: 'Remove' }).click(soon);
  await line(ricePunch.name).getByRole('button', { name: 'Keep at the new price' }).click(soon);
  await composer.place.click();
  await expect(composer.sheet).toBeHidden();
  expect((await owner.table(1)).session?.total).toBe(ricePunch.price + 500);
});
