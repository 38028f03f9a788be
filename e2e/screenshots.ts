/*
 * Takes the pictures of the README: `node e2e/screenshots.ts`, with both apps built. It starts a server of its own, lets a
 * busy evening happen there, and writes docs/screenshots/*.webp. Needs Chromium (CHROMIUM_PATH or an installed one) and
 * Korean fonts (Debian: fonts-noto-cjk).
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { installedChromium } from '../scripts/chromium.mjs';
import { liveThroughEvening } from './evening.ts';
import { SobanServer } from './soban-server.ts';

const folder = join(import.meta.dirname, '../docs/screenshots');
const largest = 200 * 1024;

async function takeAll(browser: Browser, server: SobanServer): Promise<void> {
  const open = async (options: BrowserContextOptions): Promise<Page> => {
    const context = await browser.newContext({ locale: 'ko-KR', timezoneId: 'Asia/Seoul', ...options });
    return context.newPage();
  };

  const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };

  const tablet = await open({ viewport: { width: 1280, height: 800 } });
  await pair(tablet, server, 4);
  await tablet.getByRole('button', { name: '육개장 담기' }).click();
  await tablet.getByRole('button', { name: '식혜 담기' }).click();
  await addWithOptions(tablet, '김치찌개', '매운맛', '두부 추가');
  await tablet.locator('#menu').evaluate((menu) => menu.scrollTo(0, 0));
  await save(tablet, 'guest-tablet');

  await tablet.getByRole('link', { name: '소불고기 철판 옵션 고르기' }).click();
  await tablet.getByText('파채', { exact: true }).click();
  await save(tablet, 'guest-dish');
  await tablet.keyboard.press('Escape');

  const guestPhone = await open(phone);
  await pair(guestPhone, server, 7);
  await guestPhone.getByRole('button', { name: '육개장 담기' }).click();
  await guestPhone.evaluate(() => scrollTo(0, 0));
  await save(guestPhone, 'guest-phone');

  await tablet.getByRole('button', { name: '주문하기', exact: true }).click();
  await tablet
    .getByRole('dialog')
    .getByRole('button', { name: /주문하기$/ })
    .click();
  await tablet.getByText(/^T\d+-\d+$/).waitFor();
  await save(tablet, 'guest-order-placed');

  const board = await open({ viewport: { width: 1440, height: 900 } });
  await signIn(board, server);
  await save(board, 'board');

  const kitchen = await open({ viewport: { width: 1920, height: 1080 } });
  await signIn(kitchen, server);
  await kitchen.getByRole('link', { name: '주방' }).first().click();
  await kitchen.getByRole('heading', { name: '전체 수량' }).waitFor();
  await save(kitchen, 'kitchen');

  const staffPhone = await open(phone);
  await signIn(staffPhone, server);
  await save(staffPhone, 'board-phone');
}

async function pair(page: Page, server: SobanServer, table: number): Promise<void> {
  await page.goto(`${server.url}/pair?store=${server.storeCode}&table=${table}`);
  await page.getByLabel('비밀번호').fill(server.password);
  await page.getByRole('button', { name: '연결하기' }).click();
  await page.getByRole('button', { name: '육개장 담기' }).waitFor();
}

async function addWithOptions(page: Page, dish: string, ...options: string[]): Promise<void> {
  await page.getByRole('link', { name: `${dish} 옵션 고르기` }).click();
  const sheet = page.getByRole('dialog', { name: dish });
  for (const option of options) await sheet.getByText(option, { exact: true }).click();
  await sheet.getByRole('button', { name: /담기$/ }).click();
  await sheet.waitFor({ state: 'hidden' });
}

async function signIn(page: Page, server: SobanServer): Promise<void> {
  await page.goto(`${server.url}/admin/`);
  await page.getByLabel('매장 코드').fill(server.storeCode);
  await page.getByLabel('사용자 이름').fill('owner');
  await page.getByLabel('비밀번호').fill(server.password);
  await page.getByRole('button', { name: '로그인' }).click();
  await page.getByText('실시간').waitFor();
}

/** Waits until pictures are there, motions over and passing words gone, and writes the smallest file that still looks good. */
async function save(page: Page, name: string): Promise<void> {
  // A pointer resting on a button would light it up.
  await page.mouse.move(0, 0);
  await page.waitForFunction(() => {
    const pictures = [...document.images].filter((image) => image.checkVisibility() && image.loading !== 'lazy');
    const moving = document.getAnimations().some((each) => each.effect?.getComputedTiming().iterations !== Infinity);
    const said = [...document.querySelectorAll('output[aria-live="polite"].fixed')].some(
      (each) => each.childElementCount > 0,
    );
    return pictures.every((image) => image.complete) && !moving && !said;
  });
  const png = await page.screenshot();
  for (const quality of [0.9, 0.8, 0.7, 0.6]) {
    const picture = await encode(page, png, quality);
    if (picture.length > largest) continue;
    await writeFile(join(folder, `${name}.webp`), picture);
    return;
  }
  throw new Error(`${name} does not fit into ${largest} bytes.`);
}

/** The browser knows WebP. */
async function encode(page: Page, png: Buffer, quality: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ([source, wanted]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      const webp = await canvas.convertToBlob({ type: 'image/webp', quality: wanted });
      const bytes = new Uint8Array(await webp.arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    [png.toString('base64'), quality] as const,
  );
  return Buffer.from(base64, 'base64');
}

const server = await SobanServer.launch();
const executablePath = installedChromium();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await mkdir(folder, { recursive: true });
  await liveThroughEvening(server);
  await takeAll(browser, server);
} finally {
  await browser.close();
  await server.dispose();
}
