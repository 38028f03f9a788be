import type { Order } from '@soban/contract/orders';
import type { OrderStep, UnfinishedStep } from '@soban/contract/vocabulary';
import { darkByDefault } from '@soban/web-shared/display-settings';
import { useStore } from '@soban/web-shared/store-context.tsx';
import { useWakeLock } from '@soban/web-shared/use-wake-lock';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useNow } from '../../device/clock.ts';
import { useFloorState } from '../../floor/floor.tsx';
import { ordersInKitchen } from '../../floor/floor-state.ts';
import { useSeenOrders } from '../../floor/seen-orders.ts';
import { useMoveOrder } from '../../floor/use-move-order.ts';
import { moveFocusByArrow } from '../../ui/arrow-keys.ts';
import { useCalmOrder } from '../../ui/use-calm-order.ts';
import { useFlip } from '../../ui/use-flip.ts';
import { AllDay } from './all-day.tsx';
import { CancelNotices } from './cancel-notices.tsx';
import { CompletedRow } from './completed-row.tsx';
import { Column, ColumnEmpty, ColumnTabs, type KitchenTab } from './kitchen-columns.tsx';
import { TicketCard } from './ticket-card.tsx';
import { allDayCounts, arrangeTickets, lateCancellations } from './tickets.ts';
import { useBumpKeys } from './use-bump-keys.ts';

/** Nobody cooks from the hundredth ticket; the ones in front move up as they go. */
const ticketLimit = 60;

/** The wall over the stove: what to cook next, how late it is, and what has just gone out. */
export function KitchenPage({ onOpenTable }: { onOpenTable: ((tableNumber: number) => void) | undefined }): ReactNode {
  const t = useTranslations('kitchen');
  const tables = useFloorState((floor) => floor.tables);
  const gone = useFloorState((floor) => floor.gone);
  const moves = useFloorState((floor) => floor.moves);
  const now = useNow();
  const seen = useSeenOrders();
  const thresholds = useStore().kitchen;
  const [tab, setTab] = useState<KitchenTab>('pending');
  const [sought, setSought] = useState<string>();
  const area = useRef<HTMLDivElement>(null);
  useEffect(darkByDefault, []);
  useWakeLock(true);

  const all = useMemo(() => ordersInKitchen({ tables, gone, moves }), [tables, gone, moves]);
  const orders = useMemo(() => new Map(all.map((order) => [order.id, order] as const)), [all]);
  const leaving = useMemo(
    () => new Set([...tables.flatMap((table) => table.leaving), ...gone].map(({ id }) => id)),
    [tables, gone],
  );
  const counts = useMemo(() => allDayCounts(all), [all]);
  const soughtNow = counts.some((count) => count.name === sought) ? sought : undefined;
  const wanted = arrangeTickets(all, now);
  const placed = useCalmOrder(area, wanted);
  // The figures tell the truth at once, also while the tickets stay where they are.
  const countOf = (column: OrderStep): number => wanted.filter((each) => each.group === column).length;
  useFlip(area, `${tab} ${placed.map((each) => each.id + each.group).join(' ')}`);

  const inColumn = (column: OrderStep): Order[] =>
    placed.flatMap((each) => (each.group === column ? (orders.get(each.id) ?? []) : []));
  const columns: Record<OrderStep, Order[]> = {
    pending: inColumn('pending'),
    preparing: inColumn('preparing'),
    completed: inColumn('completed'),
  };

  const keys = useBumpKeys(area, columns, useMoveOrder());
  const onOpen = useMemo(() => onOpenTable && ((order: Order) => onOpenTable(order.tableNumber)), [onOpenTable]);

  const ticketsIn = (column: UnfinishedStep): ReactNode => {
    const tickets = columns[column];
    if (tickets.length === 0) return <ColumnEmpty column={column} />;
    return (
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,17rem),1fr))] gap-3">
        {tickets.slice(0, ticketLimit).map((order, at) => (
          <TicketCard
            key={order.id}
            order={order}
            column={column}
            hotkey={keys.column === column && at < 9 ? at + 1 : undefined}
            sought={soughtNow}
            isNew={order.status === 'pending' && !seen.has(order.id)}
            hasLeft={leaving.has(order.id)}
            thresholds={thresholds}
            onMove={keys.move}
            onOpen={onOpen}
          />
        ))}
        {tickets.length > ticketLimit ? (
          <p className="col-span-full py-4 text-center font-semibold text-muted text-lg">
            {t('moreTickets', { count: tickets.length - ticketLimit })}
          </p>
        ) : null}
      </div>
    );
  };

  return (
    <div data-kitchen="" className="flex min-h-0 flex-1 flex-col">
      <h1 className="sr-only">{t('title')}</h1>
      <CancelNotices orders={lateCancellations(all, now)} />
      <ColumnTabs
        tab={tab}
        onTab={setTab}
        counts={{
          pending: countOf('pending'),
          preparing: countOf('preparing'),
          completed: countOf('completed'),
          allDay: counts.reduce((sum, count) => sum + count.quantity, 0),
        }}
      />
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrow keys are a shortcut; every ticket is reached by Tab as well */}
      <div
        ref={area}
        onKeyDown={moveFocusByArrow}
        className="grid min-h-0 flex-1 gap-4 p-4 pt-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_20rem] lg:grid-rows-[minmax(0,1fr)_minmax(0,1fr)] 2xl:grid-cols-[minmax(0,2fr)_minmax(0,2fr)_minmax(0,1fr)_18rem] 2xl:grid-rows-1"
      >
        <Column name="pending" tab={tab} count={countOf('pending')} className="lg:row-span-2 2xl:row-span-1">
          {ticketsIn('pending')}
        </Column>
        <Column name="preparing" tab={tab} count={countOf('preparing')} className="lg:row-span-2 2xl:row-span-1">
          {ticketsIn('preparing')}
        </Column>
        <Column name="allDay" tab={tab} count={undefined} className="2xl:order-last">
          <AllDay counts={counts} sought={soughtNow} onSeek={setSought} />
        </Column>
        <Column name="completed" tab={tab} count={countOf('completed')}>
          {columns.completed.length === 0 ? <ColumnEmpty column="completed" /> : null}
          <div className="flex flex-col gap-2">
            {columns.completed.map((order) => (
              <CompletedRow key={order.id} order={order} onMove={keys.move} />
            ))}
          </div>
        </Column>
      </div>
    </div>
  );
}
