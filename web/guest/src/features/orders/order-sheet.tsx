import { orderBody, type ReviewedCart } from '@soban/web-shared/ordering/cart-lines';
import { type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { useOutbox, useOutboxState } from '../../table/outbox-context.tsx';
import type { Visit } from '../../table/visit.ts';
import { GuestSheet } from '../../ui/guest-sheet.tsx';
import { OrderRefused } from './order-problem.tsx';
import { OrderReview } from './order-review.tsx';
import { PendingNotice } from './pending-notice.tsx';

export interface OrderSheetProps {
  cart: ReviewedCart;
  visit: Visit | undefined;
  onClose: () => void;
  onBackToCart: () => void;
}

/** The order from the last look to its answer. */
export function OrderSheet({ cart, visit, onClose, onBackToCart }: OrderSheetProps): ReactNode {
  const t = useTranslations('order');
  const outbox = useOutbox();
  const state = useOutboxState();
  const nothingToShow = state.step === 'idle' && cart.lines.length === 0;

  useEffect(() => {
    if (nothingToShow) onClose();
  }, [nothingToShow, onClose]);

  function confirm(note: string): void {
    outbox.place({
      body: orderBody(cart, note),
      sessionId: visit?.session?.id ?? null,
      lines: cart.lines.map(({ line: { key, quantity } }) => ({ key, quantity })),
    });
  }

  function backToCart(): void {
    outbox.acknowledge();
    onBackToCart();
  }

  switch (state.step) {
    case 'placed':
    case 'asking':
      return null;
    case 'sending':
    case 'waiting':
      return (
        <GuestSheet title={t('review')} onClose={onClose}>
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
      return nothingToShow ? null : <OrderReview cart={cart} onConfirm={confirm} onClose={onClose} />;
  }
}
