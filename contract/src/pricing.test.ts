import fc from 'fast-check';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { MinorUnits } from './amounts.ts';
import { bibimbap } from './example-restaurant.ts';
import type { MenuItem, OptionGroup } from './menu.ts';
import {
  cartTotal,
  choiceProblems,
  chosenOptions,
  isTooMuch,
  lineTotal,
  missingPerHead,
  portionPrice,
  quantityProblems,
} from './pricing.ts';

const group = (at: number): fc.Arbitrary<OptionGroup> =>
  fc
    .array(fc.record({ priceDelta: fc.integer({ min: -20_000, max: 20_000 }), soldOut: fc.boolean() }), {
      minLength: 1,
      maxLength: 5,
    })
    .chain((options) =>
      fc.record({
        id: fc.constant(`group-${at}`),
        name: fc.constant(`Group ${at}`),
        min: fc.integer({ min: 0, max: options.length }),
        max: fc.integer({ min: 1, max: options.length }),
        options: fc.constant(
          options.map((option, n) => ({ ...option, id: `option-${at}-${n}`, name: `Option ${at}-${n}` })),
        ),
      }),
    );

const dish: fc.Arbitrary<MenuItem> = fc.integer({ min: 0, max: 4 }).chain((groups) =>
  fc.record({
    id: fc.constant('dish'),
    name: fc.constant('Dish'),
    description: fc.constant(''),
    price: fc.integer({ min: 0, max: 100_000 }),
    imageUrl: fc.constant(null),
    soldOut: fc.boolean(),
    hidden: fc.boolean(),
    minQuantity: fc.integer({ min: 1, max: 5 }),
    maxQuantity: fc.option(fc.integer({ min: 5, max: 9 }), { nil: null }),
    perHead: fc.boolean(),
    optionGroups: fc.tuple(...Array.from({ length: groups }, (_, at) => group(at))),
  }),
);

/** A dish with some taps on its options, among them now and then one that it does not have or that was tapped before. */
const tapped = dish.chain((item) => {
  const ids = [...item.optionGroups.flatMap((g) => g.options.map((o) => o.id)), 'option-of-another-dish'];
  return fc.record({
    item: fc.constant(item),
    optionIds: fc.array(fc.constantFrom(...ids), { maxLength: 8 }),
    quantity: fc.integer({ min: 1, max: 99 }),
  });
});

/** The same rules written another way: tap by tap, with a count for each group. */
function oracle(item: MenuItem, taps: readonly string[]) {
  const found = new Set<string>();
  if (item.soldOut) found.add('item_sold_out');
  const counts = new Map(item.optionGroups.map((g) => [g.id, 0]));
  const seen = new Set<string>();
  let price = item.price;
  for (const tap of taps) {
    if (seen.has(tap)) {
      found.add(`repeated_option ${tap}`);
      continue;
    }
    seen.add(tap);
    const owner = item.optionGroups.find((g) => g.options.some((o) => o.id === tap));
    const option = owner?.options.find((o) => o.id === tap);
    if (!owner || !option) {
      found.add(`unknown_option ${tap}`);
      continue;
    }
    counts.set(owner.id, (counts.get(owner.id) ?? 0) + 1);
    price += option.priceDelta;
    if (option.soldOut) found.add(`option_sold_out ${tap}`);
  }
  for (const g of item.optionGroups) {
    const count = counts.get(g.id) ?? 0;
    if (count < g.min) found.add(`too_few ${g.id}`);
    if (count > g.max) found.add(`too_many ${g.id}`);
  }
  return { found, portion: price < 0 ? 0 : price };
}

function named(problem: ReturnType<typeof choiceProblems>[number]): string {
  if ('optionId' in problem) return `${problem.kind} ${problem.optionId}`;
  return 'groupId' in problem ? `${problem.kind} ${problem.groupId}` : problem.kind;
}

test('finds exactly the problems that an independent reading of the rules finds', () => {
  fc.assert(
    fc.property(tapped, ({ item, optionIds }) => {
      expect(new Set(choiceProblems(item, optionIds).map(named))).toEqual(oracle(item, optionIds).found);
    }),
    { numRuns: 1000 },
  );
});

