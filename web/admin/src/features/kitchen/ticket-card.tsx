import { nextStatus, previousStatus } from '@soban/contract/lifecycle';
import type { Order, OrderLine } from '@soban/contract/orders';
import type { KitchenThresholds } from '@soban/contract/store';
import type { OrderStep } from '@soban/contract/vocabulary';
import { Button, IconButton } from '@soban/web-shared/ui/button.tsx';
import { statusIcons } from '@soban/web-shared/ui/order-status.tsx';
import { Check, MessageSquareText, ShoppingBag, Undo2 } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useMinutesSince } from '../../device/clock.ts';
import { optionWords } from '../../floor/dishes.ts';
import { noteSeen, useSeenOrders } from '../../floor/seen-orders.ts';
import type { Step } from '../../floor/use-move-order.ts';
import { useTickLine } from '../../floor/use-tick-line.ts';
import { type Wait, waitAfter } from '../../floor/waiting.ts';
import { moveFocusOn } from '../../ui/arrow-keys.ts';
import { Waited } from '../../ui/waited.tsx';

export interface TicketCardProps {
  order: Order;
  /** Where the ticket stands on the screen; its order may have moved on a moment ago. */
  column: OrderStep;
  /** The number key that bumps it. */
  hotkey: number | undefined;
  /** The dish the cook wants to find. */
  sought: string | undefined;
  isNew: boolean;
  /** Its party is gone: what is made is packed. */
  hasLeft: boolean;
  thresholds: KitchenThresholds;
  onMove: (order: Order, to: Step) => void;
  /** Undefined: tables are not for whoever stands here. */
  onOpen: ((order: Order) => void) | undefined;
}

const headers: Readonly<Record<Wait, string>> = {
  fresh: 'bg-sunken text-ink',
  warn: 'bg-warn text-on-warn',
  late: 'bg-alarm text-on-alarm',
};

/** A ticket as it hangs over the stove: table and age, then quantity first, and nothing the guest wished can be missed. */
export const TicketCard = memo(function TicketCard(props: TicketCardProps): ReactNode {
  const { order, column, sought, isNew, hasLeft, onOpen } = props;
  const t = useTranslations('kitchen');
  const holds = sought === undefined || order.items.some((line) => line.name === sought);
  const leaving = order.status !== column;
  return (
    <article
      data-flip={order.id}
      data-ticket={order.id}
      aria-label={t('ticket', { number: order.number, table: order.tableNumber })}
      className={`relative flex flex-col rounded-card border border-edge/60 bg-surface transition-opacity ${holds ? '' : 'opacity-30'} ${leaving ? 'invisible' : ''}`}
    >
      {leaving ? <LeftMark order={order} /> : null}
      {isNew ? <span aria-hidden="true" className="soban-beckon" /> : null}
      <TicketHeader {...props} />
      {hasLeft ? (
        <p className="flex items-center gap-2 bg-ink px-4 py-1.5 font-bold text-lg text-paper">
          <ShoppingBag aria-hidden="true" className="size-5 shrink-0" />
          {t('hasLeft')}
        </p>
      ) : null}
      <TicketLines order={order} sought={sought} />
      {order.note ? (
        <div className="px-4 pb-3">
          <Wish text={order.note} />
        </div>
      ) : null}
      <TicketSteps {...props} />
      {onOpen ? (
        <button type="button" className="sr-only focus:not-sr-only focus:px-4" onClick={() => onOpen(order)}>
          {t('openTable', { table: order.tableNumber })}
        </button>
      ) : null}
    </article>
  );
});

function TicketHeader({ order, hotkey, thresholds, onOpen }: TicketCardProps): ReactNode {
  const t = useTranslations('kitchen');
  const wait = waitAfter(useMinutesSince(order.createdAt), thresholds);
  return (
    <header className={`flex items-center justify-between gap-3 rounded-t-[0.6875rem] px-4 py-2 ${headers[wait]}`}>
      {/* A shortcut for the finger; the keyboard's way is the button at the ticket's end. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- see above */}
      <div className="flex min-h-14 items-center gap-3" onClick={onOpen && (() => onOpen(order))}>
        <span className="font-extrabold text-5xl leading-none tracking-tight">{order.tableNumber}</span>
        <span className="text-sm leading-tight">
          {t('tableWord')}
          <br />
          <span className="font-medium">{order.number}</span>
        </span>
      </div>
      <div className="flex items-center gap-3">
        <div className="text-right">
          <Waited since={order.createdAt} className="font-extrabold text-4xl leading-none tracking-tight" />
          {wait === 'fresh' ? null : <p className="font-bold text-sm leading-tight">{t(wait)}</p>}
        </div>
        {hotkey === undefined ? null : (
          <kbd
            aria-hidden="true"
            className="hidden size-8 place-items-center rounded-lg border border-current/40 font-bold text-base lg:grid"
          >
            {hotkey}
          </kbd>
        )}
      </div>
    </header>
  );
}

