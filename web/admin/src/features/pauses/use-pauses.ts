import * as endpoints from '@soban/contract/endpoints';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { useMenu } from '../../floor/use-menu.ts';
import { useFailureText } from '../../session/failure.ts';

/** What is paused by its name: null is everything. */
export function useWhatWords(): (categoryId: string | null) => string {
  const t = useTranslations('pauses');
  const categories = useMenu().data?.categories;
  return useCallback(
    (categoryId) => {
      if (categoryId === null) return t('everything');
      return categories?.find(({ id }) => id === categoryId)?.name ?? t('aCategory');
    },
    [t, categories],
  );
}

interface Pausing {
  categoryId: string | null;
  /** Null: until somebody says so; `resume`: no more. */
  minutes: number | null | 'resume';
}

/** Pauses orders or takes them again; every screen hears of it by the store's event. */
export function usePausing() {
  const api = useApi();
  const t = useTranslations('pauses');
  const failureText = useFailureText();
  const what = useWhatWords();
  return useMutation({
    mutationFn: ({ categoryId, minutes }: Pausing) =>
      minutes === 'resume'
        ? api.call(endpoints.resumeOrders, { query: { categoryId: categoryId ?? undefined } })
        : api.call(endpoints.pauseOrders, { body: { categoryId, minutes } }),
    onSuccess(_store, { categoryId, minutes }) {
      // That something is paused stands on the screen for as long as it is.
      if (minutes === 'resume') showToast({ message: t('resumed', { what: what(categoryId) }) });
    },
    onError(error) {
      const why = failureText(error);
      if (why) showToast({ message: t('refused', { why }), tone: 'danger' });
    },
  });
}
