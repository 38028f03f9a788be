import * as example from '@soban/contract/example-restaurant';
import type { Category, MenuItem } from '@soban/contract/menu';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, initialsOf, searchMenu } from './search.ts';

function dish(name: string, more: Partial<MenuItem> = {}): MenuItem {
  return { ...example.bibimbap, id: name, name, description: '', optionGroups: [], ...more };
}

const menu: Category[] = [
  {
    id: 'stews',
    name: '찌개',
    items: [dish('김치찌개'), dish('돼지 김치찜'), dish('된장찌개', { description: '구수한 콩 된장' })],
  },
  { id: 'drinks', name: '음료', items: [dish('김치 하이볼', { soldOut: true }), dish('Coca-Cola')] },
];

const names = (query: string) => searchMenu(menu, query).map(({ name }) => name);

describe('searching the menu', () => {
  it('puts names that begin with the words first and what is sold out last', () => {
    expect(names('김치')).toEqual(['김치찌개', '돼지 김치찜', '김치 하이볼']);
  });

  it('finds a dish by what it is called in another language too', () => {
    const otherNames = new Map([['김치찌개', ['Kimchi Stew', '泡菜汤']]]);
    const found = (query: string) => searchMenu(menu, query, otherNames).map(({ name }) => name);
    expect(found('kimchi')).toEqual(['김치찌개']);
    expect(found('STEW')).toEqual(['김치찌개']);
    expect(found('泡菜')).toEqual(['김치찌개']);
    expect(found('ㄱㅊㅉㄱ')).toEqual(['김치찌개']);
  });

  it('finds by initial consonants alone', () => {
    expect(names('ㄱㅊㅉㄱ')).toEqual(['김치찌개']);
    expect(names('ㄷㅈ')).toEqual(['돼지 김치찜', '된장찌개']);
  });

  it('finds by category and description, whatever the case, width or spaces', () => {
    expect(names('음 료')).toEqual(['Coca-Cola', '김치 하이볼']);
    expect(names('구수한콩')).toEqual(['된장찌개']);
    expect(names('ＣＯＣＡ')).toEqual(['Coca-Cola']);
  });

  it('finds nothing for nothing', () => {
    expect(names('  ')).toEqual([]);
    expect(names('파스타')).toEqual([]);
  });

  it('finds every dish by any part of its name and by its initials', () => {
    fc.assert(
      fc.property(fc.constantFrom(...menu.flatMap(({ items }) => items)), fc.nat(), fc.nat(), (item, from, length) => {
        const folded = fold(item.name);
        const start = from % folded.length;
        const part = folded.slice(start, start + 1 + (length % (folded.length - start)));
        expect(searchMenu(menu, part)).toContain(item);
        expect(searchMenu(menu, initialsOf(item.name))).toContain(item);
      }),
    );
  });
});
