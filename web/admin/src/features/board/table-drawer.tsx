import type { BoardTable } from '@soban/contract/board';
import type { Order, OrderLine } from '@soban/contract/orders';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { ArrowRightLeft, ClipboardPlus, DoorOpen, Merge, ShoppingBag, Utensils } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFloor } from '../../floor/floor.tsx';
import { useOrderDraft } from '../../floor/order-drafts.ts';
import { Panel } from '../../floor/panel.tsx';
import { useTakeCall } from '../../floor/use-take-call.ts';
import { CallStrip } from '../../ui/call-strip.tsx';
import { Waited } from '../../ui/waited.tsx';
import { AwaitingParty } from './awaiting-party.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { EndSessionDialog } from './end-session-dialog.tsx';
import { LastVisit } from './last-visit.tsx';
import { OrderDetail } from './order-detail.tsx';
import { PartySize, SeatParty } from './party.tsx';
import { type Carry, PlaceDialog } from './place-dialog.tsx';
import { VoidDialog } from './void-dialog.tsx';

/** Everything about one table's visit; looking here is what makes its new orders seen. */
export function TableDrawer(props: {
  table: BoardTable;
  onOrder: (table: BoardTable) => void;
  onClose: () => void;
}): ReactNode {
  const { table, onOrder, onClose } = props;
  const t = useTranslations('table');
  const places = useTranslations('places');
  const money = useMoney();
  const take = useTakeCall();
  const [canceling, setCanceling] = useState<Order>();
  const [voiding, setVoiding] = useState<{ order: Order; line: OrderLine }>();
  const [ending, setEnding] = useState(false);
  const [carry, setCarry] = useState<Carry>();
  const { session } = table;
  const { glances } = useFloor();

  useEffect(() => {
    glances.add(table.orders.filter((order) => order.status === 'pending').map((order) => order.id));
  }, [glances, table.orders]);

  const name = table.name === '' ? '' : ` · ${table.name}`;
  return (
    <Panel
      title={`${t('title', { number: table.number })}${name}`}
      onClose={onClose}
      footer={
        session ? (
          <div className="flex flex-wrap items-center justify-between gap-3">
            <div className="leading-tight">
              <p className="text-muted text-sm">
                {t('visit', { orders: session.orderCount })} ·{' '}
                <Waited since={session.startedAt} unitClassName="font-normal" />
              </p>
              <p className="font-extrabold text-2xl">{money(session.total)}</p>
            </div>
            <Button icon={DoorOpen} size="large" onClick={() => setEnding(true)}>
              {t('end')}
            </Button>
          </div>
        ) : undefined
      }
      tools={<OrderButton table={table} onOrder={onOrder} />}
    >
      {table.calls.length > 0 ? (
        <div className="px-4 pt-3">
          {table.calls.map((call) => (
            <CallStrip key={call.id} call={call} onTake={take} />
          ))}
        </div>
      ) : null}
      {session?.code ? (
        <p className="px-4 pt-3 text-lg">
          <strong>{t('code', { code: session.code })}</strong>
        </p>
      ) : null}
      {session?.awaiting ? (
        <div className="px-4 pt-3">
          <AwaitingParty session={session} tableNumber={table.number} />
        </div>
      ) : null}
      {session ? (
        <>
          <PartySize key={session.id} session={session} />
          <div className="flex flex-wrap gap-2 px-4 pt-3">
            <Button
              icon={ArrowRightLeft}
              className="flex-1 whitespace-nowrap"
              onClick={() => setCarry({ kind: 'move' })}
            >
              {places('move.open')}
            </Button>
            <Button icon={Merge} className="flex-1 whitespace-nowrap" onClick={() => setCarry({ kind: 'merge' })}>
              {places('merge.open')}
            </Button>
          </div>
        </>
      ) : null}
      {table.orders.map((order) => (
        <OrderDetail
          key={order.id}
          order={order}
          onCancel={setCanceling}
          onVoid={(of, line) => setVoiding({ order: of, line })}
          onTransfer={(transferred) => setCarry({ kind: 'transfer', order: transferred })}
        />
      ))}
      {session && table.orders.length === 0 ? <Notice icon={Utensils} title={t('noOrders')} /> : null}
      {session ? null : (
        <>
          <Notice icon={Utensils} title={t('free')} action={<SeatParty tableId={table.id} />}>
            {t('freeExplain')}
          </Notice>
          <LastVisit table={table} />
        </>
      )}
      {table.leaving.length > 0 ? (
        <section aria-label={t('leaving')} className="border-line border-t-8">
          <h2 className="flex items-center gap-2 px-5 pt-4 font-bold">
            <ShoppingBag aria-hidden="true" className="size-5" />
            {t('leaving')}
          </h2>
          {table.leaving.map((order) => (
            <OrderDetail
              key={order.id}
              order={order}
              onCancel={setCanceling}
              onVoid={(of, line) => setVoiding({ order: of, line })}
            />
          ))}
        </section>
      ) : null}
      {canceling ? <CancelDialog order={canceling} onClose={() => setCanceling(undefined)} /> : null}
      {voiding ? <VoidDialog {...voiding} onClose={() => setVoiding(undefined)} /> : null}
      {carry && session ? (
        <PlaceDialog
          table={table}
          session={session}
          carry={carry}
          onClose={() => setCarry(undefined)}
          onDone={() => {
            setCarry(undefined);
            if (carry.kind !== 'transfer') onClose();
          }}
        />
      ) : null}
      {ending && session ? (
        <EndSessionDialog
          table={table}
          session={session}
          onClose={() => setEnding(false)}
          onEnded={() => {
            setEnding(false);
            onClose();
          }}
        />
      ) : null}
    </Panel>
  );
}

/** Goes on with what somebody at this device was putting together, if anything. */
function OrderButton({ table, onOrder }: { table: BoardTable; onOrder: (table: BoardTable) => void }): ReactNode {
  const t = useTranslations('ordering');
  const { lines, unanswered } = useOrderDraft(table.id);
  return (
    <Button icon={ClipboardPlus} onClick={() => onOrder(table)}>
      {t(lines.length > 0 || unanswered ? 'goOn' : 'open')}
    </Button>
  );
}
