import * as example from '@soban/contract/example-restaurant';
import type { MenuItem } from '@soban/contract/menu';
import { cartTotal } from '@soban/contract/pricing';
import { maxLines, maxQuantity } from '@soban/contract/vocabulary';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acceptPrice,
  addLine,
  type CartLine,
  changeNote,
  changeQuantity,
  newLine,
  orderBody,
  reviewCart,
  takeOrdered,
} from './cart-lines.ts';

const stew: MenuItem = {
  ...example.bibimbap,
  id: 'stew',
  name: '김치찌개',
  price: 9000,
  optionGroups: [
    {
      id: 'size',
      name: '크기',
      min: 1,
      max: 1,
      options: [
        { id: 'small', name: '보통', priceDelta: 0, soldOut: false },
        { id: 'large', name: '곱빼기', priceDelta: 2000, soldOut: false },
      ],
    },
    {
      id: 'extras',
      name: '추가',
      min: 0,
      max: 3,
      options: [
        { id: 'egg', name: '달걀', priceDelta: 500, soldOut: false },
        { id: 'rice', name: '밥', priceDelta: 1000, soldOut: false },
        { id: 'cheese', name: '치즈', priceDelta: 1500, soldOut: false },
      ],
    },
  ],
};
const tea: MenuItem = { ...stew, id: 'tea', name: '보리차', price: 2000, optionGroups: [] };
const menu = new Map([stew, tea].map((item) => [item.id, item]));

const choice = fc.record({
  item: fc.constantFrom(stew, tea),
  optionIds: fc.shuffledSubarray(['large', 'egg', 'rice', 'cheese']),
  quantity: fc.integer({ min: 1, max: 3 }),
});

function filled(choices: readonly { item: MenuItem; optionIds: readonly string[]; quantity: number }[]) {
  return choices.reduce<readonly CartLine[]>(
    (lines, { item, optionIds, quantity }) => addLine(lines, newLine(item, optionIds, quantity)),
    [],
  );
}

describe('adding to the cart', () => {
  it('merges the same dish with the same options, in whatever order they were tapped', () => {
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 20 }), (choices) => {
        const lines = filled(choices);
        const kinds = new Set(choices.map(({ item, optionIds }) => `${item.id} ${optionIds.toSorted().join()}`));
        expect(lines).toHaveLength(kinds.size);
        expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
      }),
    );
  });

  it('totals what the contract would total for the taps one by one', () => {
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 20 }), (choices) => {
        const anyOptions = new Map([...menu].map(([id, item]) => [id, loose(item)]));
        const expected = cartTotal(choices.map((tap) => ({ ...tap, item: loose(tap.item) })));
        const cart = reviewCart(filled(choices.map((tap) => ({ ...tap, item: loose(tap.item) }))), anyOptions);
        const untroubled = cart.lines.every(({ trouble }) => trouble === undefined);
        if (untroubled) expect(cart.total).toBe(expected);
        expect(cart.quantity).toBe(choices.reduce((sum, { quantity }) => sum + quantity, 0));
      }),
    );
  });

  it('holds no more lines and no larger quantities than an order may have', () => {
    const dishes = Array.from({ length: maxLines + 5 }, (_, at) => ({ ...tea, id: `tea-${at}` }));
    const lines = filled(dishes.map((item) => ({ item, optionIds: [], quantity: 1 })));
    expect(lines).toHaveLength(maxLines);
    const more = addLine(lines, newLine({ ...tea, id: 'tea-0' }, [], maxQuantity));
    expect(more[0]?.quantity).toBe(maxQuantity);
  });
});

/** Without its required group, so that any subset of options is orderable. */
function loose(item: MenuItem): MenuItem {
  return { ...item, optionGroups: item.optionGroups.map((group) => ({ ...group, min: 0, max: 9 })) };
}

