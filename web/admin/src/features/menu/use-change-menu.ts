import * as endpoints from '@soban/contract/endpoints';
import type { Menu, MenuItem, PatchMenuItem } from '@soban/contract/menu';
import type { Language } from '@soban/contract/vocabulary';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { menuKey } from '@soban/web-shared/menu';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'use-intl';
import { useFailureText } from '../../session/failure.ts';

const keyIn = (language: Language) => [...menuKey, language];

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
  const key = keyIn(useLocale());
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
    onSettled: () => client.invalidateQueries({ queryKey: menuKey }),
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
