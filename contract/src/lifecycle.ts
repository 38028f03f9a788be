import { type OrderStatus, orderStatuses } from './vocabulary.ts';

/**
 * An order's lifecycle: one step forward at a time, one step back as a recall, canceled from anywhere
 * while its session is open, and canceled is final.
 */
export const transitions: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  pending: ['preparing', 'canceled'],
  preparing: ['completed', 'pending', 'canceled'],
  completed: ['preparing', 'canceled'],
  canceled: [],
};

export function canMove(from: OrderStatus, to: OrderStatus): boolean {
  return transitions[from].includes(to);
}

/** Where an order may come from to be in this status: the guard of the conditional update. */
export function sourcesOf(to: OrderStatus): OrderStatus[] {
  return orderStatuses.filter((from) => canMove(from, to));
}

const forward = {
  pending: 'preparing',
  preparing: 'completed',
  completed: null,
  canceled: null,
} as const;
const back = {
  pending: null,
  preparing: 'pending',
  completed: 'preparing',
  canceled: null,
} as const;

/** The step that a bump makes, or null where there is none. */
export function nextStatus(status: OrderStatus): 'preparing' | 'completed' | null {
  return forward[status];
}

/** The step that a recall makes, or null where there is none. */
export function previousStatus(status: OrderStatus): 'pending' | 'preparing' | null {
  return back[status];
}
