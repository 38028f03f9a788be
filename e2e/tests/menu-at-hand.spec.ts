import { dishes, won } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

const { kimchiStew, ricePunch } = dishes;
/** Every guest's screen shows a change within a second; this machine may be starved. */
const soon = { timeout: 15_000 };

test('what staff mark sold out, hide or price anew is so on the guests’ screens at once', async ({
  guestAt,
  ownServer,
  staffAt,
}) => {
  const guest = await guestAt({ server: ownServer, table: 1 });
  const staff = await staffAt(ownServer);
  await staff.openPanel('Menu');
  const panel = staff.dialog('Menu · sold out and prices');
  await panel.getByRole('searchbox', { name: 'Find a dish' }).fill(ricePunch.name);

  await panel.getByRole('button', { name: `${ricePunch.name}: on sale. Mark as sold out` }).click();
  const card = guest.card(ricePunch.name);
  await expect(card).toContainText('Sold out', soon);
  await expect(card.getByRole('button')).toHaveCount(0);
  await panel.getByRole('button', { name: `${ricePunch.name}: sold out. Put back on sale` }).click();
  await expect(card.getByRole('button', { name: `Add ${ricePunch.name}` })).toBeVisible(soon);

  await panel.getByRole('button', { name: new RegExp(`^${ricePunch.name}`), expanded: false }).click();
  await panel.getByRole('switch', { name: 'Hide from guests' }).click();
  await expect(card).toBeHidden(soon);
  await panel.getByRole('switch', { name: 'Hide from guests' }).click();
  await expect(card).toBeVisible(soon);

  await panel.getByRole('button', { name: `Price of ${ricePunch.name}` }).click();
  await panel.getByRole('textbox', { name: `Price of ${ricePunch.name}` }).fill('4,500');
  await expect(panel).toContainText(`From ${won(4000)} to ${won(4500)}.`);
  await panel.getByRole('button', { name: 'Save price' }).click();
  await expect(card).toContainText(won(4500), soon);
});

test('one option sold out leaves its dish on sale', async ({ guestAt, ownServer, staffAt }) => {
  const guest = await guestAt({ server: ownServer, table: 1 });
  const staff = await staffAt(ownServer);
  await staff.openKitchen();
  await staff.openPanel('Menu');
  const panel = staff.dialog('Menu · sold out and prices');
  await panel.getByRole('button', { name: new RegExp(`^${kimchiStew.name}`), expanded: false }).click();
  await panel.getByRole('button', { name: `${kimchiStew.name} · Egg: on sale. Mark as sold out` }).click();
  await guest.page.getByRole('link', { name: `Choose options for ${kimchiStew.name}` }).click();
  await expect(guest.sheet(kimchiStew.name).getByRole('checkbox', { name: /Egg/ })).toBeDisabled(soon);
});
