import { Owner } from '../api.ts';
import { dishes, won } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

const { beefSoup, kimchiStew, ricePunch } = dishes;

test('a price that changes while the dish is in the cart has to be agreed to', async ({ guestAt, ownServer }) => {
  const owner = await Owner.signIn(ownServer);
  const guest = await guestAt({ server: ownServer, table: 1 });
  await guest.add(ricePunch.name);
  await owner.changeDish(ricePunch.korean, { price: 4500 });

  const line = guest.cartLine(ricePunch.name);
  await expect(line).toContainText(`The price changed from ${won(4000)} to ${won(4500)}`);
  await expect(guest.orderButton).toBeDisabled();
  await line.getByRole('button', { name: 'Keep at the new price' }).click();
  await guest.orderButton.click();
  await expect(guest.confirmButton).toHaveText(`Order for ${won(4500)}`);
  await guest.confirmButton.click();
  await guest.readNumber();
});

test('a dish or an option that sells out while in the cart has to be taken out or chosen anew', async ({
  guestAt,
  ownServer,
}) => {
  const owner = await Owner.signIn(ownServer);
  const guest = await guestAt({ server: ownServer, table: 1 });
  await guest.add(ricePunch.name);
  await guest.add(beefSoup.name);
  await guest.addWith(kimchiStew.name, 'Hot', 'Egg');
  const stew = await owner.dish(kimchiStew.korean);
  const egg = stew.optionGroups.flatMap(({ options }) => options).find(({ name }) => name === '달걀');
  if (!egg) throw new Error('The stew has no egg.');
  await owner.changeDish(ricePunch.korean, { soldOut: true });
  await owner.changeDish(kimchiStew.korean, { options: [{ id: egg.id, soldOut: true }] });

  const punch = guest.cartLine(ricePunch.name);
  await expect(punch).toContainText('Just sold out');
  await expect(guest.cartLine(kimchiStew.name)).toContainText('Egg is sold out');
  await expect(guest.cart).toContainText('Please check the marked dishes first');
  await expect(guest.orderButton).toBeDisabled();

  await punch.getByRole('button', { name: 'Remove' }).click();
  await guest.cartLine(kimchiStew.name).getByRole('button', { name: 'Choose again' }).click();
  const sheet = guest.sheet(kimchiStew.name);
  await expect(sheet.getByRole('checkbox', { name: /Egg/ })).toBeDisabled();
  await sheet.getByText('Hot', { exact: true }).click();
  await sheet.getByRole('button', { name: /^Add for/ }).click();
  await expect(guest.cart).toContainText(won(beefSoup.price + kimchiStew.price));
  await guest.placeOrder();
});

test.use({ networkFaults: true });

test('a change the guest could not see yet is told instead of charged, and the cart is kept', async ({
  guestAt,
  ownServer,
}) => {
  const owner = await Owner.signIn(ownServer);
  const guest = await guestAt({ server: ownServer, table: 1 });
  await guest.add(ricePunch.name);
  await guest.orderButton.click();
  const context = guest.page.context();
  await context.setOffline(true);
  await guest.confirmButton.click();
  await expect(guest.review).toContainText('your order has not gone out yet');
  await owner.changeDish(ricePunch.korean, { price: 4500 });
  await context.setOffline(false);

  await expect(guest.review.getByRole('alert')).toContainText(`the total is ${won(4500)} now`);
  await guest.review.getByRole('button', { name: 'Check the cart' }).click();
  await expect(guest.cartLine(ricePunch.name)).toBeVisible();
  expect((await owner.table(1)).session).toBeNull();
});
