import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useMinutesSince } from '../device/clock.ts';

/** Beyond this, hours say more than minutes. */
const hoursFrom = 600;

export interface WaitedProps {
  since: string;
  className?: string;
  unitClassName?: string;
}

/** Minutes since then, the figure large and its unit small: read from across the room. */
export function Waited({ since, className = '', unitClassName = 'text-[0.5em]' }: WaitedProps): ReactNode {
  const t = useTranslations('time');
  const minutes = useMinutesSince(since);
  const unit = (chunks: ReactNode): ReactNode => <span className={`font-bold ${unitClassName}`}>{chunks}</span>;
  return (
    <span className={`whitespace-nowrap ${className}`}>
      {minutes < hoursFrom
        ? t.rich('minutesLarge', { minutes, unit })
        : t.rich('hoursLarge', { hours: Math.floor(minutes / 60), unit })}
    </span>
  );
}

/** The same in running text: “just now”, “3 min ago”. */
export function Ago({ since }: { since: string }): ReactNode {
  const t = useTranslations('time');
  const minutes = useMinutesSince(since);
  if (minutes === 0) return t('justNow');
  return minutes < hoursFrom ? t('minutesAgo', { minutes }) : t('hoursAgo', { hours: Math.floor(minutes / 60) });
}
