import * as endpoints from '@soban/contract/endpoints';
import type { Menu, MenuItem, PatchMenuItem } from '@soban/contract/menu';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useFloor } from '../../floor/floor.tsx';
import { useFailureText } from '../../session/failure.ts';

const menuKey = (language: string) => ['menu', language] as const;
/** The version that the newest event named: an instance of the server that has not heard of it yet must not answer an older one. */
const versionKey = ['menu-version'] as const;

/** The whole menu, hidden items included, loaded again whenever the store says that it has changed. */
export function useMenu() {
  const api = useApi();
  const floor = useFloor();
  const client = useQueryClient();
  const locale = useLocale();
  useEffect(
    () =>
      floor.onEvent((event) => {
        if (event.type !== 'menu_updated') return;
        client.setQueryData<number>(versionKey, event.data.version);
        void client.invalidateQueries({ queryKey: ['menu'] });
      }),
    [floor, client],
  );
  return useQuery({
    queryKey: menuKey(locale),
    queryFn: ({ signal }) => {
      const version = client.getQueryData<number>(versionKey);
      return api.call(endpoints.readMenu, { query: { include: 'hidden', lang: locale, version }, signal });
    },
  });
}

export interface MenuChange {
  item: MenuItem;
  change: PatchMenuItem;
  /** What it will have become, in words. */
  says: string;
}

/** Changes an item: shown at once, put back with a word when the server says no. */
export function useChangeMenu(): (change: MenuChange) => void {
  const api = useApi();
  const client = useQueryClient();
  const failureText = useFailureText();
  const t = useTranslations('menu');
  const key = menuKey(useLocale());
  const { mutate } = useMutation({
    mutationFn: ({ item, change }: MenuChange) =>
      api.call(endpoints.changeMenuItem, { params: { id: item.id }, body: change }),
    async onMutate({ item, change }) {
      await client.cancelQueries({ queryKey: key });
      client.setQueryData<Menu>(key, (menu) => menu && withChange(menu, item.id, change));
    },
    onSuccess: (_answer, { says }) => showToast({ message: says }),
    onError(error, { item }) {
      const why = failureText(error);
      if (why) showToast({ message: t('refused', { name: item.name, why }), tone: 'danger' });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['menu'] }),
  });
  return mutate;
}

function withChange(menu: Menu, itemId: string, change: PatchMenuItem): Menu {
  return {
    categories: menu.categories.map((category) => ({
      ...category,
      items: category.items.map((item) => (item.id === itemId ? changedItem(item, change) : item)),
    })),
  };
}

function changedItem(item: MenuItem, { options = [], ...own }: PatchMenuItem): MenuItem {
  const changes = new Map(options.map((option) => [option.id, option]));
  return {
    ...item,
    ...own,
    optionGroups: item.optionGroups.map((group) => ({
      ...group,
      options: group.options.map((option) => ({ ...option, ...changes.get(option.id) })),
    })),
  };
}
