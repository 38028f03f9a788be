import type { Order } from '@soban/contract/orders';

export interface Dish {
  name: string;
  quantity: number;
}

/** What an order comes to on the table: the same dish with different options counts as one. */
export function dishesOf(order: Pick<Order, 'items'>): Dish[] {
  const quantities = new Map<string, number>();
  for (const { name, quantity } of order.items) quantities.set(name, (quantities.get(name) ?? 0) + quantity);
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
