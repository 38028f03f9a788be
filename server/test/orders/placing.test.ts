import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, requiredOptions, wish } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const dishes = new Dishes(await (await pair(app.anyone, 12)).menu());

test('an order is answered in full: its lines are snapshots at the server’s prices', async () => {
  const guest = await pair(app.anyone, 1);
  const dish = dishes.choosy;
  const topping = dish.optionGroups.find((group) => group.min === 0)?.options.find((option) => option.priceDelta > 0);
  if (!topping) throw new Error('The dish has no priced topping.');

  const order = await guest.order({
    // The topping first: the order of taps is not the menu's order.
    items: [
      { menuItemId: dish.id, quantity: 3, optionIds: [topping.id, ...requiredOptions(dish)], note: 'less salt' },
      wish(dishes.plain, 2),
    ],
    note: 'one plate',
  });

  const chosen = [...requiredOptions(dish), topping.id];
  const options = dish.optionGroups.flatMap(({ name: group, options: all }) =>
    all.filter(({ id }) => chosen.includes(id)).map(({ name, priceDelta }) => ({ name, group, priceDelta })),
  );
  const untouched = { status: 'pending', servedAt: null, cancelReason: null, voidOf: null };
  const portion = options.reduce((sum, { priceDelta }) => sum + priceDelta, dish.price);
  expect(order.items).toEqual([
    {
      ...untouched,
      id: order.items[0]?.id,
      menuItemId: dish.id,
      name: dish.name,
      unitPrice: dish.price,
      quantity: 3,
      options,
      lineTotal: portion * 3,
      note: 'less salt',
    },
    {
      ...untouched,
      id: order.items[1]?.id,
      menuItemId: dishes.plain.id,
      name: dishes.plain.name,
      unitPrice: dishes.plain.price,
      quantity: 2,
      options: [],
      lineTotal: dishes.plain.price * 2,
      note: null,
    },
  ]);
  expect(new Set(order.items.map(({ id }) => id)).size).toBe(2);
  expect(order).toMatchObject({
    status: 'pending',
    total: portion * 3 + dishes.plain.price * 2,
    note: 'one plate',
    tableId: guest.table.id,
    tableNumber: 1,
    cancelReason: null,
  });
  expect(order.createdAt).toMatch(/Z$/);
  const stored = await owner.readOrder(order.id);
  expect(stored).toEqual(order);
});
