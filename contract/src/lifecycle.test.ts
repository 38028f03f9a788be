import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canMove, nextStatus, previousStatus, statusOfLines } from './lifecycle.ts';
import { orderStatuses } from './vocabulary.ts';

const status = fc.constantFrom(...orderStatuses);
/** pending → preparing → completed, as the kitchen sees it. */
const line = ['pending', 'preparing', 'completed'] as const;

test('every move there is, and no other', () => {
  const moves = orderStatuses.flatMap((from) =>
    orderStatuses.filter((to) => canMove(from, to)).map((to) => `${from} → ${to}`),
  );
  expect(moves.toSorted()).toEqual([
    'completed → canceled',
    'completed → preparing',
    'pending → canceled',
    'pending → preparing',
    'preparing → canceled',
    'preparing → completed',
    'preparing → pending',
  ]);
});

test('a move is one step along the line, either way, or a cancellation of what is not canceled yet', () => {
  fc.assert(
    fc.property(status, status, (from, to) => {
      const [at, target] = [line.indexOf(from as 'pending'), line.indexOf(to as 'pending')];
      const expected = to === 'canceled' ? from !== 'canceled' : at >= 0 && Math.abs(at - target) === 1;
      expect(canMove(from, to)).toBe(expected);
    }),
  );
});

test('an order is where all its lines are, underway where they differ, and canceled once all of them are void', () => {
  fc.assert(
    fc.property(fc.array(status, { minLength: 1 }), (lines) => {
      const live = lines.filter((each) => each !== 'canceled');
      const [first] = live;
      const expected = live.every((each) => each === first) ? (first ?? 'canceled') : 'preparing';
      expect(statusOfLines(lines.map((each) => ({ status: each })))).toBe(expected);
    }),
  );
});

test('a bump and a recall undo each other, and stop at the ends of the line', () => {
  for (const from of orderStatuses) {
    const next = nextStatus(from);
    if (next) expect(previousStatus(next)).toBe(from);
    const previous = previousStatus(from);
    if (previous) expect(nextStatus(previous)).toBe(from);
    for (const to of [next, previous]) if (to) expect(canMove(from, to)).toBe(true);
  }
  expect([nextStatus('completed'), nextStatus('canceled')]).toEqual([null, null]);
  expect([previousStatus('pending'), previousStatus('canceled')]).toEqual([null, null]);
});
