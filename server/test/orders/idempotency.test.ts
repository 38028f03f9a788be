import { randomUUID } from 'node:crypto';
import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf, wish } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const dishes = new Dishes(await (await pair(app.anyone, 12)).menu());
const [dish, otherDish] = dishes.plains(2);
if (!dish || !otherDish) throw new Error('The menu is too small.');
const order = { ...orderOf(dish, 2), note: 'quickly' };

test('fifty posts of one key at the same time are one order, and all are told so', async () => {
  const guest = await pair(app.anyone, 1);
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 50 }, () => guest.place(order, key)));
  const [first, ...others] = answers.map((answer) => answer.ok());
  for (const other of others) expect(other).toEqual(first);
  const visit = await guest.visit();
  expect(visit.items).toEqual([first]);
  expect(visit.session).toMatchObject({ total: first?.total, orderCount: 1 });
});

test('the same body means the same order, however it is written', async () => {
  const guest = await pair(app.anyone, 2);
  const key = randomUUID();
  const first = await guest.order({ items: [{ menuItemId: dish.id, quantity: 2 }], note: 'x' }, key);
  const rewritten = `{ "note": "x",\n "items": [ { "quantity": 2, "note": null, "optionIds": [], "menuItemId": "${dish.id}" } ] }`;
  const again = await guest.client
    .with({ 'idempotency-key': key })
    .callBadly(endpoints.placeOrder, { body: rewritten });
  expect(again.ok()).toEqual(first);
});

test('another body under the same key is refused, and changes nothing', async () => {
  const guest = await pair(app.anyone, 3);
  const key = randomUUID();
  const first = await guest.order(order, key);
  const others = [
    orderOf(dish, 2),
    { ...order, note: 'slowly' },
    { ...orderOf(dish, 3), note: 'quickly' },
    { ...orderOf(otherDish, 2), note: 'quickly' },
    { ...order, expectedTotal: first.total },
    { items: [wish(dish, 1), wish(dish, 1)], note: 'quickly' },
  ];
  for (const other of others) (await guest.place(other, key)).refused('idempotency_conflict');
  expect((await guest.visit()).items).toEqual([first]);
});

test('a retry gets the first answer, whatever has become of the order since', async () => {
  const guest = await pair(app.anyone, 4);
  const key = randomUUID();
  const first = await guest.order(order, key);
  const retry = async () => expect(await guest.order(order, key)).toEqual(first);
  await owner.move(first.id, 'preparing');
  await retry();
  await owner.changeItem(dish.id, { price: dish.price + 1000, soldOut: true });
  await retry();
  await owner.changeItem(dish.id, { price: dish.price, soldOut: false });
  (await owner.cancel(first.id)).ok();
  await retry();
  await owner.endSession(guest.table.id);
  await retry();
  expect((await guest.visit()).session).toBeNull();
});

test('a refused order has not used its key up: the corrected one may take it', async () => {
  const guest = await pair(app.anyone, 5);
  const key = randomUUID();
  const { total } = (await guest.place({ ...order, expectedTotal: 1 }, key)).refused('price_changed');
  (await guest.place({ items: [wish(dishes.soldOut)] }, key)).refused('sold_out');
  const placed = await guest.order({ ...order, expectedTotal: total ?? 0 }, key);
  expect(placed.number).toBe('T05-001');
});

test('keys are each table’s own', async () => {
  const [one, two] = [await pair(app.anyone, 6), await pair(app.anyone, 7)];
  const key = randomUUID();
  const [first, second] = [await one.order(order, key), await two.order(orderOf(otherDish), key)];
  expect(first.id).not.toBe(second.id);
});

test('another device at the same table retries under the same key', async () => {
  const [tablet, phone] = [await pair(app.anyone, 8), await pair(app.anyone, 8)];
  const key = randomUUID();
  expect(await phone.order(order, key)).toEqual(await tablet.order(order, key));
});
