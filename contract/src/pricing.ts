import type { MenuItem, Option } from './menu.ts';
import { maxAmount, type OrderStatus } from './vocabulary.ts';

/** What a guest chose: one line of a cart, before the server has priced it. */
export interface Choice {
  item: MenuItem;
  quantity: number;
  optionIds: readonly string[];
}

/** Why a choice cannot be ordered as it stands. */
export type ChoiceProblem =
  | { kind: 'item_sold_out' }
  | { kind: 'option_sold_out'; optionId: string; name: string }
  | { kind: 'unknown_option'; optionId: string }
  | { kind: 'repeated_option'; optionId: string }
  | { kind: 'too_few'; groupId: string; name: string; min: number }
  | { kind: 'too_many'; groupId: string; name: string; max: number };

/** An option with its group's name. */
export type ChosenOption = Option & { group: string };

/** The chosen options in the menu's order, whatever order they were tapped in; ids the item does not have are left out. */
export function chosenOptions(item: MenuItem, optionIds: readonly string[]): ChosenOption[] {
  if (optionIds.length === 0) return [];
  return item.optionGroups.flatMap(({ name: group, options }) =>
    options.flatMap((option) => (optionIds.includes(option.id) ? { ...option, group } : [])),
  );
}

/** Everything that keeps a choice from being ordered; empty when it is fine. */
export function choiceProblems(item: MenuItem, optionIds: readonly string[]): ChoiceProblem[] {
  const problems: ChoiceProblem[] = item.soldOut ? [{ kind: 'item_sold_out' }] : [];
  const unknown = new Set(optionIds);
  if (unknown.size < optionIds.length) {
    const repeated = optionIds.filter((id, at) => optionIds.indexOf(id) !== at);
    problems.push(...repeated.map((optionId) => ({ kind: 'repeated_option', optionId }) as const));
  }
  for (const group of item.optionGroups) {
    const chosen = group.options.filter((option) => unknown.delete(option.id));
    for (const option of chosen) {
      if (option.soldOut)
        problems.push({
          kind: 'option_sold_out',
          optionId: option.id,
          name: option.name,
        });
    }
    const { id: groupId, name, min, max } = group;
    if (chosen.length < min) problems.push({ kind: 'too_few', groupId, name, min });
    if (chosen.length > max) problems.push({ kind: 'too_many', groupId, name, max });
  }
  for (const optionId of unknown) problems.push({ kind: 'unknown_option', optionId });
  return problems;
}

/** A dish that an order has too few or too many of, all its lines together. */
export type QuantityProblem = { item: MenuItem; quantity: number } & (
  | { kind: 'too_few_of'; min: number }
  | { kind: 'too_many_of'; max: number }
);

/** Every dish whose number the menu does not allow; empty when all are fine. */
export function quantityProblems(choices: readonly Pick<Choice, 'item' | 'quantity'>[]): QuantityProblem[] {
  const counts = new Map<string, { item: MenuItem; quantity: number }>();
  for (const { item, quantity } of choices) {
    const { minQuantity: min, maxQuantity: max } = item;
    if (min > 1 || max !== null) {
      counts.set(item.id, { item, quantity: (counts.get(item.id)?.quantity ?? 0) + quantity });
    }
  }
  return [...counts.values()].flatMap(({ item, quantity }): QuantityProblem[] => {
    const { minQuantity: min, maxQuantity: max } = item;
    if (quantity < min) return [{ kind: 'too_few_of', item, quantity, min }];
    return max !== null && quantity > max ? [{ kind: 'too_many_of', item, quantity, max }] : [];
  });
}

/**
 * How many of the dishes marked per head are missing in the first order of a party of so many; none where nobody knows how many
 * they are, or where none of those dishes can be had.
 */
export function missingPerHead(
  choices: readonly Pick<Choice, 'item' | 'quantity'>[],
  people: number | null,
  toBeHad: Iterable<Pick<MenuItem, 'perHead'>>,
): number {
  if (people === null || ![...toBeHad].some(({ perHead }) => perHead)) return 0;
  const had = choices.reduce((sum, { item, quantity }) => sum + (item.perHead ? quantity : 0), 0);
  return Math.max(0, people - had);
}

/** One portion with its options, in minor units; discounts by options never go below zero. */
export function portionPrice(item: Pick<MenuItem, 'price'>, options: readonly Pick<Option, 'priceDelta'>[]): number {
  return Math.max(
    0,
    options.reduce((sum, option) => sum + option.priceDelta, item.price),
  );
}

/** One line's total in minor units. */
export function lineTotal(choice: Choice): number {
  return portionPrice(choice.item, chosenOptions(choice.item, choice.optionIds)) * choice.quantity;
}

/** What lines of an order come to, in minor units: void ones do not count. */
export function orderTotal(lines: readonly { status: OrderStatus; lineTotal: number }[]): number {
  return lines.reduce((sum, line) => (line.status === 'canceled' ? sum : sum + line.lineTotal), 0);
}

/** A cart's total in minor units: the figure that goes out as `expectedTotal` and that the server computes again. */
export function cartTotal(choices: readonly Choice[]): number {
  return choices.reduce((sum, choice) => sum + lineTotal(choice), 0);
}

/** Whether a cart of this total is more than one order may come to; it has to be ordered in parts. */
export function isTooMuch(total: number): boolean {
  return total > maxAmount;
}
