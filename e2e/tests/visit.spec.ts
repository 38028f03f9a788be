import { dishes, won } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

const { kimchiStew, ricePunch } = dishes;

test('a party orders, the board lights up, and each sees what the other does', async ({ guestAt, staffAt, table }) => {
  const guest = await guestAt();
  const staff = await staffAt();

  await guest.addWith(kimchiStew.name, 'Hot', 'Egg');
  await guest.add(ricePunch.name);
  const total = kimchiStew.price + 1000 + ricePunch.price;
  await expect(guest.cart).toContainText(won(total));

  const number = await guest.placeOrder();
  const card = staff.card(table);
  await expect(card).toContainText('New order', { timeout: 15_000 });
  await expect(card).toContainText(won(total));
  await guest.backToMenu();

  const drawer = await staff.openTable(table);
  const order = drawer.getByRole('article', { name: number });
  await expect(order).toContainText(kimchiStew.korean);
  await expect(order).toContainText('매운맛');
  await expect(order).toContainText('달걀 (+₩1,000)');

  await guest.open('Orders');
  const mine = guest.visitOrder(number);
  await expect(mine).toContainText('Waiting');
  await order.getByRole('button', { name: `Start ${number}` }).click();
  await expect(mine).toContainText('Preparing');
  await order.getByRole('button', { name: `${number} is done` }).click();
  await expect(mine).toContainText('Ready');
  await order.getByRole('button', { name: `Back to preparing: ${number}` }).click();
  await expect(mine).toContainText('Preparing');
});

test('a canceled order leaves the total on both sides and tells the guest why', async ({ guestAt, staffAt, table }) => {
  const guest = await guestAt();
  const staff = await staffAt();
  await guest.add(ricePunch.name);
  const kept = await guest.placeOrder();
  await guest.backToMenu();
  await guest.addWith(kimchiStew.name, 'Mild');
  const canceled = await guest.placeOrder();
  await guest.backToMenu();
  await guest.open('Orders');
  await expect(guest.visit).toContainText(won(ricePunch.price + kimchiStew.price));

  const drawer = await staff.openTable(table);
  await expect(drawer).toContainText(won(ricePunch.price + kimchiStew.price));
  await drawer.getByRole('button', { name: `Cancel order ${canceled}` }).click();
  const dialog = staff.dialog(`Cancel order ${canceled}?`);
  const confirm = dialog.getByRole('button', { name: `Cancel ${won(kimchiStew.price)} order` });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('radio', { name: 'In my own words' }).check();
  await dialog.getByLabel('The reason the guest will see').fill('김치가 떨어졌어요');
  await confirm.click();
  await expect(dialog).toBeHidden();

  await expect(drawer.getByRole('article', { name: canceled })).toContainText('김치가 떨어졌어요');
  await expect(staff.card(table)).toContainText(won(ricePunch.price));
  await expect(guest.visitOrder(canceled)).toContainText('Canceled: 김치가 떨어졌어요');
  await expect(guest.visitOrder(kept)).toContainText('Waiting');
  await expect(guest.visit.getByText('Total of this visit').locator('..')).toContainText(won(ricePunch.price));
});

test('after the session the next party sees nothing of this one', async ({ guestAt, staffAt, table }) => {
  const guest = await guestAt();
  const staff = await staffAt();
  await guest.add(ricePunch.name);
  const number = await guest.placeOrder();
  await guest.backToMenu();
  await guest.addWith(kimchiStew.name, 'Mild');

  const drawer = await staff.openTable(table);
  await drawer.getByRole('button', { name: 'End session' }).click();
  const dialog = staff.dialog(`End the session at table ${table}?`);
  await expect(dialog).toContainText('Some things are still open');
  await expect(dialog).toContainText(`${number} Waiting · ${ricePunch.korean} 1`);
  await dialog.getByRole('button', { name: 'End session' }).click();
  await expect(staff.card(table)).toBeHidden();

  const page = guest.page;
  await expect(page.getByRole('heading', { name: `${table}번 테이블` })).toBeVisible();
  await expect(page.getByText('아직 담은 메뉴가 없어요')).toBeVisible();
  await page.getByRole('link', { name: '주문 내역' }).click();
  const visit = page.getByRole('dialog', { name: '주문 내역' });
  await expect(visit).toContainText('아직 주문한 메뉴가 없어요');
  await expect(visit).not.toContainText(number);
  await page.reload();
  await expect(visit).toContainText('아직 주문한 메뉴가 없어요');
});

test('a party that is seated shows on the board before it orders, and ends like any other', async ({
  guestAt,
  staffAt,
  table,
}) => {
  const guest = await guestAt();
  const staff = await staffAt();
  const drawer = await staff.openTable(table);
  await drawer.getByRole('button', { name: 'One person more' }).click();
  await drawer.getByRole('button', { name: 'Seat 3 people' }).click();
  await expect(drawer).toContainText('Nothing ordered yet');
  const size = drawer.getByRole('group', { name: 'How many people' });
  await expect(size.getByRole('status')).toHaveText('3');
  // Wet hands tap twice: each tap counts.
  await size.getByRole('button', { name: 'One person more' }).dblclick();
  await expect(size.getByRole('status')).toHaveText('5');
  await expect(staff.card(table)).toContainText('5 people');

  await guest.add(ricePunch.name);
  const number = await guest.placeOrder();
  await expect(drawer.getByRole('article', { name: number })).toBeVisible();
  await expect(drawer).not.toContainText('Nothing ordered yet');
  await drawer.getByRole('button', { name: 'End session' }).click();
  await staff.dialog(`End the session at table ${table}?`).getByRole('button', { name: 'End session' }).click();
  await expect(staff.card(table)).toBeHidden();
});
