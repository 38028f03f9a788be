import { dishes, won } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

const { beefSoup, ricePunch } = dishes;

test('a visit that was ended by mistake goes on: by the undo at once, and from the table later', async ({
  guestAt,
  staffAt,
  table,
}) => {
  const guest = await guestAt();
  const staff = await staffAt();
  await guest.add(beefSoup.name);
  const number = await guest.placeOrder();
  await guest.backToMenu();

  async function end(): Promise<void> {
    const drawer = await staff.openTable(table);
    await drawer.getByRole('button', { name: 'End session' }).click();
    const dialog = staff.dialog(`End the session at table ${table}?`);
    await dialog.getByRole('button', { name: 'End session' }).click();
    await expect(staff.card(table)).toBeHidden();
  }

  await end();
  await staff.page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(staff.card(table)).toContainText(beefSoup.korean);
  await end();
  const drawer = await staff.openTable(table);
  await expect(drawer).toContainText(`Last session: ended at`);
  await drawer.getByRole('button', { name: 'Reopen the last session' }).click();
  await expect(drawer.getByRole('article', { name: number })).toBeVisible();

  const page = guest.page;
  await page.getByRole('link', { name: '주문 내역' }).click();
  const visit = page.getByRole('dialog', { name: '주문 내역' });
  await expect(visit).toContainText(number);
  await expect(visit).toContainText('11,500원');
});

test('a party moves, joins another one and hands an order over: the kitchen goes on, and tablets show what is theirs', async ({
  ownServer,
  guestAt,
  staffAt,
}) => {
  const [one, two, three] = [
    await guestAt({ server: ownServer, table: 1 }),
    await guestAt({ server: ownServer, table: 2 }),
    await guestAt({ server: ownServer, table: 3 }),
  ];
  const staff = await staffAt(ownServer);
  const cook = await staffAt(ownServer);
  await cook.openKitchen();
  await one.add(beefSoup.name);
  const soup = await one.placeOrder();
  await one.backToMenu();
  await three.add(ricePunch.name);
  const punch = await three.placeOrder();
  await three.backToMenu();
  const ticketAt = (table: number, number: string) =>
    cook.page.getByRole('article', { name: `Table ${table}, ${number}` });
  await ticketAt(1, soup)
    .getByRole('button', { name: `Start ${soup}` })
    .click();

  // To a free table.
  let drawer = await staff.openTable(1);
  await drawer.getByRole('button', { name: 'Move to…' }).click();
  let dialog = staff.dialog('Move the party at table 1 to…');
  await expect(dialog.getByRole('radio', { name: 'Table 3', exact: true })).toHaveCount(0);
  await dialog.getByText('2', { exact: true }).click();
  // It is said in passing, and the screens are many.
  const told = expect(one.toast('Moved to table 2')).toBeVisible();
  await dialog.getByRole('button', { name: 'Move to table 2' }).click();
  await told;
  await expect(staff.card(2)).toContainText(beefSoup.korean);
  await expect(ticketAt(2, soup).getByRole('button', { name: `${soup} is done` })).toBeVisible();
  await two.open('Orders');
  await expect(two.visitOrder(soup)).toContainText('Preparing');
  await expect(two.toast(soup)).toHaveCount(0);

  // One order to another party's bill.
  drawer = await staff.openTable(3);
  await drawer.getByRole('button', { name: `To another table: ${punch}` }).click();
  dialog = staff.dialog(`Transfer order ${punch} to…`);
  await dialog.getByText('2', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Transfer to table 2' }).click();
  await expect(drawer).toContainText('Nothing ordered yet');
  await expect(two.visitOrder(punch)).toBeVisible();
  await expect(two.visit).toContainText(won(beefSoup.price + ricePunch.price));
  await expect(ticketAt(2, punch)).toBeVisible();
  await staff.page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(drawer.getByRole('article', { name: punch })).toBeVisible();
  await expect(two.visitOrder(punch)).toHaveCount(0);

  // All to one table.
  await drawer.getByRole('button', { name: 'Merge into…' }).click();
  dialog = staff.dialog('Merge the party at table 3 into…');
  await dialog.getByText('2', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Merge into table 2' }).click();
  await expect(staff.card(3)).toBeHidden();
  await expect(two.visitOrder(punch)).toBeVisible();
  await expect(two.visitOrder(soup)).toBeVisible();
  await expect(ticketAt(2, punch)).toBeVisible();
  await expect(staff.card(2)).toContainText(won(beefSoup.price + ricePunch.price));
});
