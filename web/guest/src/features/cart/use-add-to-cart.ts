import type { MenuItem } from '@soban/contract/menu';
import { maxLines } from '@soban/contract/vocabulary';
import { limitsOf } from '@soban/web-shared/ordering/cart-lines';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { useCart } from '../../table/cart.ts';
import { flyToCart } from './fly-to-cart.ts';

/** Puts a dish into the cart, so many or as many as it takes at least, shows where it went and says so. */
export function useAddToCart(): (
  item: MenuItem,
  optionIds: readonly string[],
  wanted: number | 'least',
  from: Element,
) => boolean {
  const t = useTranslations('cart');
  return useCallback(
    (item, optionIds, wanted, from) => {
      const { lines, add } = useCart.getState();
      const inCart = lines.reduce((sum, line) => sum + (line.menuItemId === item.id ? line.quantity : 0), 0);
      const { min, max } = limitsOf(item, inCart);
      const quantity = wanted === 'least' ? min : wanted;
      if (quantity > max) {
        showToast({ message: t('enough', { name: item.name, max: inCart + Math.max(0, max) }) });
        return false;
      }
      const added = add(item, optionIds, quantity);
      if (added) flyToCart(from);
      showToast({ message: added ? t('added', { name: item.name, quantity }) : t('full', { max: maxLines }) });
      return added;
    },
    [t],
  );
}
