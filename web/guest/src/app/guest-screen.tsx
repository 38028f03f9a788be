import type { MenuItem } from '@soban/contract/menu';
import type { Table } from '@soban/contract/tables';
import type { LiveStream } from '@soban/web-shared/live-stream';
import { refreshMenu } from '@soban/web-shared/menu';
import { useAskWhenBack } from '@soban/web-shared/release/renewal-context.tsx';
import { useStore } from '@soban/web-shared/store-context.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useLive } from '@soban/web-shared/use-live';
import { useQueryClient } from '@tanstack/react-query';
import { CloudOff } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useOpenCalls } from '../features/calls/open-calls.ts';
import { CartBar } from '../features/cart/cart-bar.tsx';
import { CartContents, ClearCartButton } from '../features/cart/cart-contents.tsx';
import { type ReviewedCart, reviewCart } from '../features/cart/cart-lines.ts';
import { useCart } from '../features/cart/cart-store.ts';
import { LanguageChoice } from '../features/display/language-choice.tsx';
import { focusMenu } from '../features/menu/focus-menu.ts';
import { MenuPage } from '../features/menu/menu-page.tsx';
import { useDishes, useMenu } from '../features/menu/menu-query.ts';
import { useOutbox, useOutboxState } from '../features/orders/outbox-context.tsx';
import { useVisit } from '../features/orders/visit-query.ts';
import { useKeepSignedIn } from '../features/pairing/keep-signed-in.ts';
import { usePairing } from '../features/pairing/pairing-store.ts';
import { CallPill } from './call-pill.tsx';
import { Header } from './header.tsx';
import { IdleTable } from './idle-table.tsx';
import { OrderAnswers, useOrderToast } from './order-sheets.tsx';
import { CartFooter, chooseAgain, prefetchSheets, SheetRoutes, useAddToCart } from './sheet-routes.tsx';
import { LiveStrip, NewReleaseStrip, PendingStrip } from './strips.tsx';
import { useLiveTable } from './use-live-table.ts';
import { type Sheets, useSheets } from './use-sheets.ts';
import { useVisitEnd } from './use-visit-end.ts';

/** A signed-in table's screen: the menu, the cart, and everything that opens over them. */
export function GuestScreen({ table }: { table: Table }): ReactNode {
  const t = useTranslations();
  const sheets = useSheets();
  const store = useStore();
  const [query, setQuery] = useState('');
  const menu = useMenu(store.id, useLocale());
  const dishes = useDishes(menu.data);
  const lines = useCart((state) => state.lines);
  const cart = useMemo(() => reviewCart(lines, dishes), [lines, dishes]);
  const visit = useVisit().data;
  const openCalls = useOpenCalls().data?.length ?? 0;
  const stream = useConnections(table);
  const add = useAddToCart();
  const inCart = useMemo(() => countByDish(cart), [cart]);
  const addOne = useCallback((item: MenuItem, from: Element) => void add(item, [], 1, from), [add]);
  const clearQuery = useCallback(() => setQuery(''), []);

  useEffect(prefetchSheets, []);

  return (
    <div className="app">
      <a
        href="#menu"
        onClick={(event) => {
          // Not by address: the back button is for closing sheets.
          event.preventDefault();
          focusMenu();
        }}
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-card focus:bg-ink focus:px-4 focus:py-3 focus:text-paper"
      >
        {t('app.skipToMenu')}
      </a>
      <div className="flex min-h-dvh flex-col wide:h-dvh wide:min-h-0">
        <Header
          tableName={table.name === '' ? t('app.tableNumber', { number: String(table.number) }) : table.name}
          visitTotal={visit?.session?.total}
          openCalls={openCalls}
          query={query}
          onQuery={setQuery}
        />
        <main className="flex flex-1 flex-col wide:grid wide:min-h-0 wide:grid-cols-[clamp(8.5rem,14%,13rem)_minmax(0,1fr)_clamp(18rem,28%,26rem)]">
          {menu.data ? (
            <MenuPage
              categories={menu.data.categories}
              query={query}
              onClearQuery={clearQuery}
              inCart={inCart}
              onAdd={addOne}
            />
          ) : (
            <NoMenu failed={menu.isError} />
          )}
          <CartPanel cart={cart} sheets={sheets} />
        </main>
        <footer className="sticky bottom-0 z-20 wide:static">
          <CallPill openCalls={openCalls} />
          <PendingStrip />
          <LiveStrip stream={stream} />
          <NewReleaseStrip />
          <CartBar cart={cart} />
        </footer>
      </div>
      <OrderAnswers sheets={sheets} />
      <SheetRoutes dishes={dishes} cart={cart} visit={visit} sheets={sheets} languageChoice={<LanguageChoice />} />
      <IdleTable table={table} menu={menu.data} cart={cart} visit={visit} sheets={sheets} onLeave={clearQuery} />
    </div>
  );
}

