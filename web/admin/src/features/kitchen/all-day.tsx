import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { AllDayCount } from './tickets.ts';

export interface AllDayProps {
  counts: readonly AllDayCount[];
  sought: string | undefined;
  onSeek: (name: string | undefined) => void;
}

/** How many of each dish are still to be made; a tap on one shows whose they are. */
export function AllDay({ counts, sought, onSeek }: AllDayProps): ReactNode {
  const t = useTranslations('kitchen');
  if (counts.length === 0) return <p className="px-1 py-6 text-center text-muted">{t('allDayEmpty')}</p>;
  return (
    <ul className="flex flex-col">
      {counts.map(({ name, quantity, waiting }) => (
        <li key={name}>
          <button
            type="button"
            aria-pressed={sought === name}
            onClick={() => onSeek(sought === name ? undefined : name)}
            className="flex min-h-14 w-full items-center gap-3 rounded-lg px-2 text-left aria-pressed:bg-accent aria-pressed:text-on-accent"
          >
            <span className="min-w-10 text-right font-extrabold text-3xl leading-none">{quantity}</span>
            <span className="min-w-0 flex-1 break-words font-semibold text-lg leading-tight">{name}</span>
            {waiting > 0 && waiting < quantity ? (
              <span className="whitespace-nowrap text-sm opacity-75">{t('notStarted', { waiting })}</span>
            ) : null}
          </button>
        </li>
      ))}
    </ul>
  );
}