/** Its own mark: whoever saw the order come in has not thereby seen that something of it is void. */
const voidMark = (line: OrderLine): string => `void:${line.id}`;

/** What is being made can be ticked dish by dish; what is void stays, struck through, until the kitchen says it knows. */
function TicketLines({ order, sought }: { order: Order; sought: string | undefined }): ReactNode {
  const t = useTranslations('kitchen');
  const seen = useSeenOrders();
  const { tick, ticking } = useTickLine(order);
  const lines = order.items.filter((line) => line.status !== 'canceled' || !seen.has(voidMark(line)));
  return (
    <ul className="flex flex-1 flex-col divide-y divide-line px-4">
      {lines.map((line) => {
        const words = <LineWords line={line} sought={line.name === sought} />;
        if (line.status === 'canceled') {
          return (
            <li key={line.id} className="flex items-center gap-2 py-2.5">
              <div className="min-w-0 flex-1 text-danger line-through decoration-2">{words}</div>
              <Button
                look="danger"
                className="min-h-14 px-4 text-lg"
                aria-label={t('knowLineAria', { name: line.name })}
                onClick={() => noteSeen([voidMark(line)])}
              >
                {t('know')}
              </Button>
            </li>
          );
        }
        if (order.status !== 'preparing') {
          return (
            <li key={line.id} className="py-2.5">
              {words}
            </li>
          );
        }
        const isDone = line.status === 'completed';
        return (
          <li key={line.id}>
            <button
              type="button"
              aria-pressed={isDone}
              aria-busy={ticking === line.id}
              className="-mx-2 flex min-h-16 w-[calc(100%+1rem)] items-center gap-2 rounded-lg px-2 py-2.5 text-left aria-busy:opacity-60"
              onClick={() => tick(line)}
            >
              <span className={`min-w-0 flex-1 ${isDone ? 'opacity-50' : ''}`}>{words}</span>
              {isDone ? <Check aria-hidden="true" className="size-8 shrink-0 text-completed" /> : null}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** In spans, so that a button can hold it. */
function LineWords({ line, sought }: { line: OrderLine; sought: boolean }): ReactNode {
  return (
    <>
      <span className={`flex gap-3 font-bold text-2xl leading-snug 2xl:text-[1.75rem] ${sought ? 'text-accent' : ''}`}>
        <span className="whitespace-nowrap">
          {line.quantity} <span className="font-normal opacity-70">×</span>
        </span>
        <span className="min-w-0 break-words">{line.name}</span>
      </span>
      {line.options.length > 0 ? (
        <span className="mt-1 ml-1 block border-accent border-l-4 pl-3 font-semibold text-accent text-lg leading-snug 2xl:text-xl">
          {line.options.map((option) => (
            <span key={option.name} className="block">
              {optionWords(option)}
            </span>
          ))}
        </span>
      ) : null}
      {line.note ? <Wish text={line.note} /> : null}
    </>
  );
}

/** In the guest's own words, on the loudest ground of the ticket. */
function Wish({ text }: { text: string }): ReactNode {
  return (
    <span className="mt-1.5 flex gap-2 rounded-lg bg-warn px-3 py-1.5 font-bold text-lg text-on-warn leading-snug">
      <MessageSquareText aria-hidden="true" className="mt-1 size-5 shrink-0" />
      <span className="min-w-0 break-words">{text}</span>
    </span>
  );
}

function TicketSteps({ order, onMove }: TicketCardProps): ReactNode {
  const t = useTranslations('kitchen');
  const orderWords = useTranslations('order');
  const next = nextStatus(order.status);
  const previous = previousStatus(order.status);
  return (
    <div className="flex gap-2 p-3 pt-1">
      {previous ? (
        <IconButton
          label={orderWords('recallAria', { number: order.number })}
          icon={Undo2}
          look="secondary"
          className="!size-16"
          onClick={() => onMove(order, previous)}
        />
      ) : null}
      {next ? (
        <Button
          data-stop=""
          data-bump={order.id}
          look={order.status === 'pending' ? 'secondary' : 'primary'}
          size="huge"
          icon={statusIcons[next]}
          className="flex-1 px-3"
          aria-label={orderWords(`${next}Aria`, { number: order.number })}
          onClick={(event) => {
            // Pressed by a key: the hand stays on the keys, so the next ticket is the one to be at.
            if (event.detail === 0) moveFocusOn(event.currentTarget);
            onMove(order, next);
          }}
        >
          {t(next)}
        </Button>
      ) : null}
    </div>
  );
}

/** A ticket that has just moved on keeps its place and its size, so that no other slides under the same finger. */
function LeftMark({ order }: { order: Order }): ReactNode {
  const statusWord = useTranslations('status');
  const Icon = statusIcons[order.status];
  return (
    <div
      aria-hidden="true"
      className="visible absolute inset-0 flex flex-col items-center justify-center gap-2 rounded-card border-2 border-line border-dashed text-muted"
    >
      <Icon className="size-10" />
      <p className="font-bold text-xl">{statusWord(order.status)}</p>
    </div>
  );
}
