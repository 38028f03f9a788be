import * as example from '@soban/contract/example-restaurant';
import type { Order } from '@soban/contract/orders';
import { describe, expect, it } from 'vitest';
import { allDayCounts, arrangeTickets, lateCancellations } from './tickets.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');

function order(
  id: string,
  status: Order['status'],
  age: number,
  changed = age,
  dishes: [string, number][] = [],
): Order {
  return {
    ...example.order,
    id,
    number: id,
    status,
    items: dishes.map(([name, quantity]) => ({ ...example.orderLine, name, quantity, status, options: [] })),
    tableNumber: 1,
    createdAt: new Date(noon - age * 60_000).toISOString(),
    statusChangedAt: new Date(noon - changed * 60_000).toISOString(),
  };
}

describe('the kitchen', () => {
  it('hangs waiting tickets by age across tables, and what has gone out by how lately it did', () => {
    const orders = [
      order('young', 'pending', 2),
      order('cooking', 'preparing', 9),
      order('gone', 'completed', 40, 3),
      order('old', 'pending', 12),
      order('just-gone', 'completed', 8, 1),
      order('void', 'canceled', 1),
    ];
    expect(arrangeTickets(orders, noon).map(({ id, group }) => `${group} ${id}`)).toEqual([
      'pending old',
      'pending young',
      'preparing cooking',
      'completed just-gone',
      'completed gone',
    ]);
  });

  it('lets go of what went out half an hour ago, and of all but the last dozen', () => {
    expect(arrangeTickets([order('long-gone', 'completed', 60, 30)], noon)).toEqual([]);
    const many = Array.from({ length: 20 }, (_, at) => order(`order-${at}`, 'completed', 25, at));
    expect(arrangeTickets(many, noon).map((each) => each.id)).toEqual(many.slice(0, 12).map((each) => each.id));
  });

  it('counts each dish over everything still to be made', () => {
    const orders = [
      order('a', 'pending', 1, 1, [['stew', 2]]),
      order('b', 'preparing', 5, 5, [
        ['stew', 1],
        ['rice', 4],
      ]),
      order('c', 'completed', 9, 9, [['stew', 9]]),
      order('d', 'canceled', 9, 9, [['rice', 9]]),
    ];
    expect(allDayCounts(orders)).toEqual([
      { name: 'rice', quantity: 4, waiting: 0 },
      { name: 'stew', quantity: 3, waiting: 2 },
    ]);
  });

  it('keeps telling of a canceled order for ten minutes', () => {
    const orders = [order('fresh', 'canceled', 30, 9), order('stale', 'canceled', 30, 10)];
    expect(lateCancellations(orders, noon).map((each) => each.id)).toEqual(['fresh']);
  });
});
