import { type Closure, changesOf, closureAt, lastOrderAt } from '@soban/contract/ordering';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useFormatter } from 'use-intl';
import { everySecond } from './every-second.ts';
import { serverNow } from './server-clock.ts';
import { useStore } from './store-context.tsx';

/** What guests can order at this moment. */
export interface Taking {
  /** Why nothing can be ordered, and until when. */
  closure: Closure | undefined;
  /** What is paused alone, by the ids of the categories, and until when. */
  paused: ReadonlyMap<string, number | null>;
  /** Epoch milliseconds of the last order, once it comes near. */
  lastOrder: number | undefined;
}

/** The last order is worth a word this long before it. */
const near = 30 * 60_000;

/**
 * Follows the store's hours and pauses by the server's clock: the screen changes by itself the moment they do, and only then.
 */
export function useOrdering(): Taking {
  const store = useStore();
  const changes = useMemo(() => changesOf(store).flatMap((change) => [change - near, change]), [store]);
  // Between two changes nothing is different from the moment of the first.
  const moment = useSyncExternalStore(everySecond, () => {
    const now = serverNow();
    return Math.max(0, ...changes.filter((change) => change <= now));
  });
  return useMemo(() => {
    const paused = new Map<string, number | null>();
    for (const { categoryId } of store.pauses) {
      const closure = categoryId === null ? undefined : closureAt(store, moment, categoryId);
      if (categoryId !== null && closure?.why === 'paused') paused.set(categoryId, closure.until);
    }
    const last = lastOrderAt(store, moment);
    return {
      closure: closureAt(store, moment),
      paused,
      lastOrder: last !== undefined && last - moment <= near ? last : undefined,
    };
  }, [store, moment]);
}

/** Writes an instant as a time of the store's day, with its weekday where that is another day than today. */
export function useTimeWords(): (instant: number) => string {
  const format = useFormatter();
  return useCallback(
    (instant) => {
      const dayOf = (at: number) => format.dateTime(at, { dateStyle: 'short' });
      const isToday = dayOf(instant) === dayOf(serverNow());
      const time = { hour: 'numeric', minute: '2-digit' } as const;
      return format.dateTime(instant, isToday ? time : { weekday: 'long', ...time });
    },
    [format],
  );
}
