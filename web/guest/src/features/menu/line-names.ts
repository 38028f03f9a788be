import type { MenuItem } from '@soban/contract/menu';
import type { OrderLine } from '@soban/contract/orders';
import { useStore } from '@soban/web-shared/store-context.tsx';
import { useCallback } from 'react';
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

/** The menu in the store's language is only fetched when there are lines to read. */
export function useLineNames(dishes: Dishes, reading: boolean): (line: OrderLine) => LineNames {
  const store = useStore();
  const stores = useDishes(useMenu(store.id, store.language, reading).data);
  return useCallback((line) => lineNames(line, dishes, stores), [dishes, stores]);
}
