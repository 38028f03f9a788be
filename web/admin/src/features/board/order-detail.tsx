import { nextStatus, type PreviousStep, previousStatus } from '@soban/contract/lifecycle';
import type { Order, OrderLine } from '@soban/contract/orders';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Button, IconButton } from '@soban/web-shared/ui/button.tsx';
import { OrderStatusBadge } from '@soban/web-shared/ui/order-status.tsx';
import { ArrowRightLeft, Ban, MessageSquareText, Minus, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { optionWords } from '../../floor/dishes.ts';
import { useMoveOrder } from '../../floor/use-move-order.ts';
import { useStepReady } from '../../floor/use-step-ready.ts';
import { Ago } from '../../ui/waited.tsx';

interface OrderDetailProps {
  order: Order;
  onCancel: (order: Order) => void;
  onVoid: (order: Order, line: OrderLine) => void;
  /** Undefined: its party has left. */
  onTransfer?: ((order: Order) => void) | undefined;
}

/** One order in full: every line as the guest chose it, and the steps it can take from here. */
export function OrderDetail({ order, onCancel, onVoid, onTransfer }: OrderDetailProps): ReactNode {
  const statusWord = useTranslations('status');
  const t = useTranslations('order');
  const format = useFormatter();
  const money = useMoney();
  const canceled = order.status === 'canceled';
  return (
    <article aria-label={order.number} className="border-line border-b px-5 py-4">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <div>
          <h3 className="font-bold text-lg">{order.number}</h3>
          <p className="text-muted text-sm">
            {format.dateTime(new Date(order.createdAt), { hour: 'numeric', minute: '2-digit' })}
            {' · '}
            <Ago since={order.createdAt} />
          </p>
        </div>
        <OrderStatusBadge status={order.status} word={statusWord(order.status)} />
      </header>
      <ul className={`my-3 flex flex-col gap-2.5 ${canceled ? 'text-muted line-through' : ''}`}>
        {order.items.map((line) => (
          <Line key={line.id} line={line} onVoid={canceled ? undefined : () => onVoid(order, line)} />
        ))}
      </ul>
      {order.note ? <Remark text={order.note} /> : null}
      {canceled && order.cancelReason ? (
        <p className="font-medium text-danger text-sm">{t('canceledBecause', { reason: order.cancelReason })}</p>
      ) : null}
      <div className={`flex items-baseline justify-between pt-1 ${canceled ? 'text-muted line-through' : ''}`}>
        <span className="text-muted text-sm">{t('total')}</span>
        <span className="font-bold text-lg">{money(order.total)}</span>
      </div>
      {canceled ? null : <Steps order={order} onCancel={onCancel} onTransfer={onTransfer} />}
    </article>
  );
}

function Line({ line, onVoid }: { line: OrderLine; onVoid: (() => void) | undefined }): ReactNode {
  const t = useTranslations('order');
  const statusWord = useTranslations('status');
  const money = useMoney();
  const isVoid = line.status === 'canceled';
  return (
    <li className="grid grid-cols-[2.25rem_minmax(0,1fr)_auto] items-start gap-x-2">
      <span className={`font-bold ${isVoid ? 'text-muted line-through' : ''}`}>{line.quantity} ×</span>
      <span className={`break-words font-semibold ${isVoid ? 'text-muted line-through' : ''}`}>{line.name}</span>
      <span className="flex flex-wrap items-start justify-end">
        <span className={isVoid ? 'text-muted line-through' : ''}>{money(line.lineTotal)}</span>
        {isVoid || !onVoid ? null : (
          <IconButton
            icon={Minus}
            label={t('voidAria', { name: line.name })}
            className="-mt-2.5 -mr-3 text-danger"
            onClick={onVoid}
          />
        )}
      </span>
      <div className="col-span-2 col-start-2 text-sm">
        {line.options.map((option) => (
          <p key={option.name} className="text-muted">
            {optionWords(option)}
            {option.priceDelta === 0 ? null : ` (${option.priceDelta > 0 ? '+' : ''}${money(option.priceDelta)})`}
          </p>
        ))}
        {line.note ? <Remark text={line.note} /> : null}
        {isVoid && onVoid ? (
          <p className="font-medium text-danger">
            {line.cancelReason ? t('canceledBecause', { reason: line.cancelReason }) : statusWord('canceled')}
          </p>
        ) : null}
      </div>
    </li>
  );
}

/** What the guest wrote must not be missed. */
function Remark({ text }: { text: string }): ReactNode {
  return (
    <p className="my-1 flex gap-2 rounded-lg bg-pending-soft px-3 py-1.5 font-semibold text-pending high:border">
      <MessageSquareText aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 break-words">{text}</span>
    </p>
  );
}

const recallWords = { pending: 'recallToPending', preparing: 'recallToPreparing' } as const satisfies Record<
  PreviousStep,
  string
>;

function Steps({ order, onCancel, onTransfer }: Omit<OrderDetailProps, 'onVoid'>): ReactNode {
  const t = useTranslations('order');
  const move = useMoveOrder();
  const ready = useStepReady(order.status);
  const next = nextStatus(order.status);
  const previous = previousStatus(order.status);
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {next ? (
        <Button
          look="primary"
          className="flex-1 whitespace-nowrap"
          aria-label={t(`${next}Aria`, { number: order.number })}
          aria-disabled={!ready}
          onClick={() => ready && move(order, next)}
        >
          {t(next)}
        </Button>
      ) : null}
      {previous ? (
        <Button
          icon={Undo2}
          className="flex-1 whitespace-nowrap"
          aria-label={t(`${recallWords[previous]}Aria`, {
            number: order.number,
          })}
          aria-disabled={!ready}
          onClick={() => ready && move(order, previous)}
        >
          {t(recallWords[previous])}
        </Button>
      ) : null}
      {onTransfer ? (
        <Button
          look="quiet"
          icon={ArrowRightLeft}
          aria-label={t('transferAria', { number: order.number })}
          onClick={() => onTransfer(order)}
        >
          {t('transfer')}
        </Button>
      ) : null}
      <Button
        look="quiet"
        icon={Ban}
        className="whitespace-nowrap text-danger"
        aria-label={t('cancelAria', { number: order.number })}
        onClick={() => onCancel(order)}
      >
        {t('cancel')}
      </Button>
    </div>
  );
}
