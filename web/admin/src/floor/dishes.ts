import type { Order } from '@soban/contract/orders';

export interface Dish {
  name: string;
  quantity: number;
}

/** What an order comes to on the table: the same dish with different options counts as one. */
export function dishesOf(order: Order): Dish[] {
  const quantities = new Map<string, number>();
  for (const { name, quantity } of order.items) quantities.set(name, (quantities.get(name) ?? 0) + quantity);
  return Array.from(quantities, ([name, quantity]) => ({ name, quantity }));
}
