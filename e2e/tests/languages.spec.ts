import { StaffScreen } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

const guestWords = [
  { name: 'English', code: 'en', cart: 'Cart', dish: 'Kimchi Stew', price: '₩9,500' },
  { name: '日本語', code: 'ja', cart: 'カート', dish: 'キムチチゲ', price: '₩9,500' },
  { name: '中文', code: 'zh', cart: '购物车', dish: '泡菜汤', price: '₩9,500' },
  { name: '한국어', code: 'ko', cart: '장바구니', dish: '김치찌개', price: '9,500원' },
];

test('a guest reads screens, menu and prices in four languages, at any time', async ({ guestAt, table }) => {
  const { page } = await guestAt({ language: null });
  await expect(page.getByRole('heading', { name: `${table}번 테이블` })).toBeVisible();
  for (const { name, code, cart, dish, price } of guestWords) {
    await page.locator('a[href="/language"]').click();
    await page.getByRole('dialog').getByText(name, { exact: true }).click();
    await page.keyboard.press('Escape');
    await expect(page.locator('html')).toHaveAttribute('lang', code);
    await expect(page.getByRole('heading', { name: cart })).toBeVisible();
    const first = page.locator('#menu').getByRole('listitem').first();
    await expect(first).toContainText(dish);
    await expect(first).toContainText(price);
  }
});

test('a language once chosen stays through a reload, and is reset for the next party', async ({
  guestAt,
  owner,
  table,
}) => {
  const guest = await guestAt({ language: 'ja' });
  const { page } = guest;
  const html = page.locator('html');
  await page.reload();
  await expect(html).toHaveAttribute('lang', 'ja');

  await page.getByRole('button', { name: 'シッケ' }).click();
  await page.getByRole('complementary').getByRole('button').last().click();
  await page.getByRole('dialog').getByRole('button').last().click();
  await expect(page.getByText(/^T\d+-\d+$/)).toBeVisible();
  await owner.clear(table);
  await expect(html).toHaveAttribute('lang', 'ko');
  await expect(page.getByRole('heading', { name: '장바구니' })).toBeVisible();
});

test('staff read theirs in four languages, from the sign-in on', async ({ device, server }) => {
  const staff = new StaffScreen(await device(), server);
  const { page } = staff;
  await page.goto(`${server.url}/admin/`);
  for (const [name, title] of [
    ['日本語', 'ログイン'],
    ['中文', '登录'],
    ['한국어', '로그인'],
    ['English', 'Sign in'],
  ] as const) {
    await page.getByRole('button', { name }).click();
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
  }
  await staff.fillSignIn();
  await staff.openPanel('Settings');
  for (const [name, board] of [
    ['日本語', 'ボード'],
    ['中文', '看板'],
    ['한국어', '보드'],
    ['English', 'Board'],
  ] as const) {
    await page.getByRole('dialog').getByText(name, { exact: true }).click();
    await expect(page.getByRole('heading', { name: board, level: 1, includeHidden: true })).toBeAttached();
  }
});
