import type { MenuItem } from '@soban/contract/menu';
import { maxLines } from '@soban/contract/vocabulary';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { useCart } from '../../table/cart.ts';
import { flyToCart } from './fly-to-cart.ts';

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
