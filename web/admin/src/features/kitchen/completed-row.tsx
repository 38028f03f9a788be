import type { Order } from '@soban/contract/orders';
import { IconButton } from '@soban/web-shared/ui/button.tsx';
import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { dishesOf, quantityFirst } from '../../floor/dishes.ts';
import type { Step } from '../../floor/use-move-order.ts';
import { Ago } from '../../ui/waited.tsx';

/** A ticket that has gone out, kept small: it is only there to be called back. */
export function CompletedRow({ order, onMove }: { order: Order; onMove: (order: Order, to: Step) => void }): ReactNode {
  const t = useTranslations('kitchen');
  const orderWords = useTranslations('order');
  return (
    <article
      data-flip={order.id}
      aria-label={t('ticket', { number: order.number, table: order.tableNumber })}
      className="flex items-center gap-3 rounded-card border border-line bg-surface py-2 pr-2 pl-4"
    >
      <span className="min-w-9 font-extrabold text-3xl">{order.tableNumber}</span>
      <div className="min-w-0 flex-1 leading-tight">
        <p className="line-clamp-2 font-semibold">{dishesOf(order).map(quantityFirst).join(', ')}</p>
        <p className="truncate text-muted text-sm">
          <Ago since={order.statusChangedAt} /> · {order.number}
        </p>
      </div>
      <IconButton
        data-stop=""
        icon={Undo2}
        look="secondary"
        className="!size-16"
        disabled={order.status !== 'completed'}
        label={orderWords('recallAria', { number: order.number })}
        onClick={() => onMove(order, 'preparing')}
      />
    </article>
  );
}
