import { dishes, won } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

const { kimchiStew, ricePunch } = dishes;

test('the same dish with the same options in any order is one line', async ({ guestAt }) => {
  const guest = await guestAt();
  await guest.addWith(kimchiStew.name, 'Hot', 'Egg', 'Extra tofu');
  await guest.addWith(kimchiStew.name, 'Extra tofu', 'Hot', 'Egg');
  await expect(guest.cartLine(kimchiStew.name)).toHaveCount(1);
  await expect(guest.cartLine('Hot · Extra tofu · Egg')).toContainText(won((kimchiStew.price + 2500) * 2));

  await guest.addWith(kimchiStew.name, 'Mild');
  await expect(guest.cartLine(kimchiStew.name)).toHaveCount(2);
  await expect(guest.cart).toContainText('3 items');
});

test('quantities change, lines go, and what went can be brought back', async ({ guestAt }) => {
  const guest = await guestAt();
  await guest.add(ricePunch.name);
  await guest.addWith(kimchiStew.name, 'Medium');
  const line = guest.cartLine(ricePunch.name);
  const fewer = line.getByRole('button', { name: `One ${ricePunch.name} fewer` });
  await expect(fewer).toBeDisabled();
  await line.getByRole('button', { name: `One more ${ricePunch.name}` }).click();
  await expect(guest.cart).toContainText(won(ricePunch.price * 2 + kimchiStew.price));
  await fewer.click();
  await expect(guest.cart).toContainText(won(ricePunch.price + kimchiStew.price));

  await line.getByRole('button', { name: `Remove ${ricePunch.name}` }).click();
  await expect(line).toBeHidden();
  await guest.page.getByRole('button', { name: 'Undo' }).click();
  await expect(line).toBeVisible();

  await guest.cart.getByRole('button', { name: 'Empty the cart' }).click();
  await expect(guest.cart).toContainText('Your cart is empty');
  await guest.page.getByRole('button', { name: 'Undo' }).click();
  await expect(guest.cart).toContainText(won(ricePunch.price + kimchiStew.price));
});

test('the cart survives a reload', async ({ guestAt }) => {
  const guest = await guestAt();
  await guest.addWith(kimchiStew.name, 'Hot', 'Egg');
  await guest.add(ricePunch.name);
  await guest.page.reload();
  await expect(guest.cartLine('Hot · Egg')).toContainText(won(kimchiStew.price + 1000));
  await expect(guest.cartLine(ricePunch.name)).toBeVisible();
});

test('a required option has to be chosen before the dish can be added', async ({ guestAt }) => {
  const guest = await guestAt();
  await guest.page.getByRole('link', { name: `Choose options for ${kimchiStew.name}` }).click();
  const sheet = guest.sheet(kimchiStew.name);
  await sheet.getByRole('button', { name: 'One more' }).click();
  const add = sheet.getByRole('button', { name: /^Add for/ });
  await add.click();
  await expect(sheet.getByText('Please choose: Spice level')).toBeVisible();
  await expect(sheet.getByRole('radio', { name: 'Mild' })).toBeFocused();
  await expect(guest.cart).toContainText('Your cart is empty');

  await sheet.getByText('Extra hot').click();
  await expect(add).toHaveText(`Add for ${won((kimchiStew.price + 500) * 2)}`);
  await add.click();
  await expect(guest.cartLine(kimchiStew.name)).toContainText('Extra hot');
});

test('a dish or an option that is sold out cannot be added', async ({ guestAt }) => {
  const guest = await guestAt();
  const soldOut = guest.card('Injeolmi');
  await expect(soldOut).toContainText('Sold out');
  await expect(soldOut.getByRole('button')).toHaveCount(0);
  await guest.page.getByRole('link', { name: 'Choose options for Army Stew' }).click();
  await expect(guest.sheet('Army Stew').getByRole('checkbox', { name: /Rice cakes/ })).toBeDisabled();
});
