import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../harness/cli.ts';
import { restaurantOfThisTest } from '../harness/restaurant.ts';

/** Paths of the folder that this process has open, as Linux knows them. */
function openIn(folder: string): string[] {
  const open = readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return [];
    }
  });
  return open.filter((path) => path.startsWith(folder));
}

test('a database that is closed has none of its files open, whatever it was used for', async () => {
  const restaurant = restaurantOfThisTest();
  for (const use of ['nothing', 'writing', 'reading', 'a snapshot'] as const) {
    const database = await restaurant.database.open();
    if (use === 'writing') await database.migrate();
    if (use === 'reading') await database.read.selectFrom('stores').select('id').execute();
    if (use === 'a snapshot') await database.snapshot((db) => db.selectFrom('stores').select('id').execute());
    await database.close();
    expect(openIn(restaurant.folder), use).toEqual([]);
  }
});

test('opened a second time in one process, it keeps the first’s hold on its files', async () => {
  const restaurant = restaurantOfThisTest();
  const first = await restaurant.database.open();
  await first.migrate();
  await (await restaurant.database.open()).close();
  // The last process to go takes the log away; this one is not the last.
  expect((await runCli(restaurant, 'migrate', 'status')).code).toBe(0);
  expect(existsSync(join(restaurant.folder, 'app.db-wal'))).toBe(true);
  expect((await first.read.selectFrom('stores').select('id').execute()).length).toBe(0);
  await first.close();
});
