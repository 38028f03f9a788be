import type { BoardTable } from '@soban/contract/board';
import { floorRoles } from '@soban/contract/vocabulary';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { lazyPart } from '@soban/web-shared/release/lazy-part';
import { useAskWhenBack } from '@soban/web-shared/release/renewal-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { ToastRegion } from '@soban/web-shared/ui/toasts.tsx';
import { useLive } from '@soban/web-shared/use-live';
import { useQueryClient } from '@tanstack/react-query';
import { Unplug } from 'lucide-react';
import { type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Redirect, Route, Switch } from 'wouter';
import { unlockOnGesture } from '../device/chime.ts';
import { BoardPage } from '../features/board/board-page.tsx';
import { TableDrawer } from '../features/board/table-drawer.tsx';
import { CallsPanel } from '../features/calls/calls-panel.tsx';
import { KitchenPage } from '../features/kitchen/kitchen-page.tsx';
import { MenuPanel } from '../features/menu/menu-panel.tsx';
import { PausePanel } from '../features/pauses/pause-panel.tsx';
import { SettingsPanel } from '../features/settings/settings-panel.tsx';
import { createFloor, FloorContext, useFloor, useFloorState } from '../floor/floor.tsx';
import { useHasRole } from '../session/session.tsx';
import { useStaySignedIn } from '../session/stay-signed-in.ts';
import { ComposerMissing } from './composer-missing.tsx';
import { Herald } from './herald.tsx';
import { type Panel, usePanel } from './panel.ts';
import { Foot, Header } from './shell.tsx';

const OrderComposer = lazyPart(
  async () => (await import('../features/ordering/order-composer.tsx')).OrderComposer,
  ComposerMissing,
);
const QrSheet = lazyPart(async () => (await import('../features/qr/qr-sheet.tsx')).QrSheet, PartMissing);

/** The app for as long as one person is signed in; `live` is false while they have to sign in again. */
export function SignedIn({ live }: { live: boolean }): ReactNode {
  const api = useApi();
  const queries = useQueryClient();
  const [floor] = useState(() => createFloor(api, queries));
  useEffect(() => (live ? floor.stream.start() : undefined), [floor, live]);
  useAskWhenBack(floor.stream);
  useStaySignedIn(live);
  useEffect(unlockOnGesture, []);
  const isOnFloor = useHasRole(floorRoles);
  const [panel, open, close] = usePanel();
  const openTable = useCallback((tableNumber: number) => open({ kind: 'table', tableNumber }), [open]);
  const order = useCallback((table: BoardTable) => open({ kind: 'order', tableNumber: table.number }), [open]);
  return (
    <FloorContext value={floor}>
      <div className="flex min-h-dvh flex-col pb-(--foot)">
        <Header onOpen={open} />
        <main className="flex flex-1 flex-col">
          <WhenLoaded>
            <Switch>
              {isOnFloor ? (
                <Route path="/">
                  <BoardPage onOpen={(table) => openTable(table.number)} onOrder={order} />
                </Route>
              ) : null}
              <Route path="/kitchen">
                {/* On a wall the columns scroll, not the page. */}
                <div className="flex flex-col lg:h-[calc(100dvh-3.5rem-1px-var(--foot))]">
                  <KitchenPage onOpenTable={isOnFloor ? openTable : undefined} />
                </div>
              </Route>
              {isOnFloor ? (
                <Route path="/qr">
                  <Suspense>
                    <QrSheet />
                  </Suspense>
                </Route>
              ) : null}
              <Route>
                <Redirect to={isOnFloor ? '/' : '/kitchen'} replace />
              </Route>
            </Switch>
          </WhenLoaded>
        </main>
        <Foot onOpen={open} />
      </div>
      {panel ? <OpenPanel panel={panel} onOrder={order} onClose={close} /> : null}
      <Herald />
      <ToastRegion />
    </FloorContext>
  );
}

/** A link may name what is not this person's to open. */
function OpenPanel(props: { panel: Panel; onOrder: (table: BoardTable) => void; onClose: () => void }): ReactNode {
  const { panel, onOrder, onClose } = props;
  const isOnFloor = useHasRole(floorRoles);
  if (!isOnFloor && ('tableNumber' in panel || panel.kind === 'calls' || panel.kind === 'pause')) return null;
  switch (panel.kind) {
    case 'table':
      return (
        <AtTable number={panel.tableNumber}>
          {(table) => <TableDrawer table={table} onOrder={onOrder} onClose={onClose} />}
        </AtTable>
      );
    case 'order':
      return (
        <AtTable number={panel.tableNumber}>
          {(table) => (
            <Suspense>
              <OrderComposer key={table.id} table={table} onClose={onClose} />
            </Suspense>
          )}
        </AtTable>
      );
    case 'calls':
      return <CallsPanel onClose={onClose} />;
    case 'menu':
      return <MenuPanel onClose={onClose} />;
    case 'pause':
      return <PausePanel onClose={onClose} />;
    case 'settings':
      return <SettingsPanel onClose={onClose} />;
  }
}

function AtTable({ number, children }: { number: number; children: (table: BoardTable) => ReactNode }): ReactNode {
  const table = useFloorState(({ tables }) => tables.find((each) => each.number === number));
  return table ? children(table) : null;
}

/** Before the first snapshot there is nothing true to show. */
function WhenLoaded({ children }: { children: ReactNode }): ReactNode {
  const t = useTranslations('loading');
  const loaded = useFloorState((state) => state.truth !== null);
  const { status } = useLive(useFloor().stream);
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (loaded) return undefined;
    const timer = setTimeout(() => setSlow(true), 3000);
    return () => clearTimeout(timer);
  }, [loaded]);
  if (loaded) return children;
  if (slow || status === 'offline') {
    return (
      <Notice
        icon={Unplug}
        title={t('failed')}
        className="flex-1"
        action={<Button onClick={() => location.reload()}>{t('again')}</Button>}
      >
        {t('failedExplain')}
      </Notice>
    );
  }
  return <CardsToCome label={t('board')} />;
}

function CardsToCome({ label }: { label: string }): ReactNode {
  return (
    <div
      role="status"
      aria-label={label}
      className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,18.5rem),1fr))] gap-4 p-4 pt-20 lg:px-6"
    >
      {Array.from({ length: 8 }, (_, at) => (
        <div key={at} className="h-52 animate-pulse rounded-card bg-sunken" />
      ))}
    </div>
  );
}

function PartMissing(): ReactNode {
  const t = useTranslations('release');
  return <p className="p-6 text-muted">{t('partMissing')}</p>;
}
