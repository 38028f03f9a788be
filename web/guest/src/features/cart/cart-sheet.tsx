import type { ReviewedCart } from '@soban/web-shared/ordering/cart-lines';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { GuestSheet } from '../../ui/guest-sheet.tsx';
import type { Sheets } from '../../ui/use-sheets.ts';
import { CartContents, CartTotal, ClearCartButton } from './cart-contents.tsx';

/** The same where there is none: a sheet over the menu. */
export function CartSheet({ cart, sheets }: { cart: ReviewedCart; sheets: Sheets }): ReactNode {
  const t = useTranslations('cart');
  return (
    <GuestSheet
      title={t('title')}
      placement="side"
      onClose={sheets.close}
      footer={cart.lines.length > 0 ? <CartTotal cart={cart} sheets={sheets} /> : undefined}
    >
      <CartContents cart={cart} sheets={sheets} />
      {cart.lines.length > 0 ? (
        <div className="flex justify-end px-4 pb-4">
          <ClearCartButton />
        </div>
      ) : null}
    </GuestSheet>
  );
}
