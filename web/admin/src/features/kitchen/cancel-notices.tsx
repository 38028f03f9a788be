import type { Order } from '@soban/contract/orders';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Ban } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { dishesOf, quantityFirst } from '../../floor/dishes.ts';
import { noteSeen, useSeenOrders } from '../../floor/seen-orders.ts';

/** Its own mark: whoever saw the order come in has not thereby seen it canceled. */
const mark = (order: Order): string => `canceled:${order.id}`;

/** What need not be cooked any more, until the kitchen says it knows. */
export function CancelNotices({ orders }: { orders: readonly Order[] }): ReactNode {
  const t = useTranslations('kitchen');
  const seen = useSeenOrders();
  const unseen = orders.filter((order) => !seen.has(mark(order)));
  if (unseen.length === 0) return null;
  return (
    <ul aria-label={t('canceledList')} className="flex flex-col gap-2 px-4 pt-3">
      {unseen.map((order) => (
        <li
          key={order.id}
          className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-1 rounded-card border-2 border-danger bg-danger-soft py-1 pr-1 pl-4 text-danger"
        >
          <Ban aria-hidden="true" className="size-7 shrink-0" />
          <p className="min-w-0 flex-1 font-bold text-xl">
            {t('canceled', { table: order.tableNumber })}{' '}
            <span className="font-semibold text-ink">{dishesOf(order).map(quantityFirst).join(', ')}</span>
          </p>
          <Button
            look="danger"
            className="min-h-14 px-6 text-lg"
            aria-label={t('knowAria', { number: order.number })}
            onClick={() => noteSeen([mark(order)])}
          >
            {t('know')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
