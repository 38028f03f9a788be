import * as example from '@soban/contract/example-restaurant';
import { expect, it } from 'vitest';
import { favouritesOf } from './favourites.ts';

const dishes = new Map(['stew', 'soup', 'tea', 'rice'].map((id) => [id, { ...example.bibimbap, id }]));

it('puts pinned dishes first, then the most ordered, and leaves out what is gone', () => {
  const favourites = { pinned: ['tea', 'gone'], ordered: { rice: 1, stew: 7, tea: 9, gone: 20 } };
  expect(favouritesOf(favourites, dishes).map(({ id }) => id)).toEqual(['tea', 'stew', 'rice']);
});
