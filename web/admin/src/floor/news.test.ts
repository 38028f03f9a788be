import type { BoardTable } from '@soban/contract/board';
import * as example from '@soban/contract/example-restaurant';
import type { Order } from '@soban/contract/orders';
import { describe, expect, it } from 'vitest';
import { ordersToMake } from './floor-state.ts';
import { newsBetween, tablesInNews } from './news.ts';

function order(id: string, status: Order['status'] = 'pending'): Order {
  return { ...example.order, id, number: id, status };
}

function table(number: number, orders: Order[], callIds: string[] = []): BoardTable {
  const calls = callIds.map((id) => ({ ...example.call, id }));
  return { id: `table-${number}`, number, name: '', session: null, orders, leaving: [], calls };
}

const board = (...tables: BoardTable[]) => ({ tables, lastEventId: '1' });
const nobodySaw = (): boolean => false;

describe('the news', () => {
  it('is what was not there before, at tables old and new', () => {
    const before = board(table(1, [order('a')]), table(2, [], ['x']));
    const after = board(
      table(1, [order('b'), order('a', 'preparing')]),
      table(2, [], ['x', 'y']),
      table(3, [order('c')]),
    );
    expect(newsBetween(before, after)).toEqual({ orders: ['b', 'c'], calls: ['y'] });
    expect(newsBetween(before, before)).toEqual({ orders: [], calls: [] });
  });

  it('is nothing that was elsewhere on the board: carried to another table, or back with its party', () => {
    const before = board(table(1, [order('a')], ['x']), { ...table(2, []), leaving: [order('b')] });
    const after = board(table(1, []), table(2, [order('b'), order('a')], ['x']));
    expect(newsBetween(before, after)).toEqual({ orders: [], calls: [] });
  });

  it('is in the kitchen what a party by phone has ordered when somebody has nodded to it, and on the board at once', () => {
    const session = { ...example.session, id: example.order.sessionId };
    const awaiting = { ...table(1, [order('a')]), session: { ...session, awaiting: true } };
    const [before, ordered, accepted] = [board(table(1, [])), board(awaiting), board({ ...awaiting, session })];
    expect(newsBetween(before, ordered).orders).toEqual(['a']);
    expect(newsBetween(before, ordered, ordersToMake).orders).toEqual([]);
    expect(newsBetween(ordered, accepted, ordersToMake).orders).toEqual(['a']);
    expect(newsBetween(ordered, accepted).orders).toEqual([]);
  });

  it('leaves out what has moved on, was taken or was seen by the time it is told', () => {
    const news = { orders: ['a', 'b', 'c'], calls: ['x'] };
    const tables = [table(1, [order('a', 'preparing')]), table(2, [order('b')]), table(3, [order('c')])];
    expect(tablesInNews(news, tables, (id) => id === 'c')).toEqual({ orders: [2], calls: [] });
    expect(tablesInNews(news, [table(4, [], ['x'])], nobodySaw)).toEqual({ orders: [], calls: [4] });
  });
});
