import type { MenuItem } from '@soban/contract/menu';
import { maxLines } from '@soban/contract/vocabulary';
import { lazyPart } from '@soban/web-shared/release/lazy-part';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { SearchX } from 'lucide-react';
import { type ReactNode, Suspense, useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { Route, Switch } from 'wouter';
import { CartContents, CartTotal, ClearCartButton } from '../features/cart/cart-contents.tsx';
import type { ReviewedCart, ReviewedLine } from '../features/cart/cart-lines.ts';
import { useCart } from '../features/cart/cart-store.ts';
import { flyToCart } from '../features/cart/fly-to-cart.ts';
import { DishDetails } from '../features/menu/dish-details.tsx';
import { useLineNames } from '../features/menu/line-names.ts';
import { useOutboxState } from '../features/orders/outbox-context.tsx';
import type { Visit } from '../features/orders/visit.ts';
import { VisitTotal } from '../features/orders/visit-total.tsx';
import { PartMissing } from './crash-screen.tsx';
import { GuestSheet } from './guest-sheet.tsx';
import { OrderSheet } from './order-sheets.tsx';
import type { Sheets } from './use-sheets.ts';

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
  cart: ReviewedCart;
  visit: Visit | undefined;
  sheets: Sheets;
  languageChoice: ReactNode;
}

/** Everything that opens over the menu, each at its own address. */
export function SheetRoutes({ dishes, cart, visit, sheets, languageChoice }: SheetRoutesProps): ReactNode {
  const t = useTranslations();
  const nameLine = useLineNames(dishes, sheets.path === '/orders');
  return (
    <Suspense>
      <Switch>
        <Route path="/dish/:id">
          {({ id }) => (dishes ? <DishSheet key={id} item={dishes.get(id)} sheets={sheets} /> : null)}
        </Route>
        <Route path="/cart">
          <CartSheet cart={cart} sheets={sheets} />
        </Route>
        <Route path="/order">
          <OrderSheet cart={cart} visit={visit} sheets={sheets} />
        </Route>
        <Route path="/orders">
          <GuestSheet
            title={t('visit.title')}
            placement="side"
            onClose={sheets.close}
            footer={visit?.session ? <VisitTotal session={visit.session} /> : undefined}
          >
            <VisitOrders nameLine={nameLine} />
          </GuestSheet>
        </Route>
        <Route path="/call">
          <GuestSheet title={t('call.title')} withCall={false} onClose={sheets.close}>
            <CallReasons />
          </GuestSheet>
        </Route>
        <Route path="/language">
          <GuestSheet title={t('language.title')} onClose={sheets.close}>
            <div className="p-5">{languageChoice}</div>
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

function DishSheet({ item, sheets }: { item: MenuItem | undefined; sheets: Sheets }): ReactNode {
  const t = useTranslations('menu');
  const add = useAddToCart();
  if (!item) {
    return (
      <GuestSheet title={t('gone')} onClose={sheets.close}>
        <Notice icon={SearchX} title={t('gone')}>
          {t('goneHint')}
        </Notice>
      </GuestSheet>
    );
  }
  return (
    <DishDetails
      item={item}
      onAdd={(optionIds, quantity, from) => {
        if (add(item, optionIds, quantity, from)) sheets.close();
      }}
      frame={(content, footer) => (
        <GuestSheet title={item.name} onClose={sheets.close} footer={footer} className="sm:w-[min(94vw,54rem)]">
          {content}
        </GuestSheet>
      )}
    />
  );
}

/** Puts a dish into the cart, shows where it went and says so. */
export function useAddToCart(): (
  item: MenuItem,
  optionIds: readonly string[],
  quantity: number,
  from: Element,
) => boolean {
  const t = useTranslations('cart');
  return useCallback(
    (item, optionIds, quantity, from) => {
      const added = useCart.getState().add(item, optionIds, quantity);
      if (added) flyToCart(from);
      showToast({ message: added ? t('added', { name: item.name, quantity }) : t('full', { max: maxLines }) });
      return added;
    },
    [t],
  );
}

function CartSheet({ cart, sheets }: { cart: ReviewedCart; sheets: Sheets }): ReactNode {
  const t = useTranslations('cart');
  return (
    <GuestSheet
      title={t('title')}
      placement="side"
      onClose={sheets.close}
      footer={cart.lines.length > 0 ? <CartFooter cart={cart} sheets={sheets} /> : undefined}
    >
      <CartContents cart={cart} onChooseAgain={(line) => chooseAgain(line, sheets)} />
      {cart.lines.length > 0 ? (
        <div className="flex justify-end px-4 pb-4">
          <ClearCartButton />
        </div>
      ) : null}
    </GuestSheet>
  );
}

export function CartFooter({ cart, sheets }: { cart: ReviewedCart; sheets: Sheets }): ReactNode {
  const { step } = useOutboxState();
  const waiting = step === 'sending' || step === 'waiting' || step === 'asking';
  return <CartTotal cart={cart} waiting={waiting} onOrder={() => sheets.open('/order')} />;
}

/** The line leaves the cart and its dish opens, to be chosen anew. */
export function chooseAgain({ line }: ReviewedLine, sheets: Sheets): void {
  useCart.getState().change(line.key, 0);
  sheets.open(`/dish/${line.menuItemId}`);
}
