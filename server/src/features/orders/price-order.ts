import type { MenuItem } from '@soban/contract/menu';
import type { OrderLine, PlaceOrder } from '@soban/contract/orders';
import {
  type ChoiceProblem,
  choiceProblems,
  chosenOptions,
  isTooMuch,
  lineTotal,
  type QuantityProblem,
  quantityProblems,
} from '@soban/contract/pricing';
import type { FieldError, SoldOut } from '@soban/contract/problem';
import { maxAmount } from '@soban/contract/vocabulary';
import { newId } from '../../ids.ts';
import { Refusal } from '../../refusal.ts';

interface PricedOrder {
  items: OrderLine[];
  total: number;
}

/** The order's lines and total at the server's prices; throws what keeps it from being ordered, everything at once. */
export function priceOrder(items: ReadonlyMap<string, MenuItem>, body: PlaceOrder): PricedOrder {
  const faults = new Faults();
  for (const problem of quantityProblems(choicesOf(items, body))) faults.addQuantity(problem, body);
  const lines = body.items.map((wish, at): OrderLine | undefined => {
    const item = items.get(wish.menuItemId);
    if (!item || item.hidden) {
      faults.add('validation_failed', `/items/${at}/menuItemId`, 'This dish is not on the menu.');
      return undefined;
    }
    const optionIds = wish.optionIds ?? [];
    for (const problem of choiceProblems(item, optionIds)) faults.addChoice(item, problem, at);
    const options = chosenOptions(item, optionIds);
    return {
      id: newId(),
      menuItemId: item.id,
      name: item.name,
      unitPrice: item.price,
      quantity: wish.quantity,
      options: options.map(({ name, group, priceDelta }) => ({ name, group, priceDelta })),
      lineTotal: lineTotal({ item, optionIds, quantity: wish.quantity }),
      note: wish.note || null,
      status: 'pending',
      servedAt: null,
      cancelReason: null,
      voidOf: null,
    };
  });
  const priced = lines.filter((line) => line !== undefined);
  const total = priced.reduce((sum, line) => sum + line.lineTotal, 0);
  if (isTooMuch(total)) faults.add('validation_failed', '/items', tooMuch);
  faults.throwWorst();
  return { items: priced, total };
}

/** What is chosen of what there is. */
export function choicesOf(items: ReadonlyMap<string, MenuItem>, { items: wishes }: PlaceOrder) {
  return wishes.flatMap(({ menuItemId, quantity }) => {
    const item = items.get(menuItemId);
    return item && !item.hidden ? [{ item, quantity }] : [];
  });
}

const tooMuch = `One order may come to at most ${maxAmount} in minor units. Order it in parts.`;

type FaultCode = 'validation_failed' | 'sold_out' | 'option_required';

const details: Record<FaultCode, string> = {
  validation_failed: 'The order does not fit the menu.',
  sold_out: 'Some of the order is sold out.',
  option_required: 'An option still has to be chosen.',
};

class Faults {
  readonly #errors: Record<FaultCode, FieldError[]> = { validation_failed: [], sold_out: [], option_required: [] };
  readonly #soldOut: SoldOut[] = [];

  add(code: FaultCode, path: string, message: string): void {
    this.#errors[code].push({ path, message });
  }

  addChoice(item: MenuItem, problem: ChoiceProblem, at: number): void {
    const dish = { menuItemId: item.id, name: item.name };
    const options = `/items/${at}/optionIds`;
    switch (problem.kind) {
      case 'item_sold_out':
        this.#soldOut.push(dish);
        return this.add('sold_out', `/items/${at}/menuItemId`, `${item.name} is sold out.`);
      case 'option_sold_out':
        this.#soldOut.push({ ...dish, optionId: problem.optionId });
        return this.add('sold_out', options, `${problem.name} is sold out.`);
      case 'too_few':
        return this.add('option_required', options, `${problem.name}: choose at least ${problem.min}.`);
      case 'too_many':
        return this.add('validation_failed', options, `${problem.name}: choose at most ${problem.max}.`);
      case 'unknown_option':
        return this.add('validation_failed', options, `${item.name} has no such option.`);
      case 'repeated_option':
        return this.add('validation_failed', options, 'An option is named twice.');
    }
  }

  /** At the first of the dish's lines. */
  addQuantity(problem: QuantityProblem, { items }: PlaceOrder): void {
    const { item, quantity } = problem;
    const rule = problem.kind === 'too_few_of' ? `at least ${problem.min}` : `at most ${problem.max}`;
    const at = items.findIndex(({ menuItemId }) => menuItemId === item.id);
    this.add('validation_failed', `/items/${at}/quantity`, `${item.name}: order ${rule}, not ${quantity}.`);
  }

  /** What makes no sense first, then what cannot be had, then what is missing. */
  throwWorst(): void {
    for (const code of ['validation_failed', 'sold_out', 'option_required'] as const) {
      const errors = this.#errors[code];
      if (errors.length === 0) continue;
      throw new Refusal(code, details[code], code === 'sold_out' ? { errors, items: this.#soldOut } : { errors });
    }
  }
}
