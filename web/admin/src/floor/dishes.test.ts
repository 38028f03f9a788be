import { orderLine } from '@soban/contract/example-restaurant';
import type { Order } from '@soban/contract/orders';
import { expect, it } from 'vitest';
import { dishesOf, nameFirst, optionWords, quantityFirst } from './dishes.ts';

it('counts the same dish with different options as one, and nothing that is void', () => {
  const line = { ...orderLine, options: [] };
  const items: Order['items'] = [
    { ...line, name: '김치찌개', quantity: 2, options: [{ name: '매운맛', group: '맵기', priceDelta: 0 }] },
    { ...line, name: '공깃밥', quantity: 1 },
    { ...line, name: '김치찌개', quantity: 1 },
  ];
  const gone = { ...line, name: '김치찌개', quantity: 4, status: 'canceled' } as const;
  const dishes = dishesOf({ items: [...items, gone] });
  expect(dishes.map(nameFirst)).toEqual(['김치찌개\u00a03', '공깃밥\u00a01']);
  expect(dishes.map(quantityFirst)).toEqual(['3\u00a0×\u00a0김치찌개', '1\u00a0×\u00a0공깃밥']);
  expect(dishesOf({ items: [gone] }).map(nameFirst)).toEqual(['김치찌개\u00a04']);
});

it('says what an option is about, where that is known', () => {
  expect(optionWords({ group: '크기', name: '소', priceDelta: 0 })).toBe('크기: 소');
  expect(optionWords({ group: '', name: '소', priceDelta: 0 })).toBe('소');
});
