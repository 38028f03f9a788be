import { type OrderStep, orderSteps } from '@soban/contract/vocabulary';
import { statusColours, statusIcons } from '@soban/web-shared/ui/order-status.tsx';
import { Sigma } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

export const kitchenTabs = [...orderSteps, 'allDay'] as const;
export type KitchenTab = (typeof kitchenTabs)[number];

const colours: Readonly<Record<KitchenTab, string>> = {
  pending: statusColours.pending,
  preparing: statusColours.preparing,
  completed: statusColours.completed,
  allDay: 'bg-sunken text-ink',
};

export interface ColumnProps {
  name: KitchenTab;
  /** The tab that is up where there is room for one column only. */
  tab: KitchenTab;
  count: number | undefined;
  className?: string;
  children: ReactNode;
}

/** Scrolls by itself, under a heading that stays. */
export function Column({ name, tab, count, className = '', children }: ColumnProps): ReactNode {
  const t = useTranslations('kitchen');
  const Icon = name === 'allDay' ? Sigma : statusIcons[name];
  return (
    <section
      aria-label={t(`columns.${name}`)}
      className={`min-h-0 flex-col lg:flex ${tab === name ? 'flex' : 'hidden'} ${className}`}
    >
      <h2
        className={`mb-3 hidden items-center gap-2 rounded-card px-4 py-2 font-bold text-lg lg:flex high:border ${colours[name]}`}
      >
        <Icon aria-hidden="true" className="size-5" />
        {t(`columns.${name}`)}
        {count === undefined ? null : <span className="ml-auto font-extrabold text-2xl leading-none">{count}</span>}
      </h2>
      <div className="-m-1 min-h-0 flex-1 p-1 lg:overflow-y-auto">{children}</div>
    </section>
  );
}

export function ColumnEmpty({ column }: { column: OrderStep }): ReactNode {
  const t = useTranslations('kitchen');
  const Icon = statusIcons[column];
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-10 text-center text-muted">
      <Icon aria-hidden="true" className="size-10 opacity-60" strokeWidth={1.5} />
      <p>{t(`empty.${column}`)}</p>
    </div>
  );
}

/** On narrow screens one column is up at a time. */
export function ColumnTabs(props: {
  tab: KitchenTab;
  counts: Readonly<Record<KitchenTab, number>>;
  onTab: (tab: KitchenTab) => void;
}): ReactNode {
  const t = useTranslations('kitchen');
  return (
    <fieldset className="sticky top-0 z-20 grid grid-cols-4 gap-1.5 bg-paper px-4 py-2 lg:hidden">
      <legend className="sr-only">{t('columnsLabel')}</legend>
      {kitchenTabs.map((tab) => (
        <button
          key={tab}
          type="button"
          aria-pressed={props.tab === tab}
          onClick={() => props.onTab(tab)}
          className="flex min-h-16 flex-col items-center justify-center rounded-card border border-line px-1 font-semibold text-sm leading-tight aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-paper"
        >
          <span className="font-extrabold text-2xl leading-none">{props.counts[tab]}</span>
          {t(`columns.${tab}`)}
        </button>
      ))}
    </fieldset>
  );
}