function countByDish(cart: ReviewedCart): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { line } of cart.lines) counts.set(line.menuItemId, (counts.get(line.menuItemId) ?? 0) + line.quantity);
  return counts;
}

/** The live connection, the sign-in and the order outbox of a signed-in table. */
function useConnections(table: Table): LiveStream {
  const t = useTranslations();
  const queries = useQueryClient();
  const outbox = useOutbox();
  const orderToast = useOrderToast();
  const endVisit = useVisitEnd();
  useKeepSignedIn();
  const stream = useLiveTable(table.id, {
    onOrderChanged: ({ number, status }) => orderToast(number, status),
    onVisitEnded: endVisit,
    onCallAcknowledged: ({ reason }) => showToast({ message: t('call.acknowledged', { reason: t(`call.${reason}`) }) }),
    onTableChanged: (changed) => usePairing.getState().tableChanged(changed),
  });
  useAskWhenBack(stream);
  const { status } = useLive(stream);

  useEffect(() => {
    outbox.resume(table.id);
    return () => outbox.pause();
  }, [outbox, table.id]);

  useEffect(() => {
    if (status === 'live') outbox.nudge();
  }, [outbox, status]);

  // A refused order means this screen was out of date: the fresh menu marks the lines it was refused for.
  const refused = useOutboxState().step === 'refused';
  useEffect(() => {
    if (refused) refreshMenu(queries);
  }, [queries, refused]);
  return stream;
}

function CartPanel({ cart, sheets }: { cart: ReviewedCart; sheets: Sheets }): ReactNode {
  const t = useTranslations('cart');
  const filled = cart.lines.length > 0;
  return (
    <aside
      aria-label={t('title')}
      data-cart-target
      className="hidden border-line border-l bg-surface wide:flex wide:min-h-0 wide:flex-col"
    >
      <div className="flex min-h-14 items-center justify-between border-line border-b py-1 pr-1 pl-4">
        <h2 className="font-bold text-lg">{t('title')}</h2>
        {filled ? <ClearCartButton /> : null}
      </div>
      <div className="slim-scroll min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <CartContents cart={cart} onChooseAgain={(line) => chooseAgain(line, sheets)} />
      </div>
      {filled ? (
        <div className="border-line border-t p-4">
          <CartFooter cart={cart} sheets={sheets} />
        </div>
      ) : null}
    </aside>
  );
}

/** Before the first menu has ever arrived: plates being laid, or why there are none. */
function NoMenu({ failed }: { failed: boolean }): ReactNode {
  const t = useTranslations();
  if (failed) {
    return (
      <Notice icon={CloudOff} title={t('menu.failed')} className="wide:col-span-2">
        {t('menu.failedHint')}
      </Notice>
    );
  }
  return (
    <output aria-label={t('app.loading')} className="block p-5 wide:col-span-2">
      <div className="grid grid-cols-2 gap-4 roomy:grid-cols-3 wide:grid-cols-4">
        {Array.from({ length: 8 }, (_, at) => (
          <div key={at} className="aspect-4/5 animate-pulse rounded-card bg-sunken" />
        ))}
      </div>
    </output>
  );
}
