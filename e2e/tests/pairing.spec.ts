import { dishes } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

const { ricePunch } = dishes;

test('a new device asks for store, table and password, and says when they do not match', async ({
  device,
  server,
  table,
}) => {
  const page = await device();
  await page.goto(server.url);
  await page.getByLabel('Store code').fill(server.storeCode);
  await page.getByLabel('Table number').fill(String(table));
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(page.getByText('do not match')).toBeVisible();
  await page.getByLabel('Password').fill(server.password);
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(page.getByRole('heading', { name: `${table}번 테이블` })).toBeVisible();
});

test('a link from the table’s QR code asks for the password only', async ({ device, server, table }) => {
  const page = await device();
  await page.goto(`${server.url}/pair?store=${server.storeCode}&table=${table}`);
  await expect(page.getByText(`Connecting to table ${table}. Only the password is needed.`)).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(1);
  await page.getByLabel('Password').fill(server.password);
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(page.getByRole('heading', { name: `${table}번 테이블` })).toBeVisible();
  await expect(page).toHaveURL(`${server.url}/`);
});

test('a paired device stays paired through a reload and a restart', async ({ device, guestAt, server, table }) => {
  const guest = await guestAt();
  const heading = guest.page.getByRole('heading', { name: `Table ${table}` });
  await guest.page.reload();
  await expect(heading).toBeVisible();

  const kept = await guest.page.context().storageState();
  const restarted = await device({ storageState: kept });
  await restarted.goto(server.url);
  await expect(restarted.getByRole('heading', { name: `Table ${table}` })).toBeVisible();
  await expect(restarted.getByRole('button', { name: `Add ${ricePunch.name}` })).toBeVisible();
});

test('a new table password disconnects the device, says so, and the cart survives', async ({
  guestAt,
  owner,
  server,
  table,
}) => {
  const guest = await guestAt();
  await guest.add(ricePunch.name);
  await owner.changeTablePassword(table, 'another password');

  const { page } = guest;
  await expect(page.getByRole('alert')).toContainText('The restaurant has disconnected this device.');
  await expect(page.getByLabel('Store code')).toHaveValue(server.storeCode);
  await expect(page.getByLabel('Table number')).toHaveValue(String(table));
  await page.getByLabel('Password').fill('another password');
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(guest.cartLine(ricePunch.name)).toBeVisible();
  await owner.changeTablePassword(table, server.password);
});

test.describe('where a sign-in lasts seconds', () => {
  test.use({ configuration: { JWT_TABLE_EXPIRY: '6' } });

  test('one that has run out leads back to pairing with its reason, and the cart survives', async ({
    guestAt,
    ownServer,
  }) => {
    const guest = await guestAt({ server: ownServer, table: 1 });
    await guest.add(ricePunch.name);
    await expect(guest.page.getByRole('alert')).toContainText('its sign-in has run out', { timeout: 12_000 });
    await guest.page.getByLabel('Password').fill(ownServer.password);
    await guest.page.getByRole('button', { name: 'Connect' }).click();
    await expect(guest.cartLine(ricePunch.name)).toBeVisible();
  });
});
