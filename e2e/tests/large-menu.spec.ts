import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from '@playwright/test';
import { expect, test } from '../server-fixture.ts';

const dishCount = 500;
/** Several times what drawing a screenful takes beside other browsers: drawing all dishes at once takes seconds there. */
const longestPause = 500;

test('a menu of five hundred dishes scrolls smoothly', async ({ guestAt, ownServer }) => {
  await ownServer.stop();
  multiplyDishes(ownServer.databaseFile);
  await ownServer.start();
  const { page } = await guestAt({ server: ownServer, table: 1 });
  await expect(page.locator('#menu li')).toHaveCount(dishCount);

  // Another program may take the processor away for a moment; what the page itself costs shows every time.
  const pauses = [await pausesWhileScrolling(page), await pausesWhileScrolling(page)];
  const worst = Math.min(...pauses.map((each) => Math.max(0, ...each)));
  test.info().annotations.push({ type: 'longest pause while scrolling', description: `${Math.round(worst)} ms` });
  expect(worst).toBeLessThan(longestPause);
});

/** Copies the demo's dishes, as the chain's menu of another store would be: straight into the stopped server's database. */
function multiplyDishes(file: string): void {
  const database = new DatabaseSync(file);
  const dishes = database.prepare('SELECT * FROM menu_items').all();
  const columns = Object.keys(dishes[0] ?? {});
  const values = columns.map((column) => `:${column}`).join(', ');
  const insert = database.prepare(`INSERT INTO menu_items (${columns.join(', ')}) VALUES (${values})`);
  database.exec('BEGIN');
  for (let at = dishes.length; at < dishCount; at += 1) {
    const dish = dishes[at % dishes.length];
    if (dish) insert.run({ ...dish, id: randomUUID(), position: at });
  }
  database.exec('COMMIT');
  database.close();
}

/** Scrolls to the end and back as a finger flicks, and says how long the page could not answer in between. */
async function pausesWhileScrolling(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const pauses: number[] = [];
    Object.assign(globalThis, { pauses });
    new PerformanceObserver((list) => pauses.push(...list.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ['longtask'],
    });
  });
  const menu = page.locator('#menu');
  const below = () => menu.evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop);
  const above = () => menu.evaluate((element) => element.scrollTop);
  await menu.hover();
  await expect(() => flick(page, 1).then(async () => expect(await below()).toBeLessThan(1))).toPass();
  await expect(() => flick(page, -1).then(async () => expect(await above()).toBe(0))).toPass();
  return page.evaluate(() => (globalThis as typeof globalThis & { pauses: number[] }).pauses);
}

async function flick(page: Page, direction: 1 | -1): Promise<void> {
  for (let at = 0; at < 10; at += 1) await page.mouse.wheel(0, direction * 2500);
}
