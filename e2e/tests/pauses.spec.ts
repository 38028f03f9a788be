import { Owner } from '../api.ts';
import { dishes, GuestScreen, won } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

const { beefSoup, makgeolli } = dishes;
const hour = 3_600_000;

test('a pause from the board keeps the open cart back and lets it go on, by itself', async ({
  guestAt,
  ownServer,
  staffAt,
}) => {
  const guest = await guestAt({ server: ownServer, table: 1 });
  const board = await staffAt(ownServer);
  await guest.add(beefSoup.name);
  await guest.orderButton.click();
  await expect(guest.confirmButton).toBeEnabled();

  await board.openPanel('Pause orders');
  await board.dialog('Pause orders').getByRole('button', { name: 'Until I say so' }).click();
  await expect(guest.review.getByRole('button', { name: 'No orders right now' })).toBeDisabled();
  await guest.review.getByRole('button', { name: 'Close' }).click();
  await expect(guest.page.getByRole('status').getByText('We are taking a short break from orders.')).toBeVisible();
  await expect(guest.cart.getByRole('button', { name: 'No orders right now' })).toBeDisabled();
  await expect(guest.cartLine(beefSoup.name)).toBeVisible();

  await board.openKitchen();
  await expect(board.page.getByText('Everything: orders are paused', { exact: true })).toBeVisible();
  await board.page.getByRole('button', { name: 'Resume: Everything' }).click();
  await expect(guest.orderButton).toBeEnabled();
  await expect(board.page.getByText('Everything: orders are paused', { exact: true })).toBeHidden();
  await guest.placeOrder();
});

test('a paused category marks its dishes on the menu and in the cart, and leaves the others alone', async ({
  guestAt,
  ownServer,
}) => {
  const owner = await Owner.signIn(ownServer);
  const guest = await guestAt({ server: ownServer, table: 1 });
  await guest.add(beefSoup.name);
  await guest.add(makgeolli.name);
  await owner.pause(null, makgeolli.korean);

  await expect(guest.cartLine(makgeolli.name)).toContainText('Not available just now');
  await expect(guest.card(makgeolli.name)).toContainText('Not just now');
  await expect(guest.orderButton).toBeDisabled();
  await guest.cartLine(makgeolli.name).getByRole('button', { name: 'Remove' }).click();
  await expect(guest.cart).toContainText(won(beefSoup.price));
  await guest.placeOrder();
});

for (const off of [-3, 3]) {
  test(`a tablet whose clock is ${off} hours off says the true time`, async ({ device, ownServer }) => {
    const owner = await Owner.signIn(ownServer);
    const page = await device();
    await page.clock.install({ time: Date.now() + off * hour });
    const guest = new GuestScreen(page, { server: ownServer, table: 1, language: 'en' });
    await guest.pair();
    await guest.add(beefSoup.name);
    const { pauses } = await owner.pause(30);
    const time = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Seoul', hour: 'numeric', minute: '2-digit' });
    const until = time.format(Date.parse(pauses[0]?.until ?? '')).replace(/\s/, '\\s');
    await expect(guest.cart.getByRole('button', { name: new RegExp(`^Order from .*${until}$`) })).toBeDisabled();
  });
}

test.describe('hours', () => {
  test.use({ networkFaults: true });

  test('the last order passes at its moment, also on a screen that hears nothing', async ({ device, ownServer }) => {
    const owner = await Owner.signIn(ownServer);
    /** `HH:MM` in Seoul, so many minutes from now. */
    const inMinutes = (minutes: number) =>
      new Date(Date.now() + 9 * hour + minutes * 60_000).toISOString().slice(11, 16);
    const day = { open: inMinutes(-120), lastOrder: inMinutes(45), close: inMinutes(90) };
    await owner.changeStore({
      hours: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day, sunday: day },
    });
    const page = await device();
    await page.clock.install();
    // Left alone for so long the table is the next party's, in the store's own language, whose menu has to be at hand by then.
    const guest = new GuestScreen(page, { server: ownServer, table: 1, language: null });
    await guest.pair();

    const near = page.getByText(/^마지막 주문은/);
    const passed = page.getByText(/^마지막 주문 시간이 지났어요/);
    await page.context().setOffline(true);
    await page.clock.fastForward('20:00');
    await expect(near).toBeAttached();
    await page.clock.fastForward('30:00');
    await expect(passed).toBeAttached();
    await expect(near).not.toBeAttached();
    // Back in touch it hears what time it is.
    await page.context().setOffline(false);
    await expect(passed).not.toBeAttached();
    await expect(near).not.toBeAttached();
  });

  test('are set by the owner in the settings, day by day', async ({ ownServer, staffAt }) => {
    const board = await staffAt(ownServer);
    await board.openPanel('Settings');
    const settings = board.dialog('Settings');
    await settings.getByRole('switch', { name: 'Take orders at any time' }).click();
    const monday = settings.getByRole('group', { name: 'Monday' });
    await monday.getByLabel('Closes').fill('11:00');
    await expect(monday).toContainText('It cannot be the opening time.');
    await expect(settings.getByRole('button', { name: 'Save' })).toBeDisabled();
    await monday.getByLabel('Closes').fill('02:00');
    await monday.getByLabel('Last order').fill('01:30');
    await monday.getByRole('button', { name: 'Make every day like Monday' }).click();
    await settings.getByRole('switch', { name: 'Sunday' }).click();
    await settings.getByRole('button', { name: 'Save' }).click();
    await expect(settings.getByRole('button', { name: 'Save' })).toBeHidden();

    const owner = await Owner.signIn(ownServer);
    const day = { open: '11:00', lastOrder: '01:30', close: '02:00' };
    expect((await owner.store()).hours).toMatchObject({ monday: day, saturday: day, sunday: null });
  });
});
