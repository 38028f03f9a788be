import type { Locator, Page } from '@playwright/test';
import { Party } from '../api.ts';
import { dishes } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

const { kimchiStew, ricePunch } = dishes;

test('a guest goes from the menu to a placed order without touching the screen', async ({ guestAt }) => {
  const guest = await guestAt();
  const { page } = guest;
  const { keyboard } = page;

  await tabTo(page, page.getByRole('link', { name: 'Skip to the menu' }));
  await keyboard.press('Enter');
  await tabTo(page, guest.card(kimchiStew.name).getByRole('link').first());
  await keyboard.press('Enter');
  const sheet = guest.sheet(kimchiStew.name);
  await tabTo(page, sheet.getByRole('radio', { name: 'Mild' }));
  await keyboard.press('Space');
  await keyboard.press('ArrowDown');
  await expect(sheet.getByRole('radio', { name: 'Medium' })).toBeChecked();
  await tabTo(page, sheet.getByRole('checkbox', { name: /Egg/ }));
  await keyboard.press('Space');
  await tabTo(page, sheet.getByRole('button', { name: 'One more' }));
  await keyboard.press('Enter');
  await tabTo(page, sheet.getByRole('button', { name: /^Add for/ }));
  await keyboard.press('Enter');
  await expect(sheet).toBeHidden();
  await expect(guest.cartLine('Medium · Egg')).toBeVisible();
  await expect(guest.card(kimchiStew.name).getByRole('link').first(), 'the focus is back where it was').toBeFocused();

  await tabTo(page, page.getByRole('searchbox', { name: 'Search the menu' }), 'Shift+Tab');
  await keyboard.type('rice punch');
  await tabTo(page, page.getByRole('button', { name: `Add ${ricePunch.name}` }));
  await keyboard.press('Enter');
  await tabTo(page, guest.orderButton);
  await keyboard.press('Enter');
  await tabTo(page, guest.review.getByLabel('A word to the kitchen'));
  await keyboard.type('No sesame, please');
  await tabTo(page, guest.confirmButton);
  await keyboard.press('Enter');
  await guest.readNumber();
  await tabTo(page, guest.placed.getByRole('button', { name: 'Back to the menu' }));
  await keyboard.press('Enter');
  await expect(guest.placed).toBeHidden();
});

test('Escape closes any sheet and gives the focus back', async ({ guestAt }) => {
  const { page } = await guestAt();
  for (const name of ['Orders', 'Call staff', /Change language/, 'Display']) {
    const tool = page.getByRole('navigation', { name: 'At this table' }).getByRole('link', { name });
    await tool.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(tool).toBeFocused();
  }
});

test('staff advance an order, cancel another and end the session by keyboard alone', async ({
  server,
  staffAt,
  table,
}) => {
  const party = await Party.at(server, table);
  const first = await party.order([{ dish: ricePunch.korean }]);
  const second = await party.order([{ dish: kimchiStew.korean }]);
  const staff = await staffAt();
  const { page } = staff;
  const { keyboard } = page;

  await tabTo(page, page.getByRole('button', { name: `Open table ${table}`, exact: true }));
  await keyboard.press('Enter');
  const drawer = staff.drawer(table);
  await tabTo(page, drawer.getByRole('button', { name: `Start ${first.number}` }));
  await keyboard.press('Enter');
  const order = drawer.getByRole('article', { name: first.number });
  await expect(order).toContainText('Preparing');

  await tabTo(page, drawer.getByRole('button', { name: `Cancel order ${second.number}` }));
  await keyboard.press('Enter');
  const cancel = staff.dialog(`Cancel order ${second.number}?`);
  await tabTo(page, cancel.getByRole('radio').first());
  await keyboard.press('Space');
  await tabTo(page, cancel.getByRole('button', { name: /^Cancel .* order$/ }));
  await keyboard.press('Enter');
  await expect(cancel).toBeHidden();
  await expect(drawer.getByRole('article', { name: second.number })).toContainText('Canceled');

  await tabTo(page, drawer.getByRole('button', { name: 'End session' }));
  await keyboard.press('Enter');
  const end = staff.dialog(`End the session at table ${table}?`);
  await tabTo(page, end.getByRole('button', { name: 'End session' }));
  await keyboard.press('Enter');
  await expect(drawer).toBeHidden();
  await expect(staff.card(table)).toBeHidden();
});

test('the arrow keys go from table to table', async ({ staffAt }) => {
  const staff = await staffAt();
  const tables = staff.page.getByRole('button', { name: /^Open table/ });
  await tables.first().focus();
  await staff.page.keyboard.press('End');
  await expect(tables.last()).toBeFocused();
  await staff.page.keyboard.press('ArrowLeft');
  await expect(tables.last()).not.toBeFocused();
});

/** Presses Tab until it is there, as often as a person would bear. */
async function tabTo(page: Page, goal: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(goal).toBeAttached();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(goal, 'reached by Tab').toBeFocused();
}
