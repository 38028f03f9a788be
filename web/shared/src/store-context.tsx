import { type Currency, formatMoney } from '@soban/contract/money';
import type { Store } from '@soban/contract/store';
import { createContext, type ReactNode, use, useCallback, useMemo } from 'react';
import { useLocale } from 'use-intl';

const StoreContext = createContext<Store | null>(null);

/** What a server of a release without hours says nothing of, while an upgrade is under way. */
const always = { hours: null, pauses: [], openings: null } satisfies Partial<Store>;

export function StoreProvider({ store, children }: { store: Store; children: ReactNode }): ReactNode {
  const whole = useMemo(() => ({ ...always, ...store }), [store]);
  return <StoreContext value={whole}>{children}</StoreContext>;
}

/** The store this device is signed in to. */
export function useStore(): Store {
  const store = use(StoreContext);
  if (!store) throw new Error('useStore needs a StoreProvider above it');
  return store;
}

/** Writes minor units in the store's currency, the way the reader's language does. */
export function useMoney(): (minorUnits: number) => string {
  const currency: Currency = useStore().currency;
  const locale = useLocale();
  return useCallback((minorUnits) => formatMoney(minorUnits, currency, locale), [currency, locale]);
}
