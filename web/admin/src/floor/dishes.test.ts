import type { Order } from '@soban/contract/orders';
import { expect, it } from 'vitest';
import { dishesOf, nameFirst, quantityFirst } from './dishes.ts';

it('counts the same dish with different options as one', () => {
  const line = { menuItemId: 'stew', unitPrice: 0, options: [], lineTotal: 0, note: null };
  const items: Order['items'] = [
    { ...line, name: '김치찌개', quantity: 2, options: [{ name: '매운맛', priceDelta: 0 }] },
    { ...line, name: '공깃밥', quantity: 1 },
    { ...line, name: '김치찌개', quantity: 1 },
  ];
  const dishes = dishesOf({ items });
  expect(dishes.map(nameFirst)).toEqual(['김치찌개\u00a03', '공깃밥\u00a01']);
  expect(dishes.map(quantityFirst)).toEqual(['3\u00a0×\u00a0김치찌개', '1\u00a0×\u00a0공깃밥']);
});
