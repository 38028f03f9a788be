import { expect, test } from 'vitest';
import { bumpVersion } from '../../src/features/store/store-rows.ts';
import { appOfThisTest } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';

test('a time zone that another instance has changed counts for the very next order', async () => {
  const app = await appOfThisTest();
  const guests = await Promise.all([1, 2, 3].map((table) => pair(app.anyone, table)));
  const [guest] = guests;
  const dish = new Dishes((await guest?.menu()) ?? { categories: [] }).plain;
  /** As it is done elsewhere: this instance is told nothing. */
  const moveTo = (zone: string) =>
    app.database.transaction(async (tx) => {
      const { id } = await tx.selectFrom('stores').select('id').executeTakeFirstOrThrow();
      await tx.updateTable('stores').set({ time_zone: zone }).where('id', '=', id).execute();
      await bumpVersion(tx, id);
    });
  const numbers = () => Promise.all(guests.map(async (each) => (await each.order(orderOf(dish))).number));

  // 25 hours apart: never the same date.
  await moveTo('Pacific/Pago_Pago');
  const first = await numbers();
  expect(await numbers()).not.toEqual(first);
  await moveTo('Pacific/Kiritimati');
  expect(await numbers()).toEqual(first);
  // Back again: a table's numbers never return to an earlier day.
  await moveTo('Pacific/Pago_Pago');
  expect(await numbers()).not.toEqual(first);
});
