import type { Menu, MenuItem } from '@soban/contract/menu';
import type { PlaceOrder } from '@soban/contract/orders';

type Wish = PlaceOrder['items'][number];

/** The dishes of a menu that tests have a use for, found by what they are like and not by their names. */
export class Dishes {
  readonly all: readonly MenuItem[];

  constructor({ categories }: Menu) {
    this.all = categories.flatMap((category) => category.items);
  }

  /** To be had, and nothing to choose. */
  get plain(): MenuItem {
    return this.#first((item) => !item.soldOut && item.optionGroups.length === 0);
  }

  /** Some different plain dishes. */
  plains(count: number): MenuItem[] {
    return this.all.filter((item) => !item.soldOut && item.optionGroups.length === 0).slice(0, count);
  }

  /** Has a group that must be chosen from, and one that may be, with priced options. */
  get choosy(): MenuItem {
    return this.#first(
      ({ soldOut, optionGroups }) =>
        !soldOut &&
        optionGroups.some((group) => group.min === 1) &&
        optionGroups.some((group) => group.min === 0 && group.options.some((option) => option.priceDelta > 0)),
    );
  }

  get soldOut(): MenuItem {
    return this.#first((item) => item.soldOut);
  }

  /** To be had, but for one of its options. */
  get withSoldOutOption(): MenuItem {
    return this.#first(
      (item) => !item.soldOut && item.optionGroups.some((group) => group.options.some((option) => option.soldOut)),
    );
  }

  #first(fits: (item: MenuItem) => boolean): MenuItem {
    const found = this.all.find(fits);
    if (!found) throw new Error('The menu has no such dish.');
    return found;
  }
}

/** The least that has to be chosen for a dish. */
export function requiredOptions({ optionGroups }: MenuItem): string[] {
  return optionGroups.flatMap((group) =>
    group.options
      .filter((option) => !option.soldOut)
      .slice(0, group.min)
      .map((option) => option.id),
  );
}

/** One line of an order that is fine as it is. */
export function wish(item: MenuItem, quantity = 1, more: Partial<Wish> = {}): Wish {
  return { menuItemId: item.id, quantity, optionIds: requiredOptions(item), ...more };
}

/** A small order of one dish. */
export function orderOf(item: MenuItem, quantity = 1): PlaceOrder {
  return { items: [wish(item, quantity)] };
}
