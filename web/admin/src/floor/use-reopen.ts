import * as endpoints from '@soban/contract/endpoints';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { useFailureText } from '../session/failure.ts';

/** Takes the end of a visit back, with a word when the server says no. */
export function useReopen(): (sessionId: string, tableNumber: number) => Promise<void> {
  const api = useApi();
  const failureText = useFailureText();
  const t = useTranslations('places');
  return useCallback(
    async (id, table) => {
      try {
        await api.call(endpoints.reopenSession, { params: { id } });
        showToast({ message: t('reopened', { table }) });
      } catch (error) {
        const why = failureText(error);
        if (why) showToast({ message: t('refused', { table, why }), tone: 'danger' });
      }
    },
    [api, failureText, t],
  );
}
