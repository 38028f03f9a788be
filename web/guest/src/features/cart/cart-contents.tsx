import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { ShoppingBasket, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { CartLineRow } from './cart-line-row.tsx';
import type { ReviewedCart, ReviewedLine } from './cart-lines.ts';
import { useCart } from './cart-store.ts';

/** Takes the lines out at once and offers them back: no question is asked before. */
function useUndo(): (message: string, act: () => void) => void {
  const t = useTranslations('app');
  return (message, act) => {
    const before = useCart.getState().lines;
    act();
    showToast({ message, action: { label: t('undo'), run: () => useCart.getState().restore(before) } });
  };
}

function useClearCart(): () => void {
  const t = useTranslations('cart');
  const withUndo = useUndo();
  return () => withUndo(t('cleared'), useCart.getState().clear);
}

/** The lines of the cart, or what to do about having none. */
export function CartContents({
  cart,
  onChooseAgain,
}: {
  cart: ReviewedCart;
  onChooseAgain: (line: ReviewedLine) => void;
}): ReactNode {
  const t = useTranslations('cart');
  const withUndo = useUndo();
  const change = useCart((state) => state.change);
  const accept = useCart((state) => state.accept);
  if (cart.lines.length === 0) {
    return (
      <Notice icon={ShoppingBasket} title={t('empty')} className="h-full">
        {t('emptyHint')}
      </Notice>
    );
  }
  return (
    <ul className="divide-y divide-line px-4">
      {cart.lines.map((reviewed) => (
        <CartLineRow
          key={reviewed.line.key}
          reviewed={reviewed}
          onChange={(quantity) => change(reviewed.line.key, quantity)}
          onRemove={() => withUndo(t('removed', { name: reviewed.name }), () => change(reviewed.line.key, 0))}
          onAcceptPrice={(portion) => accept(reviewed.line.key, portion)}
          onChooseAgain={() => onChooseAgain(reviewed)}
        />
      ))}
    </ul>
  );
}

export function ClearCartButton(): ReactNode {
  const t = useTranslations('cart');
  return (
    <Button look="quiet" icon={Trash2} className="text-muted" onClick={useClearCart()}>
      {t('clear')}
    </Button>
  );
}

export interface CartTotalProps {
  cart: ReviewedCart;
  /** An earlier order is still on its way: one at a time. */
  waiting: boolean;
  onOrder: () => void;
}

export function CartTotal({ cart, waiting, onOrder }: CartTotalProps): ReactNode {
  const t = useTranslations('cart');
  const to = useTranslations('order');
  const money = useMoney();
  const why = waiting ? to('waitForPending') : cart.troubled ? t('resolveFirst') : undefined;
  return (
    <div>
      <p className="flex items-baseline justify-between gap-3">
        <span className="text-muted">
          {t('total')} · {t('count', { count: cart.quantity })}
        </span>
        <span className="font-bold text-2xl">{money(cart.total)}</span>
      </p>
      {why ? <p className="pt-1 font-semibold text-pending text-sm">{why}</p> : null}
      <Button
        look="primary"
        size="large"
        className="mt-3 w-full"
        disabled={why !== undefined || cart.lines.length === 0}
        onClick={onOrder}
      >
        {t('order')}
      </Button>
    </div>
  );
}
