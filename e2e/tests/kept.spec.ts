import { dishes } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

const { ricePunch } = dishes;

test('what an earlier release has kept stops no start, and its pending order arrives', async ({
  guestAt,
  owner,
  table,
}) => {
  const guest = await guestAt();
  const { page } = guest;
  await guest.add(ricePunch.name);
  await page.evaluate(() => {
    const keys = Object.keys(localStorage);
    const pairing = JSON.parse(localStorage.getItem('soban.pairing') ?? '{}') as {
      state: { signIn: { table: { id: string } } };
    };
    const cart = JSON.parse(sessionStorage.getItem('soban.cart') ?? '{}') as {
      state: { lines: { menuItemId: string; quantity: number }[] };
    };
    // Menus whose dishes have neither options nor names in today's form.
    for (const key of keys.filter((name) => name.startsWith('soban.menu.'))) {
      localStorage.setItem(key, JSON.stringify({ categories: [{ id: 'c', name: 'Soups', items: [{ id: 'i' }] }] }));
    }
    localStorage.setItem('soban.display', '["dark"]');
    // An order as a release kept it that knew neither visits nor attempts.
    const items = cart.state.lines.map(({ menuItemId, quantity }) => ({ menuItemId, quantity }));
    const pending = {
      idempotencyKey: 'kept-by-an-earlier-release',
      createdAt: Date.now(),
      tableId: pairing.state.signIn.table.id,
      body: { items },
    };
    localStorage.setItem('soban.pending-order', JSON.stringify(pending));
    sessionStorage.setItem('soban.cart', JSON.stringify({ state: { lines: [{ dish: 'soup' }, null] }, version: 1 }));
  });
  await page.reload();
  const number = await guest.readNumber();
  await guest.backToMenu();
  await expect(guest.cart).toContainText('Your cart is empty');
  expect((await owner.table(table)).orders.map((order) => order.number)).toEqual([number]);
  // And the table works on.
  await guest.add(ricePunch.name);
  await guest.placeOrder();
});
