import { dishes } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

/** This machine may be starved. */
const soon = { timeout: 15_000 };

test('a glance on one board is known on the other, and on one that starts anew', async ({
  guestAt,
  staffAt,
  table,
}) => {
  const guest = await guestAt();
  const [one, other] = [await staffAt(), await staffAt()];
  await guest.add(dishes.ricePunch.name);
  await guest.placeOrder();
  for (const board of [one, other]) await expect(board.card(table)).toContainText('New order', soon);

  await one.page.getByRole('button', { name: `Seen: new orders of table ${table}` }).click();
  for (const board of [one, other]) {
    await expect(board.card(table)).toContainText('Waiting', soon);
    await expect(board.card(table)).not.toContainText('New order');
  }
  const late = await staffAt();
  await expect(late.card(table)).toContainText('Waiting');
  await expect(late.card(table)).not.toContainText('New order');
});
