import type { MenuItem } from '@soban/contract/menu';
import type { PausedDishes, ReviewedCart } from '@soban/web-shared/ordering/cart-lines';
import { lazyPart } from '@soban/web-shared/release/lazy-part';
import { type ReactNode, Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { Route, Switch } from 'wouter';
import { isCartBesideMenu } from '../features/cart/cart-place.ts';
import { CartSheet } from '../features/cart/cart-sheet.tsx';
import { useAddToCart } from '../features/cart/use-add-to-cart.ts';
import { LanguageChoice } from '../features/display/language-choice.tsx';
import { DishSheet } from '../features/menu/dish-sheet.tsx';
import { OrderSheet } from '../features/orders/order-sheet.tsx';
import { VisitTotal } from '../features/orders/visit-total.tsx';
import type { Visit } from '../table/visit.ts';
import { GuestSheet } from '../ui/guest-sheet.tsx';
import type { Sheets } from '../ui/use-sheets.ts';
import { PartMissing } from './crash-screen.tsx';

const loaders = {
  orders: async () => (await import('../features/orders/visit-orders.tsx')).VisitOrders,
  call: async () => (await import('../features/calls/call-reasons.tsx')).CallReasons,
  display: async () => (await import('../features/display/display-choice.tsx')).DisplayChoice,
};
const VisitOrders = lazyPart(loaders.orders, PartMissing);
const CallReasons = lazyPart(loaders.call, PartMissing);
const DisplayChoice = lazyPart(loaders.display, PartMissing);

/**
 * Fetches what is not needed at first while nothing else happens, so that it is there even if the network is not. Where
 * there is a service worker, it has done so already.
 */
export function prefetchSheets(): void {
  if ('serviceWorker' in navigator) return;
  const fetchAll = (): void => void Promise.allSettled(Object.values(loaders).map((load) => load()));
  if ('requestIdleCallback' in globalThis) requestIdleCallback(fetchAll, { timeout: 10_000 });
  else setTimeout(fetchAll, 3000);
}

export interface SheetRoutesProps {
  dishes: ReadonlyMap<string, MenuItem> | undefined;
  paused: PausedDishes;
  /** How many of each dish are in the cart. */
  inCart: ReadonlyMap<string, number>;
  cart: ReviewedCart;
  visit: Visit | undefined;
  sheets: Sheets;
}

/** Everything that opens over the menu, each at its own address. */
export function SheetRoutes({ dishes, paused, inCart, cart, visit, sheets }: SheetRoutesProps): ReactNode {
  const t = useTranslations();
  const add = useAddToCart();
  return (
    <Suspense>
      <Switch>
        <Route path="/dish/:id">
          {({ id }) =>
            dishes ? (
              <DishSheet
                key={id}
                item={dishes.get(id)}
                paused={paused.has(id)}
                inCart={inCart.get(id) ?? 0}
                onAdd={(...chosen) => {
                  if (add(...chosen)) sheets.close();
                }}
                onClose={sheets.close}
              />
            ) : null
          }
        </Route>
        <Route path="/cart">
          <CartSheet cart={cart} sheets={sheets} />
        </Route>
        <Route path="/order">
          <OrderSheet
            cart={cart}
            visit={visit}
            onClose={sheets.close}
            onBackToCart={() => (isCartBesideMenu() ? sheets.close() : sheets.open('/cart'))}
          />
        </Route>
        <Route path="/orders">
          <GuestSheet
            title={t('visit.title')}
            placement="side"
            onClose={sheets.close}
            footer={visit?.session ? <VisitTotal session={visit.session} /> : undefined}
          >
            <VisitOrders />
          </GuestSheet>
        </Route>
        <Route path="/call">
          <GuestSheet title={t('call.title')} withCall={false} onClose={sheets.close}>
            <CallReasons />
          </GuestSheet>
        </Route>
        <Route path="/language">
          <GuestSheet title={t('language.title')} onClose={sheets.close}>
            <div className="p-5">
              <LanguageChoice />
            </div>
          </GuestSheet>
        </Route>
        <Route path="/display">
          <GuestSheet title={t('display.title')} onClose={sheets.close}>
            <DisplayChoice />
          </GuestSheet>
        </Route>
      </Switch>
    </Suspense>
  );
}
