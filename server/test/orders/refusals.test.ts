import * as endpoints from '@soban/contract/endpoints';
import { maxAmount, maxLines, maxNoteLength, maxQuantity } from '@soban/contract/vocabulary';
import { afterEach, describe, expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf, requiredOptions, wish } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const guest = await pair(app.anyone, 1);
const owner = await signIn(app.anyone);
const dishes = new Dishes(await guest.menu());
const { plain, choosy } = dishes;

afterEach(async () => {
  // Whatever was refused has left nothing: the table is as empty as before.
  expect(await guest.visit()).toMatchObject({ items: [], session: null });
});

describe('what is sold out is named', () => {
  test('a dish', async () => {
    const { soldOut } = dishes;
    const problem = (await guest.place({ items: [wish(plain), wish(soldOut)] })).refused('sold_out');
    expect(problem.items).toEqual([{ menuItemId: soldOut.id, name: soldOut.name }]);
    expect(problem.errors).toEqual([{ path: '/items/1/menuItemId', message: `${soldOut.name} is sold out.` }]);
  });

  test('an option', async () => {
    const dish = dishes.withSoldOutOption;
    const option = dish.optionGroups.flatMap(({ options }) => options).find((candidate) => candidate.soldOut);
    if (!option) throw new Error('No such option.');
    const optionIds = [...requiredOptions(dish), option.id];
    const problem = (await guest.place({ items: [wish(dish, 1, { optionIds })] })).refused('sold_out');
    expect(problem.items).toEqual([{ menuItemId: dish.id, name: dish.name, optionId: option.id }]);
  });

  test('everything at once', async () => {
    const all = dishes.all.filter(({ soldOut }) => soldOut);
    const problem = (await guest.place({ items: all.map((dish) => wish(dish)) })).refused('sold_out');
    expect(problem.items?.map(({ menuItemId }) => menuItemId)).toEqual(all.map(({ id }) => id));
  });
});

describe('options have to fit', () => {
  const required = choosy.optionGroups.find(({ min }) => min === 1);
  const free = choosy.optionGroups.find(({ min }) => min === 0);
  const send = (optionIds: string[]) => guest.place({ items: [wish(plain), wish(choosy, 1, { optionIds })] });

  test('a required group left open', async () => {
    const problem = (await send([])).refused('option_required');
    expect(problem.errors).toEqual([
      { path: '/items/1/optionIds', message: `${required?.name}: choose at least ${required?.min}.` },
    ]);
  });

  test('too many of a group', async () => {
    const ids = required?.options.slice(0, 2).map(({ id }) => id) ?? [];
    const problem = (await send(ids)).refused('validation_failed');
    expect(problem.errors?.[0]?.message).toContain(`at most ${required?.max}`);
  });

  test('an option twice, or of another dish', async () => {
    const [option] = free?.options ?? [];
    const ids = [...requiredOptions(choosy), option?.id ?? '', option?.id ?? ''];
    expect((await send(ids)).faultsAt()).toEqual(['/items/1/optionIds']);
    expect((await send([...requiredOptions(choosy), 'not-an-option'])).faultsAt()).toEqual(['/items/1/optionIds']);
    const foreign = dishes.withSoldOutOption.optionGroups.at(-1)?.options[0]?.id ?? '';
    expect((await send([...requiredOptions(choosy), foreign])).faultsAt()).toEqual(['/items/1/optionIds']);
  });
});

describe('a guest who saw another price is told the true one', () => {
  test.each([-1, 1, 1000])('%i off', async (off) => {
    const total = plain.price * 2;
    const problem = (await guest.place({ ...orderOf(plain, 2), expectedTotal: total + off })).refused('price_changed');
    expect(problem.total).toBe(total);
  });

  test('after a change of price', async () => {
    await owner.changeItem(plain.id, { price: plain.price + 500 });
    const stale = { ...orderOf(plain), expectedTotal: plain.price };
    expect((await guest.place(stale)).refused('price_changed').total).toBe(plain.price + 500);
    await owner.changeItem(plain.id, { price: plain.price });
  });
});

