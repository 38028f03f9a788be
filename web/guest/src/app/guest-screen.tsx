import type { Menu, MenuItem } from '@soban/contract/menu';
import type { Table } from '@soban/contract/tables';
import { type PausedDishes, type ReviewedCart, reviewCart } from '@soban/web-shared/ordering/cart-lines';
import { useStore } from '@soban/web-shared/store-context.tsx';
import { useOrdering } from '@soban/web-shared/use-ordering';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { IdleTable } from '../features/attract/idle-table.tsx';
import { CallPill } from '../features/calls/call-pill.tsx';
import { CartBar } from '../features/cart/cart-bar.tsx';
import { CartPanel } from '../features/cart/cart-panel.tsx';
import { useAddToCart } from '../features/cart/use-add-to-cart.ts';
import { focusMenu } from '../features/menu/focus-menu.ts';
import { MenuPage } from '../features/menu/menu-page.tsx';
import { NoMenu } from '../features/menu/no-menu.tsx';
import { OrderAnswers } from '../features/orders/order-answers.tsx';
import { OrderingStrip } from '../features/orders/ordering-strip.tsx';
import { PendingStrip } from '../features/orders/pending-strip.tsx';
import { useCart } from '../table/cart.ts';
import { useDishes, useMenu } from '../table/menu-query.ts';
import { useOpenCalls } from '../table/open-calls.ts';
import { useConnections } from '../table/use-connections.ts';
import { useVisit } from '../table/visit-query.ts';
import { useSheets } from '../ui/use-sheets.ts';
import { Header } from './header.tsx';
import { LiveStrip, NewReleaseStrip } from './live-status.tsx';
import { prefetchSheets, SheetRoutes } from './sheet-routes.tsx';

/** A signed-in table's screen: the menu, the cart, and everything that opens over them. */
export function GuestScreen({ table }: { table: Table }): ReactNode {
  const t = useTranslations();
  const sheets = useSheets();
  const store = useStore();
  const [query, setQuery] = useState('');
  const menu = useMenu(store.id, useLocale());
  const dishes = useDishes(menu.data);
  const lines = useCart((state) => state.lines);
  const { paused: pausedCategories } = useOrdering();
  const paused = useMemo(() => pausedDishes(menu.data, pausedCategories), [menu.data, pausedCategories]);
  const visit = useVisit().data;
  // A party's first order, where somebody has said how many they are.
  const people = visit?.session?.orderCount === 0 ? visit.session.partySize : null;
  const cart = useMemo(() => reviewCart(lines, dishes, { paused, people }), [lines, dishes, paused, people]);
  const openCalls = useOpenCalls().data?.length ?? 0;
  const stream = useConnections(table);
  const add = useAddToCart();
  const inCart = useMemo(() => countByDish(cart), [cart]);
  const addOne = useCallback((item: MenuItem, from: Element) => void add(item, [], 'least', from), [add]);
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
          visitTotal={visit && visit.items.length > 0 ? visit.session?.total : undefined}
          code={visit?.session?.code}
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
              paused={paused}
              onAdd={addOne}
            />
          ) : (
            <NoMenu failed={menu.isError} />
          )}
          <CartPanel cart={cart} sheets={sheets} />
        </main>
        <footer className="sticky bottom-0 z-20 wide:static">
          <CallPill openCalls={openCalls} />
          <OrderingStrip />
          <PendingStrip />
          <LiveStrip stream={stream} />
          <NewReleaseStrip />
          <CartBar cart={cart} />
        </footer>
      </div>
      {/* The button that ordered is gone with the cart's contents; a keyboard goes on from the menu. */}
      <OrderAnswers sheets={sheets} onDone={() => requestAnimationFrame(focusMenu)} />
      <SheetRoutes dishes={dishes} paused={paused} inCart={inCart} cart={cart} visit={visit} sheets={sheets} />
      <IdleTable table={table} menu={menu.data} cart={cart} visit={visit} sheets={sheets} onLeave={clearQuery} />
    </div>
  );
}

function countByDish(cart: ReviewedCart): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { line } of cart.lines) counts.set(line.menuItemId, (counts.get(line.menuItemId) ?? 0) + line.quantity);
  return counts;
}

function pausedDishes(menu: Menu | undefined, categories: PausedDishes): PausedDishes {
  const dishes = new Map<string, number | null>();
  for (const { id, items } of menu?.categories ?? []) {
    const until = categories.get(id);
    if (until !== undefined) for (const item of items) dishes.set(item.id, until);
  }
  return dishes;
}
