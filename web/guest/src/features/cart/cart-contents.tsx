import { CartLineRow } from '@soban/web-shared/ordering/cart-line-row.tsx';
import type { ReviewedCart, ReviewedLine } from '@soban/web-shared/ordering/cart-lines';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { ShoppingBasket, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { usePairing } from '../../session/pairing.ts';
import { useCart } from '../../table/cart.ts';
import { useOutboxState } from '../../table/outbox-context.tsx';
import { useClosedWords } from '../../table/use-closed-words.ts';
import type { Sheets } from '../../ui/use-sheets.ts';

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

export interface CartProps {
  cart: ReviewedCart;
  sheets: Sheets;
}

/** The lines of the cart, or what to do about having none. */
export function CartContents({ cart, sheets }: CartProps): ReactNode {
  const t = useTranslations('cart');
  const withUndo = useUndo();
  const change = useCart((state) => state.change);
  const accept = useCart((state) => state.accept);

  /** The line leaves the cart and its dish opens, to be chosen anew. */
  function chooseAgain({ line }: ReviewedLine): void {
    change(line.key, 0);
    sheets.open(`/dish/${line.menuItemId}`);
  }

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
          onChooseAgain={() => chooseAgain(reviewed)}
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

export function CartTotal({ cart, sheets }: CartProps): ReactNode {
  const t = useTranslations('cart');
  const to = useTranslations('order');
  const money = useMoney();
  const { step } = useOutboxState();
  // An earlier order is still on its way: one at a time.
  const waiting = step === 'sending' || step === 'waiting' || step === 'asking';
  const closed = useClosedWords();
  const looksOnly = usePairing(({ signIn }) => signIn?.phone && signIn.store.phoneOrdering === 'off');
  const why = looksOnly
    ? to('phonesLook')
    : waiting
      ? to('waitForPending')
      : cart.troubled
        ? t('resolveFirst')
        : cart.missingPerHead > 0
          ? t('perHead', { count: cart.missingPerHead })
          : undefined;
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
        disabled={why !== undefined || closed !== undefined || cart.lines.length === 0}
        onClick={() => sheets.open('/order')}
      >
        {closed ?? t('order')}
      </Button>
    </div>
  );
}
