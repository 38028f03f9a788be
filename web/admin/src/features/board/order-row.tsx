import { nextStatus } from '@soban/contract/lifecycle';
import type { Order } from '@soban/contract/orders';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { statusColours, statusIcons } from '@soban/web-shared/ui/order-status.tsx';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { dishesOf, nameFirst } from '../../floor/dishes.ts';
import { useMoveOrder } from '../../floor/use-move-order.ts';
import { useStepReady } from '../../floor/use-step-ready.ts';
import { Ago } from '../../ui/waited.tsx';

/** How many dishes a row names before it counts the rest. */
const namedDishes = 3;

/** One order in short on a table's card: its state, its age, what it is, and the step it waits for. */
export function OrderRow({ order, isNew }: { order: Order; isNew: boolean }): ReactNode {
  const t = useTranslations('order');
  const statusWord = useTranslations('status');
  const move = useMoveOrder();
  const next = nextStatus(order.status);
  const ready = useStepReady(order.status);
  const Icon = statusIcons[order.status];
  const dishes = dishesOf(order);
  const named = dishes.slice(0, namedDishes).map(nameFirst);
  const more = dishes.length - named.length;
  return (
    <li className="flex min-h-12 items-center gap-2.5 py-1">
      <span className={`grid size-8 shrink-0 place-items-center rounded-full ${statusColours[order.status]}`}>
        <Icon aria-hidden="true" className="size-4" />
      </span>
      <div className="min-w-0 flex-1 text-sm leading-snug">
        <p className="truncate">
          <span className={`font-bold ${isNew ? 'text-accent' : ''}`}>
            {isNew ? t('new') : statusWord(order.status)}
          </span>{' '}
          <span className="text-muted">
            <Ago since={order.createdAt} />
          </span>
        </p>
        <p className={`line-clamp-2 font-medium ${order.status === 'canceled' ? 'text-muted line-through' : ''}`}>
          {more > 0 ? t('andMore', { dishes: named.join(', '), more }) : named.join(', ')}
        </p>
      </div>
      {next ? (
        <Button
          look={order.status === 'pending' ? 'primary' : 'secondary'}
          className="relative z-10 shrink-0 px-3.5 text-sm"
          aria-label={t(`${next}Aria`, { number: order.number })}
          aria-disabled={!ready}
          onClick={() => ready && move(order, next)}
        >
          {t(next)}
        </Button>
      ) : null}
    </li>
  );
}