test('prices a line as the sum of dish and options, never below zero, times the quantity', () => {
  fc.assert(
    fc.property(tapped, (choice) => {
      const { portion } = oracle(choice.item, choice.optionIds);
      expect(lineTotal(choice)).toBe(portion * choice.quantity);
      expect(portionPrice(choice.item, chosenOptions(choice.item, choice.optionIds))).toBe(portion);
    }),
    { numRuns: 1000 },
  );
});

test('the order of taps changes neither the options nor the price', () => {
  fc.assert(
    fc.property(
      tapped.chain((choice) => fc.tuple(fc.constant(choice), fc.shuffledSubarray(choice.optionIds))),
      ([{ item, optionIds }, shuffled]) => {
        const sameTaps = [...shuffled, ...optionIds.filter((id) => !shuffled.includes(id))];
        expect(chosenOptions(item, sameTaps)).toEqual(chosenOptions(item, optionIds));
      },
    ),
  );
});

test('a cart costs what its lines cost, in exact integers up to the largest order there can be', () => {
  fc.assert(
    fc.property(fc.array(tapped, { maxLength: 50 }), (choices) => {
      const sum = choices.map((choice) => oracle(choice.item, choice.optionIds).portion * choice.quantity);
      expect(cartTotal(choices)).toBe(sum.reduce((a, b) => a + b, 0));
      expect(Number.isSafeInteger(cartTotal(choices))).toBe(true);
    }),
  );
  const dearest = Array.from({ length: 50 }, () => ({ priceDelta: 100_000_000 }));
  expect(Number.isSafeInteger(portionPrice({ price: 100_000_000 }, dearest) * 99 * 50)).toBe(true);
});

test('what is not too much for one order is an amount that the contract knows', () => {
  for (const total of [0, 99_999_999_999, 100_000_000_000]) {
    expect(isTooMuch(total)).toBe(false);
    expect(Value.Check(MinorUnits, total)).toBe(true);
  }
  expect(isTooMuch(100_000_000_001)).toBe(true);
  expect(Value.Check(MinorUnits, 100_000_000_001)).toBe(false);
});

test('of each dish so many as its rule says, all its lines together, in whatever order', () => {
  const rule = fc.record({
    minQuantity: fc.integer({ min: 1, max: 4 }),
    maxQuantity: fc.option(fc.integer({ min: 4, max: 8 }), { nil: null }),
  });
  const taken = fc.array(fc.record({ dish: fc.nat({ max: 2 }), quantity: fc.integer({ min: 1, max: 5 }) }), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(fc.tuple(rule, rule, rule), taken, (rules, lines) => {
      const dishes = rules.map((each, at) => ({ ...bibimbap, id: `dish-${at}`, ...each }));
      const choices = lines.flatMap(({ dish: at, quantity }) => {
        const item = dishes[at];
        return item ? [{ item, quantity }] : [];
      });
      // Counted the other way round: dish by dish.
      const wrong = dishes.filter((item) => {
        const quantity = choices.reduce((sum, each) => sum + (each.item === item ? each.quantity : 0), 0);
        return quantity > 0 && (quantity < item.minQuantity || quantity > (item.maxQuantity ?? quantity));
      });
      const found = (of: typeof choices) =>
        quantityProblems(of)
          .map(({ item }) => item.id)
          .toSorted();
      expect(found(choices)).toEqual(wrong.map(({ id }) => id));
      expect(found(choices.toReversed())).toEqual(found(choices));
    }),
  );
});

test('one per head, where it is known how many they are and something can be had', () => {
  const meal = { ...bibimbap, perHead: true };
  const drink = { ...bibimbap, id: 'drink', perHead: false };
  const order = [
    { item: meal, quantity: 2 },
    { item: drink, quantity: 3 },
  ];
  expect(missingPerHead(order, 4, [meal, drink])).toBe(2);
  expect(missingPerHead(order, 2, [meal])).toBe(0);
  expect(missingPerHead(order, 1, [meal])).toBe(0);
  expect(missingPerHead([], 3, [meal])).toBe(3);
  expect(missingPerHead(order, null, [meal])).toBe(0);
  expect(missingPerHead([], 4, [drink])).toBe(0);
});
