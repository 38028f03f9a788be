import type { MenuItem } from '@soban/contract/menu';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { GuestSheet } from '../../ui/guest-sheet.tsx';
import { DishDetails } from './dish-details.tsx';

export interface DishSheetProps {
  /** Undefined where the menu no longer has it. */
  item: MenuItem | undefined;
  onAdd: (item: MenuItem, optionIds: readonly string[], quantity: number, from: Element) => void;
  onClose: () => void;
}

/** A dish at its own address, which may outlive it. */
export function DishSheet({ item, onAdd, onClose }: DishSheetProps): ReactNode {
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
  return <DishDetails item={item} onAdd={(...chosen) => onAdd(item, ...chosen)} onClose={onClose} />;
}
