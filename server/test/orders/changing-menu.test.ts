import type { Order } from '@soban/contract/orders';
import { expect, test } from 'vitest';
import { appOfThisTest } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { expectSound } from '../harness/soundness.ts';
import { signIn } from '../harness/staff.ts';

const rounds = 15;

test('while the price changes under many tables, each order costs what the dish cost at its place among the events', async () => {
  const app = await appOfThisTest();
  const guests = await Promise.all(Array.from({ length: 8 }, (_, at) => pair(app.anyone, at + 1)));
  const owner = await signIn(app.anyone);
  const [guest] = guests;
  const dish = new Dishes((await guest?.menu()) ?? { categories: [] }).plain;
  const board = await listen(owner.client, storeStream);

  // Each change carries its own price, so that the change an order was priced by can be told.
  const prices: number[] = [dish.price];
  const change = async () => {
    for (let round = 1; round <= rounds; round += 1) {
      prices.push(dish.price + round * 100);
      await owner.changeItem(dish.id, { price: dish.price + round * 100 });
    }
  };
  const changed = change();
  const placed: Order[] = [];
  const order = async (of: (typeof guests)[number]) => {
    while (prices.length <= rounds) placed.push(await of.order(orderOf(dish)));
  };
  await Promise.all([changed, ...guests.map(order)]);
  placed.push(...(await Promise.all(guests.map((each) => each.order(orderOf(dish))))));

  await board.untilEvent(placed.length + rounds);
  let changes = 0;
  for (const { type, data } of board.heard) {
    if (type === 'menu_updated') changes += 1;
    if (type === 'order_created') expect(data.items[0]?.unitPrice).toBe(prices[changes]);
  }
  expect(changes).toBe(rounds);
  await expectSound(app.database, placed);
});
