import type { ReviewedCart } from '@soban/web-shared/ordering/cart-lines';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { ShoppingBasket } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';

/** The cart where there is no room for it beside the menu: a bar that opens it. */
export function CartBar({ cart }: { cart: ReviewedCart }): ReactNode {
  const t = useTranslations('cart');
  const money = useMoney();
  if (cart.lines.length === 0) return null;
  return (
    <div className="cart-bar animate-rise bg-linear-to-t from-60% from-paper px-4 pt-4 pb-[max(1rem,env(safe-area-inset-bottom))] wide:hidden">
      <Link
        href="/cart"
        state={{ sheet: true }}
        data-cart-target
        className="flex min-h-14 flex-wrap items-center gap-x-3 rounded-card bg-accent px-5 font-bold text-lg text-on-accent shadow-card hover:bg-accent-strong"
      >
        <ShoppingBasket aria-hidden="true" className="size-6" />
        <span>{t('open')}</span>
        <span
          key={cart.quantity}
          className="grid h-7 min-w-7 animate-fade place-items-center rounded-full bg-on-accent px-2 text-accent text-base"
        >
          {cart.quantity}
        </span>
        <span className="ml-auto">{money(cart.total)}</span>
      </Link>
    </div>
  );
}
