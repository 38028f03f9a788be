import * as example from '@soban/contract/example-restaurant';
import type { MenuItem } from '@soban/contract/menu';
import type { OrderLine } from '@soban/contract/orders';
import { expect, it } from 'vitest';
import { lineNames } from './line-names.ts';

const line: OrderLine = {
  ...example.orderLine,
  menuItemId: 'stew',
  name: '김치찌개',
  options: [
    { name: '매운맛', group: '맵기', priceDelta: 0 },
    { name: '두부 추가', group: '추가', priceDelta: 1500 },
  ],
};

function menu(name: string, hot: string): Map<string, MenuItem> {
  const options = [{ id: 'hot', name: hot, priceDelta: 0, soldOut: false }];
  const group = { id: 'spice', name: '', min: 1, max: 1, options };
  return new Map([['stew', { ...example.bibimbap, id: 'stew', name, optionGroups: [group] }]]);
}

it('names a line in the reader’s language as far as the menu still knows it', () => {
  const readers = menu('Kimchi Stew', 'Hot');
  expect(lineNames(line, readers, menu('김치찌개', '매운맛'))).toEqual({
    name: 'Kimchi Stew',
    options: ['Hot', '두부 추가'],
  });
  expect(lineNames(line, undefined, undefined)).toEqual({ name: '김치찌개', options: ['매운맛', '두부 추가'] });
});
