import type { MenuItem } from '@soban/contract/menu';
import type { OrderLine } from '@soban/contract/orders';
import { useStore } from '@soban/web-shared/store-context.tsx';
import { useCallback } from 'react';
import { useLocale } from 'use-intl';
import { useDishes, useMenu } from './menu-query.ts';

type Dishes = ReadonlyMap<string, MenuItem> | undefined;

/** A line as its reader should read it. */
export interface LineNames {
  name: string;
  options: readonly string[];
}

/** An order keeps its lines in the store's language; what the menu still has is shown in the reader's. */
export function lineNames(line: OrderLine, readers: Dishes, stores: Dishes): LineNames {
  const item = readers?.get(line.menuItemId);
  const original = stores?.get(line.menuItemId);
  const optionName = (name: string): string => {
    const id = optionsOf(original).find((option) => option.name === name)?.id;
    return optionsOf(item).find((option) => option.id === id)?.name ?? name;
  };
  return { name: item?.name ?? line.name, options: line.options.map(({ name }) => optionName(name)) };
}

function optionsOf(item: MenuItem | undefined): MenuItem['optionGroups'][number]['options'] {
  return item?.optionGroups.flatMap(({ options }) => options) ?? [];
}

/** A line's words in the reader's language, for as long as there are lines on screen: it takes the menu in the store's as well. */
export function useLineNames(): (line: OrderLine) => LineNames {
  const store = useStore();
  const readers = useDishes(useMenu(store.id, useLocale()).data);
  const stores = useDishes(useMenu(store.id, store.language).data);
  return useCallback((line) => lineNames(line, readers, stores), [readers, stores]);
}
