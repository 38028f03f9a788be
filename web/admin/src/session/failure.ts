import { ApiError, NetworkError } from '@soban/web-shared/api';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';

/** What to tell the person when a call failed; null where the sign-in form comes up and says it all. */
export function useFailureText(): (error: unknown) => string | null {
  const t = useTranslations('failure');
  return useCallback(
    (error) => {
      if (error instanceof NetworkError) return t('unreachable');
      if (!(error instanceof ApiError)) return t('unexpected');
      switch (error.problem.code) {
        case 'unauthenticated':
          return null;
        case 'forbidden':
          return t('forbidden');
        case 'invalid_transition':
        case 'session_open':
          return t('overtaken');
        case 'session_ended':
        case 'not_found':
          return t('gone');
        case 'rate_limited':
          return t('tooFast');
        default:
          return t('unexpected');
      }
    },
    [t],
  );
}
