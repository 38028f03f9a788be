import * as endpoints from '@soban/contract/endpoints';
import type { MenuItem } from '@soban/contract/menu';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf, requiredOptions } from '../harness/dishes.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { employ } from '../harness/second-store.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const guest = await pair(app.anyone, 1);
const owner = await signIn(app.anyone);
await employ(app, 'manager', 'manager-password');
await employ(app, 'staff', 'staff-password');
const manager = await signIn(app.anyone, { username: 'manager', password: 'manager-password' });
const waiter = await signIn(app.anyone, { username: 'staff', password: 'staff-password' });

await employ(app, 'kitchen', 'kitchen-password');
const cook = await signIn(app.anyone, { username: 'kitchen', password: 'kitchen-password' });

const dishes = async () => new Dishes(await guest.menu());
const find = async ({ id }: Pick<MenuItem, 'id'>) => {
  const item = (await dishes()).all.find((dish) => dish.id === id);
  if (!item) throw new Error('The dish is gone.');
  return item;
};

test('a price, a dish and an option change for the very next reader and the very next order', async () => {
  const dish = (await dishes()).choosy;
  const [group] = dish.optionGroups;
  const option = group?.options.at(-1);
  if (!option) throw new Error('The dish has no options.');
  const tagBefore = (await guest.client.call(endpoints.readMenu)).headers.get('etag');

  const options = [{ id: option.id, priceDelta: 700, soldOut: true }];
  const changed = await owner.changeItem(dish.id, { price: 12_345, options });
  expect(changed.price).toBe(12_345);
  expect(await find(dish)).toEqual(changed);
  expect(changed.optionGroups[0]?.options.at(-1)).toMatchObject({ priceDelta: 700, soldOut: true });
  expect((await guest.client.with({ 'if-none-match': String(tagBefore) }).call(endpoints.readMenu)).status).toBe(200);
  expect((await guest.order(orderOf(dish))).items[0]?.unitPrice).toBe(12_345);

  await owner.changeItem(dish.id, { soldOut: true });
  (await guest.place(orderOf(dish))).refused('sold_out');
  await owner.changeItem(dish.id, { soldOut: false, hidden: true });
  (await guest.place(orderOf(dish))).refused('validation_failed');
  await owner.changeItem(dish.id, { hidden: false, options: [{ id: option.id, soldOut: false }] });
  const withOption = [...requiredOptions(dish).slice(1), option.id];
  const order = await guest.order({ items: [{ menuItemId: dish.id, quantity: 1, optionIds: withOption }] });
  expect(order.items[0]?.options).toContainEqual({ name: option.name, group: group?.name, priceDelta: 700 });
});

test('every screen hears of it: the board and all tables', async () => {
  const other = await pair(app.anyone, 2);
  const streams = [
    await listen(owner.client, storeStream),
    await listen(guest.client, guest.streamPath),
    await listen(other.client, other.streamPath),
  ];
  const dish = (await dishes()).plain;
  await owner.changeItem(dish.id, { soldOut: true });
  const heard = await Promise.all(streams.map((stream) => stream.next('menu_updated')));
  for (const { data } of heard) expect(data.itemIds).toEqual([dish.id]);
  await owner.changeItem(dish.id, { soldOut: false });
  const [stream] = streams;
  const [first, second] = [heard[0]?.data.version, (await stream?.next('menu_updated', 1))?.data.version];
  expect(second).toBeGreaterThan(first ?? Number.POSITIVE_INFINITY);
});

test('what is not named stays as it is', async () => {
  const dish = (await dishes()).choosy;
  await owner.changeItem(dish.id, { soldOut: true });
  expect(await find(dish)).toEqual({ ...dish, soldOut: true });
  await owner.changeItem(dish.id, { soldOut: false });
  expect(await find(dish)).toEqual(dish);
});

test('everybody may mark sold out, those at the tables hide, manager and owner set prices', async () => {
  const dish = (await dishes()).withSoldOutOption;
  const option = dish.optionGroups.flatMap(({ options }) => options).find(({ soldOut }) => soldOut);
  if (!option) throw new Error('The dish has no such option.');
  await waiter.changeItem(dish.id, { soldOut: true, options: [{ id: option.id, soldOut: false }] });
  await waiter.changeItem(dish.id, { soldOut: false, hidden: true });
  await waiter.changeItem(dish.id, { hidden: false });
  (await waiter.tryToChangeItem(dish.id, { price: 1 })).refused('forbidden');
  const cheaper = { options: [{ id: option.id, priceDelta: -1 }] };
  (await waiter.tryToChangeItem(dish.id, cheaper)).refused('forbidden');
  await cook.changeItem(dish.id, { soldOut: true, options: [{ id: option.id, soldOut: true }] });
  await cook.changeItem(dish.id, { soldOut: false, options: [{ id: option.id, soldOut: false }] });
  (await cook.tryToChangeItem(dish.id, { hidden: true })).refused('forbidden');
  (await cook.tryToChangeItem(dish.id, { soldOut: true, price: 1 })).refused('forbidden');
  expect(
    (await manager.changeItem(dish.id, { price: dish.price + 100, options: [{ id: option.id, soldOut: true }] })).price,
  ).toBe(dish.price + 100);
  (await guest.client.call(endpoints.changeMenuItem, { params: { id: dish.id }, body: { soldOut: true } })).refused(
    'forbidden',
  );
  expect((await find(dish)).soldOut).toBe(false);
});

test('what is no id, because it is too long for one, names nothing', async () => {
  const tooLong = 'x'.repeat(64);
  const dish = (await dishes()).choosy;
  for (const change of [{ soldOut: true }, { price: 0, options: [{ id: tooLong, soldOut: true }] }]) {
    const id = 'options' in change ? dish.id : tooLong;
    (await owner.tryToChangeItem(id, change)).refused('not_found');
  }
});

test('a change that cannot be made in full is not made at all', async () => {
  const [dish, other] = [(await dishes()).choosy, (await dishes()).withSoldOutOption];
  const foreign = String(other.optionGroups.at(-1)?.options[0]?.id);
  const before = await find(dish);
  const change = { price: 1, options: [{ id: foreign, soldOut: true }] };
  (await owner.tryToChangeItem(dish.id, change)).refused('not_found');
  expect(await find(dish)).toEqual(before);
  expect((await guest.order(orderOf(dish))).items[0]?.unitPrice).toBe(before.price);
});

test.each([
  [{}, '/'],
  [{ price: -1 }, '/price'],
  [{ price: 10.5 }, '/price'],
  [{ price: 100_000_001 }, '/price'],
  [{ soldOut: 'perhaps' }, '/soldOut'],
  [{ options: [] }, '/options'],
  [{ name: 'Another' }, '/'],
])('%o is no change', async (change, path) => {
  const dish = (await dishes()).plain;
  const answer = await owner.client.callBadly(endpoints.changeMenuItem, { params: { id: dish.id }, body: change });
  expect(answer.faultsAt().some((fault) => fault.startsWith(path))).toBe(true);
  expect(await find(dish)).toEqual(dish);
});

test('readers at the moment of a change get the old menu or the new, never a mixture, and then only the new', async () => {
  const dish = (await dishes()).plain;
  let price = dish.price;
  for (let round = 1; round <= 20; round += 1) {
    const [before, next] = [price, price + 100];
    const reads = Array.from({ length: 10 }, () => find(dish));
    const change = owner.changeItem(dish.id, { price: next });
    for (const { price: seen } of await Promise.all(reads)) expect([before, next]).toContain(seen);
    await change;
    price = next;
    expect((await dishes()).all).toContainEqual({ ...dish, price });
  }
});