test('a dish that is unknown or hidden is not on the menu', async () => {
  expect((await guest.place({ items: [{ menuItemId: 'dodo', quantity: 1 }] })).faultsAt()).toEqual([
    '/items/0/menuItemId',
  ]);
});

test('what makes no sense comes before what is sold out, and that before what is missing', async () => {
  const unknown = { menuItemId: 'dodo', quantity: 1 };
  const open = wish(choosy, 1, { optionIds: [] });
  (await guest.place({ items: [open, wish(dishes.soldOut), unknown] })).refused('validation_failed');
  (await guest.place({ items: [open, wish(dishes.soldOut)] })).refused('sold_out');
});

describe('limits', () => {
  const line = wish(plain);
  test.each([
    ['no lines', { items: [] }, '/items'],
    ['too many lines', { items: Array.from({ length: maxLines + 1 }, () => line) }, '/items'],
    ['no quantity', { items: [{ menuItemId: plain.id }] }, '/items/0/quantity'],
    ['nothing of it', { items: [{ ...line, quantity: 0 }] }, '/items/0/quantity'],
    ['a number in words', { items: [{ ...line, quantity: '2' }] }, '/items/0/quantity'],
    ['half of it', { items: [{ ...line, quantity: 1.5 }] }, '/items/0/quantity'],
    ['less than nothing', { items: [{ ...line, quantity: -1 }] }, '/items/0/quantity'],
    ['too much of it', { items: [{ ...line, quantity: maxQuantity + 1 }] }, '/items/0/quantity'],
    ['a long note', { items: [line], note: 'x'.repeat(maxNoteLength + 1) }, '/note'],
    ['a long note on a line', { items: [{ ...line, note: 'x'.repeat(maxNoteLength + 1) }] }, '/items/0/note'],
    ['a price of the guest’s own', { items: [{ ...line, unitPrice: 1 }] }, '/items/0'],
    ['a total of the guest’s own', { items: [line], total: 1 }, '/'],
    ['an expected total in words', { items: [line], expectedTotal: 'much' }, '/expectedTotal'],
    ['an expected total with decimals', { items: [line], expectedTotal: 10.5 }, '/expectedTotal'],
  ])('%s', async (_, body, path) => {
    const answer = await guest.client.with({ 'idempotency-key': 'limits' }).callBadly(endpoints.placeOrder, { body });
    expect(answer.faultsAt().some((fault) => fault.startsWith(path))).toBe(true);
  });
});

test('more than one order may come to, with or without the total that the guest was shown', async () => {
  const dear = await owner.changeItem(plain.id, { price: 100_000_000 });
  const lines = (count: number) => Array.from({ length: count }, () => wish(dear, maxQuantity));
  for (const more of [{}, { expectedTotal: maxAmount }]) {
    const problem = (await guest.place({ items: lines(11), ...more })).refused('validation_failed');
    expect(problem.errors?.map(({ path }) => path)).toEqual(['/items']);
    expect(problem.errors?.[0]?.message).toContain(String(maxAmount));
  }
  const most = { items: [...lines(10), wish(dear, 10)] };
  expect((await guest.order(most)).total).toBe(maxAmount);
  await owner.endSession(guest.table.id);
  await owner.changeItem(plain.id, { price: plain.price });
});

describe('every order has a key', () => {
  const send = (headers: Record<string, string>) =>
    guest.client.with(headers).callBadly(endpoints.placeOrder, { body: orderOf(plain) });

  test('without one it is refused', async () => {
    expect((await send({})).faultsAt()).toEqual(['idempotency-key']);
  });

  test.each(['', 'x'.repeat(129), 'two words', 'tab\tbed'])('"%s" is none', async (key) => {
    const faults = (await send({ 'idempotency-key': key })).faultsAt();
    expect(new Set(faults)).toEqual(new Set(['idempotency-key']));
  });
});

test('only who is signed in orders, and only tables have orders of their own', async () => {
  const order = { headers: { 'idempotency-key': 'one' }, body: orderOf(plain) };
  (await app.anyone.call(endpoints.placeOrder, order)).refused('unauthenticated');
  (await owner.client.call(endpoints.listOrders)).refused('forbidden');
});
