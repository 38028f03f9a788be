import type { Menu, MenuItem } from '@soban/contract/menu';
import type { Language } from '@soban/contract/vocabulary';
import type { Api } from '@soban/web-shared/api';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { isObject, keep, readKept } from '@soban/web-shared/kept';
import { fetchMenu, menuKey } from '@soban/web-shared/menu';
import { shapes } from '@soban/web-shared/shapes';
import { keepPreviousData, type QueryClient, queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

function shelfKey(storeId: string, language: Language): string {
  return `soban.menu.${storeId}.${language}`;
}

/** The menu of the last visit to this page: on screen at once, and readable with no network at all. */
function lastMenu(storeId: string, language: Language): Menu | undefined {
  const kept = readKept(shelfKey(storeId, language));
  return isObject(kept) && kept['shape'] === shapes.menu ? (kept['menu'] as Menu) : undefined;
}

function menuQuery(api: Api, storeId: string, language: Language) {
  return queryOptions({
    queryKey: [...menuKey, storeId, language],
    queryFn: async (context) => {
      const menu = await fetchMenu(api, { lang: language }, context);
      keep(shelfKey(storeId, language), { shape: shapes.menu, menu });
      return menu;
    },
  });
}

/** Asks for the menu before there is anything to show it, so that it arrives while the screen is being built. */
export function fetchMenuEarly(queries: QueryClient, api: Api, storeId: string, language: Language): void {
  if (lastMenu(storeId, language)) return;
  // What goes wrong now is told by the screen, which asks again.
  queries.query(menuQuery(api, storeId, language)).catch(() => undefined);
}

/** The menu in a language; live events say when it is out of date. */
export function useMenu(storeId: string, language: Language): UseQueryResult<Menu> {
  return useQuery({
    ...menuQuery(useApi(), storeId, language),
    initialData: () => lastMenu(storeId, language),
    initialDataUpdatedAt: 0,
    placeholderData: keepPreviousData,
  });
}

/** Every dish by its id; undefined while there is no menu. */
export function useDishes(menu: Menu | undefined): ReadonlyMap<string, MenuItem> | undefined {
  return useMemo(
    () => menu && new Map(menu.categories.flatMap(({ items }) => items.map((item) => [item.id, item] as const))),
    [menu],
  );
}
