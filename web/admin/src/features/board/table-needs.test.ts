import type { BoardTable } from '@soban/contract/board';
import * as example from '@soban/contract/example-restaurant';
import type { Order } from '@soban/contract/orders';
import { describe, expect, it } from 'vitest';
import { arrangeTables, isFound, needsOf, passes } from './table-needs.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
const thresholds = { warnAfterMinutes: 10, lateAfterMinutes: 20 };
const circumstances = { seen: new Set<string>(), now: noon, thresholds };

function minutesAgo(minutes: number): string {
  return new Date(noon - minutes * 60_000).toISOString();
}

function order(status: Order['status'], minutes: number): Order {
  const createdAt = minutesAgo(minutes);
  const id = `${status}-${minutes}`;
  return { ...example.order, id, number: id, status, createdAt, statusChangedAt: createdAt };
}

function table(number: number, orders: Order[], callMinutes: number[] = []): BoardTable {
  const calls = callMinutes.map((minutes) => ({
    ...example.call,
    id: `call-${minutes}`,
    tableId: `table-${number}`,
    tableNumber: number,
    createdAt: minutesAgo(minutes),
  }));
  return {
    id: `table-${number}`,
    number,
    name: '',
    session: orders.length > 0 ? example.session : null,
    orders,
    leaving: [],
    calls,
  };
}

describe('what a table needs', () => {
  it('is nothing while it eats', () => {
    expect(needsOf(table(1, [order('completed', 50)]), circumstances).since).toBeNull();
  });

  it('is a look at an order nobody has seen, and no longer once somebody has', () => {
    const waiting = table(1, [order('pending', 3)]);
    expect(needsOf(waiting, circumstances).since).toBe(noon - 3 * 60_000);
    expect(needsOf(waiting, { ...circumstances, seen: new Set(['pending-3']) }).since).toBeNull();
  });

  it('is haste from the minute its oldest unfinished order is late', () => {
    const seen = { ...circumstances, seen: new Set(['pending-19', 'pending-20']) };
    expect(needsOf(table(1, [order('pending', 19)]), seen).late).toBe(false);
    expect(needsOf(table(1, [order('preparing', 2), order('pending', 20)]), seen)).toMatchObject({
      late: true,
      since: noon,
    });
  });

  it('is a person when a guest calls', () => {
    expect(needsOf(table(1, [], [4, 2]), circumstances).since).toBe(noon - 4 * 60_000);
  });
});

describe('the board', () => {
  const tables = [
    table(1, [order('completed', 5)]),
    table(2, [], [1]),
    table(3, []),
    table(4, [order('pending', 8)]),
    table(12, [order('completed', 9)]),
  ];
  const needs = new Map(tables.map((each) => [each.id, needsOf(each, circumstances)]));

  it('puts who needs someone in front, longest first, and leaves the others at their numbers', () => {
    expect(arrangeTables(tables, needs).map(({ id, group }) => `${group} ${id}`)).toEqual([
      'needs table-4',
      'needs table-2',
      'occupied table-1',
      'occupied table-12',
      'free table-3',
    ]);
  });

  it('filters by what tables are at', () => {
    const shown = (filter: Parameters<typeof passes>[2]): number[] =>
      tables.flatMap((each) => {
        const need = needs.get(each.id);
        return need && passes(each, need, filter) ? each.number : [];
      });
    expect(shown('all')).toEqual([1, 2, 3, 4, 12]);
    expect(shown('needs')).toEqual([2, 4]);
    expect(shown('pending')).toEqual([4]);
    expect(shown('preparing')).toEqual([]);
    expect(shown('calls')).toEqual([2]);
    expect(shown('occupied')).toEqual([1, 4, 12]);
    expect(shown('free')).toEqual([2, 3]);
  });

  it('finds a table by the beginning of its number or a part of its name', () => {
    const named = { ...table(7, []), name: '창가 Window' };
    expect(['', ' 7 ', '창가', 'window'].map((search) => isFound(named, search))).toEqual([true, true, true, true]);
    expect(isFound(named, '1')).toBe(false);
    expect(tables.filter((each) => isFound(each, '1')).map((each) => each.number)).toEqual([1, 12]);
  });
});
