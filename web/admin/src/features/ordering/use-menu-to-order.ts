import type { Menu, MenuItem } from '@soban/contract/menu';
import { languages } from '@soban/contract/vocabulary';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { fetchMenu, menuKey } from '@soban/web-shared/menu';
import type { OtherNames } from '@soban/web-shared/ordering/search';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLocale } from 'use-intl';

/** The menu as guests have it, in the reader's language; its dishes by their ids, and what else they are called. */
export function useMenuToOrder() {
  const api = useApi();
  const locale = useLocale();
  const queryIn = (lang: typeof locale) => ({
    queryKey: [...menuKey, 'to-order', lang],
    queryFn: (context: Parameters<typeof fetchMenu>[2]) => fetchMenu(api, { lang }, context),
  });
  const menu = useQuery(queryIn(locale));
  // A dish is asked for by whatever name the guest reads it.
  const others = useQueries({
    queries: languages
      .filter((language) => language !== locale)
      .map((language) => ({ ...queryIn(language), enabled: menu.isSuccess })),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  });
  const dishes = useMemo(() => menu.data && dishesOf(menu.data), [menu.data]);
  const otherNames = useMemo(() => namesIn(others), [others]);
  return { menu, dishes, otherNames };
}

function dishesOf({ categories }: Menu): ReadonlyMap<string, MenuItem> {
  return new Map(categories.flatMap(({ items }) => items.map((item) => [item.id, item] as const)));
}

function namesIn(menus: readonly Menu[]): OtherNames {
  const names = new Map<string, string[]>();
  for (const item of menus.flatMap(({ categories }) => categories.flatMap(({ items }) => items))) {
    names.set(item.id, [...(names.get(item.id) ?? []), item.name]);
  }
  return names;
}