describe('a cart held against a changed menu', () => {
  const lines = filled([
    { item: stew, optionIds: ['large', 'egg'], quantity: 2 },
    { item: tea, optionIds: [], quantity: 1 },
  ]);

  function troubleOf(changed: MenuItem) {
    return reviewCart(lines, new Map([...menu, [changed.id, changed]])).lines.find(
      ({ item }) => item?.id === changed.id,
    )?.trouble;
  }

  it('is fine when nothing changed', () => {
    const cart = reviewCart(lines, menu);
    expect(cart).toMatchObject({ total: 25_000, quantity: 3, troubled: false });
  });

  it('marks a sold-out dish and leaves it out of the total', () => {
    expect(troubleOf({ ...stew, soldOut: true })).toEqual({ kind: 'item_sold_out' });
    expect(reviewCart(lines, new Map([...menu, ['stew', { ...stew, soldOut: true }]])).total).toBe(2000);
  });

  it('marks a changed price until the guest accepts it', () => {
    const dearer = new Map([...menu, ['stew', { ...stew, price: 9500 }]]);
    const cart = reviewCart(lines, dearer);
    expect(cart.lines[0]?.trouble).toEqual({ kind: 'price_changed', before: 11_500, after: 12_000 });
    expect(cart.total).toBe(26_000);
    const key = lines[0]?.key ?? '';
    expect(reviewCart(acceptPrice(lines, key, 12_000), dearer).troubled).toBe(false);
  });

  it('marks options that sold out or no longer exist, and dishes that left the menu', () => {
    const eggless = stew.optionGroups.map((group) => ({
      ...group,
      options: group.options.map((option) => ({ ...option, soldOut: option.id === 'egg' })),
    }));
    expect(troubleOf({ ...stew, optionGroups: eggless })).toEqual({ kind: 'option_sold_out', name: '달걀' });
    expect(troubleOf({ ...stew, optionGroups: [] })).toEqual({ kind: 'options_changed' });
    expect(reviewCart(lines, new Map([['tea', tea]])).lines[0]?.trouble).toEqual({ kind: 'gone' });
  });

  it('marks what is paused, until it is no more, and leaves it out of the total', () => {
    const paused = reviewCart(lines, menu, { paused: new Map([['stew', 5000]]) });
    expect(paused.lines.map(({ trouble }) => trouble)).toEqual([{ kind: 'paused', until: 5000 }, undefined]);
    expect(paused).toMatchObject({ total: 2000, troubled: true });
    expect(reviewCart(lines, menu, { paused: new Map() })).toMatchObject({ total: 25_000, troubled: false });
  });

  it('marks the first line of a dish that there are too few or too many of, and how far each line may go', () => {
    const large = { item: stew, optionIds: ['large'], quantity: 1 };
    const two = filled([large, { item: stew, optionIds: ['small'], quantity: 1 }]);
    const held = (rule: Partial<MenuItem>) =>
      reviewCart(two, new Map([...menu, ['stew', { ...stew, ...rule }]])).lines.map(({ trouble, limits }) => ({
        trouble,
        limits,
      }));
    const free = { min: 1, max: maxQuantity };
    expect(held({})).toEqual([{ limits: free }, { limits: free }]);
    const short = { kind: 'too_few', min: 4, missing: 2 };
    expect(held({ minQuantity: 4 })).toEqual([
      { trouble: short, limits: { ...free, min: 3 } },
      { limits: { ...free, min: 3 } },
    ]);
    const over = { kind: 'too_many', max: 1, over: 1 };
    expect(held({ maxQuantity: 1 })).toEqual([
      { trouble: over, limits: { min: 1, max: 0 } },
      { limits: { min: 1, max: 0 } },
    ]);
    // It counts all the same: another number is soon set.
    const cart = reviewCart(two, new Map([['stew', { ...stew, minQuantity: 4 }]]));
    expect(cart).toMatchObject({ total: 20_000, troubled: true });
  });

  it('says how many a party’s first order lacks of what each person takes', () => {
    const perHead = new Map([
      ['stew', { ...stew, perHead: true }],
      ['tea', tea],
    ]);
    expect(reviewCart(lines, perHead, { people: 3 })).toMatchObject({ troubled: false, missingPerHead: 1 });
    expect(reviewCart(lines, perHead, { people: 2 }).missingPerHead).toBe(0);
    expect(reviewCart(lines, perHead).missingPerHead).toBe(0);
    expect(reviewCart(lines, perHead, { people: 3, paused: new Map([['stew', null]]) }).missingPerHead).toBe(0);
  });

  it('keeps the figures as they were seen while there is no menu yet', () => {
    expect(reviewCart(lines, undefined)).toMatchObject({ total: 25_000, troubled: false });
  });

  it('asks the server for exactly what it shows', () => {
    expect(orderBody(reviewCart(lines, menu), ' 덜 맵게 ')).toEqual({
      items: [
        { menuItemId: 'stew', quantity: 2, optionIds: ['egg', 'large'] },
        { menuItemId: 'tea', quantity: 1, optionIds: [] },
      ],
      note: '덜 맵게',
      expectedTotal: 25_000,
    });
  });
});

describe('a note to the kitchen', () => {
  it('makes another line of the same choice, and goes out with it', () => {
    const plain = newLine(tea, [], 1);
    const lines = [
      plain,
      newLine(tea, [], 2, '얼음 빼고'),
      newLine(tea, [], 1),
      newLine(tea, [], 1, '얼음 빼고'),
    ].reduce(addLine, [] as readonly CartLine[]);
    expect(lines.map(({ quantity, note }) => [quantity, note ?? ''])).toEqual([
      [2, ''],
      [3, '얼음 빼고'],
    ]);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(2);
    const { items } = orderBody(reviewCart(changeNote(lines, plain.key, ' 따뜻하게 '), menu), '');
    expect(items.map(({ note }) => note)).toEqual(['따뜻하게', '얼음 빼고']);
  });
});

describe('after the order', () => {
  it('takes out what was ordered and keeps what was added meanwhile', () => {
    const lines = filled([
      { item: stew, optionIds: ['small'], quantity: 2 },
      { item: tea, optionIds: [], quantity: 1 },
    ]);
    const later = changeQuantity(lines, lines[0]?.key ?? '', 3);
    expect(takeOrdered(later, lines)).toMatchObject([{ menuItemId: 'stew', quantity: 1 }]);
    expect(takeOrdered(lines, lines)).toEqual([]);
  });
});
