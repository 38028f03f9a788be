import type { Order, OrderLine } from '@soban/contract/orders';

export interface Dish {
  name: string;
  quantity: number;
}

/** What an order comes to on the table, or came to where all of it is void: the same dish with different options counts as one. */
export function dishesOf(order: Pick<Order, 'items'>): Dish[] {
  const quantities = new Map<string, number>();
  const live = order.items.filter((line) => line.status !== 'canceled');
  for (const { name, quantity } of live.length > 0 ? live : order.items)
    quantities.set(name, (quantities.get(name) ?? 0) + quantity);
  return Array.from(quantities, ([name, quantity]) => ({ name, quantity }));
}

/** “김치찌개 2”, never broken before its figure. */
export function nameFirst({ name, quantity }: Dish): string {
  return `${name}\u00a0${quantity}`;
}

/** “2 × 김치찌개”, as a kitchen reads it. */
export function quantityFirst({ name, quantity }: Dish): string {
  return `${quantity}\u00a0×\u00a0${name}`;
}

/** “크기: 소”: an option alone need not say what it is about. */
export function optionWords({ group, name }: OrderLine['options'][number]): string {
  return group === '' ? name : `${group}: ${name}`;
}
