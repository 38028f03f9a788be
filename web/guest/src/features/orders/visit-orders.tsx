import type { Order, OrderLine } from '@soban/contract/orders';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { OrderStatusBadge } from '@soban/web-shared/ui/order-status.tsx';
import { ReceiptText } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { type LineNames, useLineNames } from '../../table/line-names.ts';
import { useOlderOrders, useVisit } from '../../table/visit-query.ts';

/** The orders of this visit with their status, newest first. */
export function VisitOrders(): ReactNode {
  const t = useTranslations('visit');
  const ta = useTranslations('app');
  const visit = useVisit().data;
  const older = useOlderOrders();
  const nameLine = useLineNames();
  if (!visit) {
    return <p className="p-8 text-center text-muted">{ta('loading')}</p>;
  }
  if (visit.items.length === 0) {
    return (
      <Notice icon={ReceiptText} title={t('empty')}>
        {t('emptyHint')}
      </Notice>
    );
  }
  const cursor = visit.nextCursor;
  return (
    <div className="flex flex-col gap-4 p-4">
      {visit.session?.awaiting ? (
        <p className="rounded-card bg-pending-soft p-4 font-medium text-pending">{t('awaiting')}</p>
      ) : null}
      <ul className="flex flex-col gap-4">
        {visit.items.map((order) => (
          <VisitOrder key={order.id} order={order} nameLine={nameLine} />
        ))}
      </ul>
      {older.failed ? <p className="text-center text-danger">{t('failed')}</p> : null}
      {cursor === null ? null : (
        <Button disabled={older.loading} onClick={() => older.load(cursor)}>
          {t('older')}
        </Button>
      )}
    </div>
  );
}

function VisitOrder({ order, nameLine }: { order: Order; nameLine: (line: OrderLine) => LineNames }): ReactNode {
  const t = useTranslations('visit');
  const ts = useTranslations('status');
  const format = useFormatter();
  const money = useMoney();
  const canceled = order.status === 'canceled';
  return (
    <li className="rounded-card border border-line bg-paper p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div>
          <h3 className="font-bold text-lg">{order.number}</h3>
          <p className="text-muted text-sm">
            {t('orderAt', { time: format.dateTime(new Date(order.createdAt), { hour: 'numeric', minute: '2-digit' }) })}
          </p>
        </div>
        <OrderStatusBadge status={order.status} word={ts(order.status)} />
      </div>
      {canceled && order.cancelReason ? (
        <p className="mt-2 text-canceled">{t('cancelReason', { reason: order.cancelReason })}</p>
      ) : null}
      <ul className={`mt-3 flex flex-col gap-2 border-line border-t pt-3 ${canceled ? 'text-muted line-through' : ''}`}>
        {order.items.map((line) => {
          const { name, options } = nameLine(line);
          const isVoid = !canceled && line.status === 'canceled';
          return (
            <li key={line.id} className="flex flex-wrap gap-x-3">
              <span className={`min-w-0 flex-1 ${isVoid ? 'text-muted line-through' : ''}`}>
                {name}
                {options.length > 0 ? <span className="block text-muted text-sm">{options.join(' · ')}</span> : null}
              </span>
              <span className="text-muted">×{line.quantity}</span>
              <span className={`min-w-16 text-right font-medium ${isVoid ? 'text-muted line-through' : ''}`}>
                {money(line.lineTotal)}
              </span>
              {isVoid && line.cancelReason ? (
                <span className="basis-full text-canceled text-sm">
                  {t('cancelReason', { reason: line.cancelReason })}
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      {order.note ? (
        <p className="mt-3 text-muted text-sm">
          {t('note')}: {order.note}
        </p>
      ) : null}
      <p className={`mt-3 flex justify-end border-line border-t pt-3 font-bold ${canceled ? 'line-through' : ''}`}>
        {money(order.total)}
      </p>
    </li>
  );
}
