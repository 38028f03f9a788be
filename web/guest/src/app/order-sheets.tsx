import type { OrderStatus } from '@soban/contract/vocabulary';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { orderBody, type ReviewedCart } from '../features/cart/cart-lines.ts';
import { isCartBesideMenu } from '../features/cart/cart-place.ts';
import { focusMenu } from '../features/menu/focus-menu.ts';
import { OrderPlaced } from '../features/orders/order-placed.tsx';
import { OrderQuestion, OrderRefused } from '../features/orders/order-problem.tsx';
import { OrderReview } from '../features/orders/order-review.tsx';
import { useOutbox, useOutboxState } from '../features/orders/outbox-context.tsx';
import { PendingNotice } from '../features/orders/pending-notice.tsx';
import type { Visit } from '../features/orders/visit.ts';
import { GuestSheet } from './guest-sheet.tsx';
import type { Sheets } from './use-sheets.ts';

export interface OrderSheetsProps {
  cart: ReviewedCart;
  visit: Visit | undefined;
  sheets: Sheets;
}

/** What has to be seen wherever the guest is: an order that went in, and one that needs an answer. */
export function OrderAnswers({ sheets }: Pick<OrderSheetsProps, 'sheets'>): ReactNode {
  const t = useTranslations('order');
  const outbox = useOutbox();
  const state = useOutboxState();

  function done(): void {
    outbox.acknowledge();
    if (sheets.path === '/order') sheets.close();
    // The button that ordered is gone with the cart's contents; a keyboard goes on from the menu.
    requestAnimationFrame(focusMenu);
  }

  if (state.step === 'placed') {
    return (
      <GuestSheet bare title={t('sent')} onClose={done}>
        <OrderPlaced
          key={state.order.id}
          order={state.order}
          onDone={done}
          onSeeOrders={() => {
            outbox.acknowledge();
            sheets.open('/orders');
          }}
        />
      </GuestSheet>
    );
  }
  if (state.step === 'asking') {
    return (
      <GuestSheet bare title={t('askVisitEnded')}>
        <OrderQuestion state={state} />
      </GuestSheet>
    );
  }
  return null;
}

/** The order from the last look to its answer. */
export function OrderSheet({ cart, visit, sheets }: OrderSheetsProps): ReactNode {
  const t = useTranslations('order');
  const outbox = useOutbox();
  const state = useOutboxState();
  const nothingToShow = state.step === 'idle' && cart.lines.length === 0;

  useEffect(() => {
    if (nothingToShow) sheets.close();
  }, [nothingToShow, sheets]);

  function confirm(note: string): void {
    outbox.place({
      body: orderBody(cart, note),
      sessionId: visit?.session?.id ?? null,
      lines: cart.lines.map(({ line: { key, quantity } }) => ({ key, quantity })),
    });
  }

  function backToCart(): void {
    outbox.acknowledge();
    if (isCartBesideMenu()) sheets.close();
    else sheets.open('/cart');
  }

  switch (state.step) {
    case 'placed':
    case 'asking':
      return null;
    case 'sending':
    case 'waiting':
      return (
        <GuestSheet title={t('review')} onClose={sheets.close}>
          <PendingNotice state={state} />
        </GuestSheet>
      );
    case 'refused':
      return (
        <GuestSheet title={t('review')} onClose={backToCart}>
          <OrderRefused problem={state.problem} onBack={backToCart} />
        </GuestSheet>
      );
    case 'idle':
      return nothingToShow ? null : (
        <OrderReview
          lines={cart.lines.map(({ line, name, options, total }) => ({
            key: line.key,
            name,
            options: options.map((option) => option.name),
            quantity: line.quantity,
            total,
          }))}
          total={cart.total}
          blocked={cart.troubled}
          onConfirm={confirm}
          frame={(content, footer) => (
            <GuestSheet title={t('review')} onClose={sheets.close} footer={footer}>
              {content}
            </GuestSheet>
          )}
        />
      );
  }
}

/** Tells in passing how an order is doing. */
export function useOrderToast(): (number: string, status: OrderStatus) => void {
  const t = useTranslations('visit');
  const ts = useTranslations('status');
  return (number, status) => showToast({ message: t('statusChanged', { number, status: ts(status) }) });
}
