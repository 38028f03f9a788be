import { dishes } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

const { beefSoup, ricePunch } = dishes;

test('the kitchen finishes what a party left behind while the next one sits there', async ({
  guestAt,
  staffAt,
  table,
}) => {
  const guest = await guestAt();
  const staff = await staffAt();
  const cook = await staffAt();
  await cook.openKitchen();
  await guest.add(beefSoup.name);
  const old = await guest.placeOrder();
  const ticket = cook.page.getByRole('article', { name: `Table ${table}, ${old}` });
  await ticket.getByRole('button', { name: `Start ${old}` }).click();

  const drawer = await staff.openTable(table);
  await drawer.getByRole('button', { name: 'End session' }).click();
  const dialog = staff.dialog(`End the session at table ${table}?`);
  await expect(dialog.getByRole('radio', { name: 'The kitchen finishes it (gone / pack it)' })).toBeChecked();
  await dialog.getByRole('button', { name: 'End session' }).click();
  await expect(dialog).toBeHidden();
  await expect(ticket).toContainText('Gone / pack it');
  const free = staff.page.getByRole('button', { name: `Open table ${table}`, exact: true });
  await expect(free).toHaveAccessibleDescription('1 order of guests who left');

  const next = await guestAt();
  await next.add(ricePunch.name);
  const own = await next.placeOrder();
  await next.backToMenu();
  const card = staff.card(table);
  await expect(card).toContainText(ricePunch.korean);
  await expect(card).toContainText('1 order of guests who left');
  await expect(ticket).toContainText('Gone / pack it');
  await expect(cook.page.getByRole('article', { name: `Table ${table}, ${own}` })).not.toContainText('Gone / pack it');

  await ticket.getByRole('button', { name: `${old} is done` }).click();
  await expect(card).not.toContainText('guests who left');
  await expect(card).toContainText(ricePunch.korean);
  // Called back from what has gone out.
  await ticket.getByRole('button', { name: `Recall ${old}` }).click();
  await expect(card).toContainText('1 order of guests who left');
  await next.open('Orders');
  await expect(next.visitOrder(own)).toBeVisible();
  await expect(next.visit).not.toContainText(old);
});

test('what is canceled with the visit is told to the kitchen', async ({ guestAt, staffAt, table }) => {
  const guest = await guestAt();
  const staff = await staffAt();
  const cook = await staffAt();
  await cook.openKitchen();
  await guest.add(beefSoup.name);
  const number = await guest.placeOrder();
  const ticket = cook.page.getByRole('article', { name: `Table ${table}, ${number}` });
  await expect(ticket).toBeVisible();

  const drawer = await staff.openTable(table);
  await drawer.getByRole('button', { name: 'End session' }).click();
  const dialog = staff.dialog(`End the session at table ${table}?`);
  await dialog.getByRole('radio', { name: 'Cancel it (comes off the total)' }).check();
  await dialog.getByRole('radio', { name: 'Guest asked' }).check();
  await dialog.getByRole('button', { name: 'End session' }).click();
  await expect(dialog).toBeHidden();
  const notices = cook.page.getByRole('list', { name: 'Canceled orders' });
  await expect(notices).toContainText(`Table ${table}`);
  await expect(ticket).toBeHidden();
});
