import { useApi } from '@soban/web-shared/api-context.tsx';
import { fetchMenu, menuKey } from '@soban/web-shared/menu';
import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'use-intl';

/** The whole menu, hidden items included, in the reader's language. */
export function useMenu() {
  const api = useApi();
  const locale = useLocale();
  return useQuery({
    queryKey: [...menuKey, locale],
    queryFn: (context) => fetchMenu(api, { include: 'hidden', lang: locale }, context),
  });
}
