import { placeOrder } from '@soban/contract/endpoints';
import { Owner } from '../api.ts';
import { dishes, type GuestScreen } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

const { ricePunch } = dishes;

test.use({ networkFaults: true });

test('a double tap on the last button makes one order', async ({ guestAt, owner, table }) => {
  const guest = await guestAt();
  await guest.add(ricePunch.name);
  await guest.orderButton.click();
  await guest.confirmButton.dblclick();
  const number = await guest.readNumber();
  expect((await owner.table(table)).orders.map((order) => order.number)).toEqual([number]);
});

test('an answered order empties the cart and returns to the menu after five seconds', async ({ guestAt }) => {
  const guest = await guestAt();
  await guest.add(ricePunch.name);
  const number = await guest.placeOrder();
  await expect(guest.placed).toContainText(/Back to the menu in [1-5] second/);
  await expect(guest.placed).toBeHidden({ timeout: 30_000 });
  await expect(guest.cart).toContainText('Your cart is empty');
  await expect(guest.page).toHaveURL(/\/$/);
  await guest.open('Orders');
  await expect(guest.visitOrder(number)).toBeVisible();
});

test('without a network the order is kept, and delivered once when it is back', async ({ guestAt, owner, table }) => {
  const guest = await guestAt();
  await guest.add(ricePunch.name);
  await guest.orderButton.click();
  const context = guest.page.context();
  await context.setOffline(true);
  await guest.confirmButton.click();
  await expect(guest.review).toContainText('No network, so your order has not gone out yet.');
  await context.setOffline(false);
  const number = await guest.readNumber();
  expect((await owner.table(table)).orders.map((order) => order.number)).toEqual([number]);
});

test('an order that never went out can be called off', async ({ guestAt, owner, table }) => {
  const guest = await guestAt();
  await guest.add(ricePunch.name);
  await guest.orderButton.click();
  const context = guest.page.context();
  await context.setOffline(true);
  await guest.confirmButton.click();
  await guest.review.getByRole('button', { name: 'Do not send' }).click();
  await context.setOffline(false);
  await expect(guest.toast('The order will not be sent')).toBeVisible();
  await expect(guest.cartLine(ricePunch.name)).toBeVisible();
  expect((await owner.table(table)).session).toBeNull();
});

test('an order sent to a dead server is delivered once after its return, through a reload', async ({
  guestAt,
  ownServer,
}) => {
  const guest = await guestAt({ server: ownServer, table: 1 });
  await readableOffline(guest);
  await guest.add(ricePunch.name);
  await guest.orderButton.click();
  await ownServer.kill();
  await guest.confirmButton.click();
  await expect(guest.review).toContainText('Your order has not reached the restaurant yet.');

  await guest.page.reload();
  await expect(guest.page.getByText('Your order has not reached the restaurant yet.').first()).toBeVisible();
  await ownServer.start();
  const number = await guest.readNumber();
  await guest.backToMenu();
  await expect(guest.cart).toContainText('Your cart is empty');
  const owner = await Owner.signIn(ownServer);
  expect((await owner.table(1)).orders.map((order) => order.number)).toEqual([number]);
});

test('an order whose answer never came counts once, though it is sent again', async ({ guestAt, ownServer }) => {
  const owner = await Owner.signIn(ownServer);
  const guest = await guestAt({ server: ownServer, table: 1 });
  await readableOffline(guest);
  await guest.add(ricePunch.name);
  await guest.orderButton.click();
  ownServer.freeze();
  const sent = guest.page.waitForRequest(`**${placeOrder.path}`);
  await guest.confirmButton.click();
  await sent;
  await guest.page.reload();
  await expect(guest.page.getByText('Sending your order').first()).toBeVisible();
  ownServer.thaw();
  await guest.readNumber();
  expect((await owner.table(1)).orders).toHaveLength(1);
});

/** From then on the app starts without its server. */
async function readableOffline({ page }: GuestScreen): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}
