import { newId } from '@soban/server/src/ids.ts';

/** A line of one portion, as an order keeps it. */
export function linePlaced(dish: Readonly<Record<'id' | 'name' | 'price', unknown>>): object {
  return {
    id: newId(),
    menuItemId: dish.id,
    name: dish.name,
    unitPrice: Number(dish.price),
    quantity: 1,
    options: [],
    lineTotal: Number(dish.price),
    note: null,
    status: 'pending',
    servedAt: null,
    cancelReason: null,
    voidOf: null,
  };
}
