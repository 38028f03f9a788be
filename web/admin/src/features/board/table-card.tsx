import type { BoardTable } from '@soban/contract/board';
import type { KitchenThresholds } from '@soban/contract/store';
import { orderStatuses } from '@soban/contract/vocabulary';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Button, IconButton } from '@soban/web-shared/ui/button.tsx';
import { ClipboardPlus, Eye, ShoppingBag } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useMinutesSince } from '../../device/clock.ts';
import { useFloor } from '../../floor/floor.tsx';
import { useTakeCall } from '../../floor/use-take-call.ts';
import { longestWaiting, waitAfter } from '../../floor/waiting.ts';
import { CallStrip } from '../../ui/call-strip.tsx';
import { Waited } from '../../ui/waited.tsx';
import { AwaitingParty } from './awaiting-party.tsx';
import { OrderRow } from './order-row.tsx';

export interface TableCardProps {
  table: BoardTable;
  /** Ids of its new orders, joined, so that the card rests while they stay the same. */
  newOrders: string;
  late: boolean;
  /** How many orders the card shows before it counts the rest. */
  shownOrders: number;
  thresholds: KitchenThresholds;
  onOpen: (table: BoardTable) => void;
  onOrder: (table: BoardTable) => void;
}

/** One table: whose it is and how long it has waited in the largest figures, then what it waits for. */
export const TableCard = memo(function TableCard(props: TableCardProps): ReactNode {
  const { table, late, shownOrders, thresholds, onOpen, onOrder } = props;
  const t = useTranslations('board');
  const words = useTranslations('table');
  const ordering = useTranslations('ordering');
  const money = useMoney();
  const take = useTakeCall();
  const newOrders = props.newOrders === '' ? [] : props.newOrders.split(' ');
  const isAwaiting = table.session?.awaiting === true;
  const asks = newOrders.length > 0 || late || table.calls.length > 0 || isAwaiting;
  const frame = asks ? `border-2 ${late ? 'border-alarm' : 'border-accent'}` : 'border border-line';
  // What still has to be made comes first, what need not be made any more last.
  const orders = orderStatuses
    .flatMap((status) => table.orders.filter((order) => order.status === status))
    .slice(0, shownOrders);
  const more = table.orders.length - orders.length;

  return (
    <article
      data-flip={table.id}
      aria-label={t('table', { number: table.number })}
      className={`relative flex flex-col rounded-card bg-surface shadow-card ${frame}`}
    >
      {newOrders.length > 0 ? <span aria-hidden="true" className="soban-beckon" /> : null}
      <header className="flex items-start justify-between gap-3 px-4 pt-3">
        <TableNumber table={table} onOpen={onOpen} />
        <WaitedFigure table={table} thresholds={thresholds} />
      </header>
      <div className="flex flex-1 flex-col gap-1 px-4 pt-1 pb-2">
        {table.session && isAwaiting ? <AwaitingParty session={table.session} tableNumber={table.number} /> : null}
        {table.calls.map((call) => (
          <CallStrip key={call.id} call={call} onTake={take} />
        ))}
        <ul>
          {orders.map((order) => (
            <OrderRow key={order.id} order={order} isNew={newOrders.includes(order.id)} />
          ))}
        </ul>
        {table.leaving.length > 0 ? (
          <p className="flex items-center gap-2 py-1 font-semibold text-muted text-sm">
            <ShoppingBag aria-hidden="true" className="size-5 shrink-0" />
            {t('leaving', { count: table.leaving.length })}
          </p>
        ) : null}
      </div>
      {newOrders.length > 0 || more > 0 ? (
        <div className="flex min-h-12 items-center justify-between px-4">
          <p className="pl-10.5 text-muted text-sm">{more > 0 ? t('moreOrders', { count: more }) : null}</p>
          {newOrders.length > 0 ? <SeenButton table={table} newOrders={newOrders} /> : null}
        </div>
      ) : null}
      <footer className="flex items-center gap-2 border-line border-t pr-1 pl-4">
        <span className="min-w-0 flex-1 py-2.5 text-muted text-sm">
          {table.session ? t('visit', { orders: table.session.orderCount }) : t('free')}
          {table.session?.partySize ? ` · ${words('people', { count: table.session.partySize })}` : null}
          {table.session?.code ? ` · ${words('code', { code: table.session.code })}` : null}
          {table.session && (table.calls.length > 0 || longestWaiting(table)) ? (
            <>
              {` · ${t('visiting')} `}
              <Waited since={table.session.startedAt} unitClassName="font-normal" />
            </>
          ) : null}
        </span>
        <span className="whitespace-nowrap font-bold text-lg">{table.session ? money(table.session.total) : null}</span>
        <IconButton
          icon={ClipboardPlus}
          label={ordering('openAria', { number: table.number })}
          className="relative z-10 text-muted"
          onClick={() => onOrder(table)}
        />
      </footer>
    </article>
  );
});

/** Somebody has looked: the card calms down, the order goes on waiting. */
function SeenButton({ table, newOrders }: { table: BoardTable; newOrders: readonly string[] }): ReactNode {
  const t = useTranslations('board');
  const { glances } = useFloor();
  return (
    <Button
      look="quiet"
      icon={Eye}
      className="-mr-2.5 relative z-10 px-2.5 text-accent text-sm"
      aria-label={t('seenAria', { number: table.number })}
      onClick={() => glances.add(newOrders)}
    >
      {t('seen')}
    </Button>
  );
}

/** The whole card opens the table: the button's area is stretched over it, under the buttons inside. */
function TableNumber({ table, onOpen }: Pick<TableCardProps, 'table' | 'onOpen'>): ReactNode {
  const t = useTranslations('board');
  return (
    <h3 className="min-w-0">
      <button
        type="button"
        data-stop=""
        aria-label={t('open', { number: table.number })}
        onClick={() => onOpen(table)}
        className="flex items-baseline gap-2 text-left after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:outline-(--focus) focus-visible:after:outline-offset-2"
      >
        <span className="font-extrabold text-5xl leading-none tracking-tight">{table.number}</span>
        <span className="truncate text-muted text-sm">{table.name}</span>
      </button>
    </h3>
  );
}

const waitColours = { fresh: 'text-ink', warn: 'text-pending', late: 'text-danger' } as const;

/** How long the table has waited for its oldest order or call; at a table that waits for nothing, quietly, its visit. */
function WaitedFigure({ table, thresholds }: Pick<TableCardProps, 'table' | 'thresholds'>): ReactNode {
  const t = useTranslations('board');
  const waiting = longestWaiting(table);
  const call = table.calls[0];
  if (waiting && !(call && call.createdAt < waiting.createdAt)) {
    return <WaitingFigure since={waiting.createdAt} thresholds={thresholds} />;
  }
  if (call) return <Figure since={call.createdAt} word={t('calling')} className="text-accent" />;
  if (!table.session) return null;
  return <Figure since={table.session.startedAt} word={t('visiting')} className="text-muted" />;
}

function WaitingFigure({ since, thresholds }: { since: string; thresholds: KitchenThresholds }): ReactNode {
  const t = useTranslations('board');
  const wait = waitAfter(useMinutesSince(since), thresholds);
  return <Figure since={since} word={t(wait === 'late' ? 'late' : 'waiting')} className={waitColours[wait]} />;
}

function Figure({ since, word, className }: { since: string; word: string; className: string }): ReactNode {
  return (
    <p className={`flex flex-col items-end ${className}`}>
      <Waited since={since} className="font-extrabold text-4xl leading-none tracking-tight" />
      <span className="mt-1 font-semibold text-xs">{word}</span>
    </p>
  );
}
