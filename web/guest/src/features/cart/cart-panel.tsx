import type { ReviewedCart } from '@soban/web-shared/ordering/cart-lines';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Sheets } from '../../ui/use-sheets.ts';
import { CartContents, CartTotal, ClearCartButton } from './cart-contents.tsx';

/** The cart where there is room for it beside the menu. */
export function CartPanel({ cart, sheets }: { cart: ReviewedCart; sheets: Sheets }): ReactNode {
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
        <CartContents cart={cart} sheets={sheets} />
      </div>
      {filled ? (
        <div className="border-line border-t p-4">
          <CartTotal cart={cart} sheets={sheets} />
        </div>
      ) : null}
    </aside>
  );
}
