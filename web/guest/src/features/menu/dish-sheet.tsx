import type { MenuItem } from '@soban/contract/menu';
import { DishDetails } from '@soban/web-shared/ordering/dish-details.tsx';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { SearchX } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { GuestSheet } from '../../ui/guest-sheet.tsx';
import { DishPicture } from './dish-picture.tsx';

export interface DishSheetProps {
  /** Undefined where the menu no longer has it. */
  item: MenuItem | undefined;
  /** Not to be had for a while. */
  paused: boolean;
  /** How many of it are in the cart. */
  inCart: number;
  onAdd: (item: MenuItem, optionIds: readonly string[], quantity: number, from: Element) => void;
  onClose: () => void;
}

/** A dish at its own address, which may outlive it. */
export function DishSheet({ item, paused, inCart, onAdd, onClose }: DishSheetProps): ReactNode {
  const t = useTranslations('menu');
  if (!item) {
    return (
      <GuestSheet title={t('gone')} onClose={onClose}>
        <Notice icon={SearchX} title={t('gone')}>
          {t('goneHint')}
        </Notice>
      </GuestSheet>
    );
  }
  return <Dish item={item} paused={paused} inCart={inCart} onAdd={onAdd} onClose={onClose} />;
}

/** The picture and what it is; its options beside it, where it has some. */
function Dish({ item, paused, inCart, onAdd, onClose }: DishSheetProps & { item: MenuItem }): ReactNode {
  const money = useMoney();
  const picture = useRef<HTMLDivElement>(null);
  const plain = item.optionGroups.length === 0;
  const about = (
    <div className="flex flex-col gap-2 p-5">
      <p className="font-bold text-xl">{money(item.price)}</p>
      {item.description === '' ? null : <p className="text-muted">{item.description}</p>}
    </div>
  );
  return (
    <DishDetails
      item={item}
      paused={paused}
      inCart={inCart}
      sheet={GuestSheet}
      aside={
        <div ref={picture} className="sm:sticky sm:top-0 sm:self-start">
          <DishPicture
            item={item}
            eager
            sizes="(width < 40rem) 100vw, 26rem"
            className="max-h-[34dvh] sm:max-h-[46dvh]"
          />
          {plain ? null : about}
        </div>
      }
      onAdd={(optionIds, quantity) => picture.current && onAdd(item, optionIds, quantity, picture.current)}
      onClose={onClose}
    >
      {plain ? about : null}
    </DishDetails>
  );
}
