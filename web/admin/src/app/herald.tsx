import { floorRoles } from '@soban/contract/vocabulary';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRoute } from 'wouter';
import { playChime } from '../device/chime.ts';
import { useDevice } from '../device/device-settings.ts';
import { useFloor } from '../floor/floor.tsx';
import { type FloorState, ordersToMake } from '../floor/floor-state.ts';
import { type News, newsBetween, tablesInNews } from '../floor/news.ts';
import { isSeen } from '../floor/seen-orders.ts';
import { useHasRole } from '../session/session.tsx';

/** What comes within this is told as one: a reconnect brings a whole outage's news at once. */
const gather = 150;
/** Milliseconds between two chimes at least. */
const chimePause = 2500;

/** Tells new orders and calls to ear and screen reader, each gathering once. */
export function Herald(): ReactNode {
  const floor = useFloor();
  const t = useTranslations('herald');
  const hearsCalls = useHasRole(floorRoles);
  const [inKitchen] = useRoute('/kitchen');
  const [words, setWords] = useState('');

  useEffect(() => {
    let news: News = { orders: [], calls: [] };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let chimedAt = Number.NEGATIVE_INFINITY;

    function hear(now: FloorState, before: FloorState): void {
      if (!now.truth || !before.truth || now.truth === before.truth) return;
      const { orders, calls: called } = newsBetween(
        before.truth,
        now.truth,
        inKitchen || !hearsCalls ? ordersToMake : undefined,
      );
      const calls = hearsCalls ? called : [];
      if (orders.length + calls.length === 0) return;
      news = { orders: [...news.orders, ...orders], calls: [...news.calls, ...calls] };
      timer ??= setTimeout(tell, gather);
    }

    function tell(): void {
      timer = undefined;
      const { orders, calls } = tablesInNews(news, floor.state.getState().tables, isSeen);
      news = { orders: [], calls: [] };
      if (orders.length + calls.length === 0) return;
      if (useDevice.getState().sound && performance.now() - chimedAt > chimePause) {
        chimedAt = performance.now();
        playChime(calls.length > 0 ? 'call' : 'order');
      }
      const said = [
        ...(orders.length > 0 ? [t('orders', { tables: orders.join(', ') })] : []),
        ...(calls.length > 0 ? [t('calls', { tables: calls.join(', ') })] : []),
      ];
      setWords(said.join(' '));
    }

    const stop = floor.state.subscribe(hear);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [floor, t, hearsCalls, inKitchen]);

  return (
    <p role="log" className="sr-only">
      {words}
    </p>
  );
}
