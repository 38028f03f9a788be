import { Owner } from '../api.ts';
import { dishes, won } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

const { beefSoup, ricePunch } = dishes;

test('a dish from two servings on is put into the cart by two, and says what is missing where it falls short', async ({
  guestAt,
  ownServer,
  staffAt,
}) => {
  const board = await staffAt(ownServer);
  await board.openPanel('Menu');
  const panel = board.dialog(/^Menu/);
  await panel.getByRole('button', { name: /^Spicy Beef Soup ₩/ }).click();
  const rules = panel.getByRole('region', { name: 'How many' });
  await rules.getByLabel('At least').fill('2');
  await rules.getByLabel('At most').fill('1');
  await expect(rules.getByRole('button', { name: 'Save numbers' })).toBeDisabled();
  await rules.getByLabel('At most').fill('4');
  await rules.getByRole('button', { name: 'Save numbers' }).click();
  await expect(rules.getByRole('button', { name: 'Save numbers' })).toBeHidden();

  const guest = await guestAt({ server: ownServer, table: 1 });
  await expect(guest.card(beefSoup.name)).toContainText('from 2 servings · up to 4');
  await guest.add(beefSoup.name);
  const line = guest.cartLine(beefSoup.name);
  await expect(line).toContainText(won(2 * beefSoup.price));
  await expect(line.getByRole('button', { name: `One ${beefSoup.name} fewer` })).toBeDisabled();

  const owner = await Owner.signIn(ownServer);
  await owner.changeDish(beefSoup.korean, { minQuantity: 3 });
  await expect(line).toContainText('It is served from 3 servings');
  await expect(guest.orderButton).toBeDisabled();
  await line.getByRole('button', { name: 'Add 1 more' }).click();
  await line.getByRole('button', { name: `One more ${beefSoup.name}` }).click();
  await expect(line.getByRole('button', { name: `One more ${beefSoup.name}` })).toBeDisabled();
  await guest.add(beefSoup.name);
  await expect(guest.toast(`${beefSoup.name}: up to 4 in one order`)).toBeVisible();
  await guest.placeOrder();
  expect((await owner.table(1)).orders[0]?.items[0]?.quantity).toBe(4);
});

test('the sheet of a dish starts at its least', async ({ guestAt, ownServer }) => {
  const guest = await guestAt({ server: ownServer, table: 1 });
  await guest.page.getByRole('link', { name: 'Choose options for Aged Pork Belly' }).click();
  const sheet = guest.sheet('Aged Pork Belly');
  await expect(sheet).toContainText('from 2 servings');
  await sheet.getByRole('button', { name: `Add for ${won(34_000)}` }).click();
  await expect(guest.cartLine('Aged Pork Belly')).toContainText(won(34_000));
  await guest.placeOrder();
});

test('a party’s first order has one of the marked dishes per person', async ({ guestAt, ownServer }) => {
  const owner = await Owner.signIn(ownServer);
  await owner.changeDish(beefSoup.korean, { perHead: true });
  await owner.seat(1, 2);
  const guest = await guestAt({ server: ownServer, table: 1 });
  await expect(guest.card(beefSoup.name)).toContainText('one per person');
  await guest.add(ricePunch.name);
  await guest.add(beefSoup.name);
  await expect(guest.cart).toContainText('Please add 1 more of those marked “one per person”.');
  await expect(guest.orderButton).toBeDisabled();
  await guest.add(beefSoup.name);
  await guest.placeOrder();
  await guest.backToMenu();
  await guest.add(ricePunch.name);
  await guest.placeOrder();
});
