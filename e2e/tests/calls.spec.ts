import { expect, test } from '../server-fixture.ts';

test('a call appears on the board once, and the guest sees that somebody comes', async ({
  guestAt,
  staffAt,
  owner,
  table,
}) => {
  const guest = await guestAt();
  const staff = await staffAt();
  await guest.open('Call staff');
  const sheet = guest.sheet('Call staff');
  const water = sheet.getByRole('button', { name: 'Water' });
  await water.click({ clickCount: 5, delay: 20 });
  await expect(water).toContainText('Told. We are on our way.');
  await water.click({ clickCount: 3, force: true });
  expect((await owner.table(table)).calls).toHaveLength(1);

  await staff.openPanel('Calls');
  const panel = staff.dialog('Calls');
  const take = panel.getByRole('button', { name: `On my way: table ${table}, Water` });
  await expect(take).toHaveCount(1);
  await take.click();
  await expect(take).toBeHidden();
  await expect(guest.toast('The staff have seen it: Water.')).toBeVisible();
  await expect(water).not.toContainText('Told.');
});

test('a call in one’s own words shows them on the table’s card', async ({ guestAt, staffAt, table }) => {
  const guest = await guestAt();
  const staff = await staffAt();
  await guest.open('Call staff');
  const sheet = guest.sheet('Call staff');
  await sheet.getByRole('button', { name: 'Something else' }).click();
  await sheet.getByLabel('Your message').fill('A high chair, please');
  await sheet.getByRole('button', { name: 'Call', exact: true }).click();
  const free = staff.page.getByRole('button', { name: `Open table ${table}` });
  await expect(staff.card(table).or(free).first()).toBeVisible();
  const drawer = await staff.openTable(table);
  await expect(drawer).toContainText('A high chair, please');
  await drawer.getByRole('button', { name: `On my way: table ${table}` }).click();
  await expect(guest.toast('The staff have seen it')).toBeVisible();
});
