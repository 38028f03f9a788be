import type { Problem } from '@soban/contract/problem';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { useTimeWords } from '@soban/web-shared/use-ordering';
import { useTranslations } from 'use-intl';
import type { WaitReason } from '../../table/order-outbox.ts';

/** What went wrong with an order, and what to do next. */
export function useRefusalWords(): (problem: Problem) => string {
  const t = useTranslations('order');
  const money = useMoney();
  const timeWords = useTimeWords();
  return (problem) => {
    switch (problem.code) {
      case 'price_changed':
        return problem.total === undefined
          ? t('priceChanged')
          : t('priceChangedTotal', { total: money(problem.total) });
      case 'sold_out':
        return t('soldOut', { names: [...new Set(problem.items?.map(({ name }) => name))].join(', ') });
      case 'store_closed': {
        const names = problem.items?.map(({ name }) => name).join(', ');
        const until = problem.until ? timeWords(Date.parse(problem.until)) : undefined;
        if (names === undefined) return until === undefined ? t('closed') : t('closedUntil', { time: until });
        return until === undefined ? t('dishesPaused', { names }) : t('dishesPausedUntil', { names, time: until });
      }
      case 'option_required':
        return t('optionRequired');
      case 'forbidden':
        return t('phonesLook');
      case 'no_open_session':
        return t('notSeated');
      case 'session_ended':
        return t('sessionEnded');
      case 'validation_failed':
      case 'not_found':
      case 'too_large':
        return t('validationFailed');
      default:
        return t('failed');
    }
  };
}

export function useWaitWords(): (why: WaitReason) => string {
  const t = useTranslations('order');
  return (why) => {
    switch (why) {
      case 'offline':
        return t('pendingOffline');
      case 'unreachable':
        return t('pendingUnreachable');
      case 'busy':
        return t('pendingBusy');
      case 'unavailable':
        return t('pendingUnavailable');
      case 'signed_out':
        return t('pendingSignedOut');
    }
  };
}
