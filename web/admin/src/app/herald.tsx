import type { StoreEvent } from '@soban/contract/events';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { playChime } from '../device/chime.ts';
import { useDevice } from '../device/device-settings.ts';
import { useFloor } from '../floor/floor.tsx';
import type { FloorState } from '../floor/floor-state.ts';
import { isSeen } from '../floor/seen-orders.ts';

/** What comes within this is told as one: a reconnect brings a whole outage's news at once. */
const gather = 150;
/** Milliseconds between two chimes at least. */
const chimePause = 2500;

interface News {
  orders: string[];
  calls: string[];
}

/** Of what came in, what still asks for somebody: an order that has moved on meanwhile is no news. */
function stillNews(news: News, { tables }: FloorState): { orders: number[]; calls: number[] } {
  const tablesWith = (holds: (table: FloorState['tables'][number]) => boolean): number[] =>
    tables.filter(holds).map((table) => table.number);
  return {
    orders: tablesWith((table) =>
      table.orders.some((order) => order.status === 'pending' && news.orders.includes(order.id) && !isSeen(order.id)),
    ),
    calls: tablesWith((table) => table.calls.some((call) => news.calls.includes(call.id))),
  };
}

/** Tells new orders and calls to ear and screen reader, each gathering once. */
export function Herald(): ReactNode {
  const floor = useFloor();
  const t = useTranslations('herald');
  const [words, setWords] = useState('');

  useEffect(() => {
    let news: News = { orders: [], calls: [] };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let chimedAt = Number.NEGATIVE_INFINITY;

    function hear(event: StoreEvent): void {
      if (event.type === 'order_created') news.orders.push(event.data.id);
      else if (event.type === 'call_created') news.calls.push(event.data.id);
      else return;
      timer ??= setTimeout(tell, gather);
    }

    function tell(): void {
      timer = undefined;
      const { orders, calls } = stillNews(news, floor.state.getState());
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

    const stop = floor.onEvent(hear);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [floor, t]);

  return (
    <p role="log" className="sr-only">
      {words}
    </p>
  );
}
