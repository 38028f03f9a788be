import { formatMoney } from '@soban/contract/money';
import { useCallback } from 'react';
import { useLocale } from 'use-intl';
import { useSession } from '../session/session.tsx';

/** Writes an amount in the store's currency as the reader's language does. */
export function useMoney(): (minorUnits: number) => string {
  const { currency } = useSession().me.store;
  const locale = useLocale();
  return useCallback((minorUnits) => formatMoney(minorUnits, currency, locale), [currency, locale]);
}
