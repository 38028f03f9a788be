import type { MenuItem } from '@soban/contract/menu';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

/** How many of a dish can be ordered, where there is something to say: "2인분부터". */
export function QuantityRule({ item, className = '' }: { item: MenuItem; className?: string }): ReactNode {
  const t = useTranslations('dish');
  const { minQuantity: min, maxQuantity: max, perHead } = item;
  const rules = [
    ...(min > 1 ? [t('from', { min })] : []),
    ...(typeof max === 'number' ? [t('upTo', { max })] : []),
    ...(perHead ? [t('perHead')] : []),
  ];
  return rules.length === 0 ? null : <span className={className}>{rules.join(' · ')}</span>;
}
