import type { SessionSummary } from '@soban/contract/tables';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

/** What the visit has come to so far. */
export function VisitTotal({ session }: { session: SessionSummary }): ReactNode {
  const t = useTranslations('visit');
  const money = useMoney();
  return (
    <p className="flex items-baseline justify-between gap-3">
      <span className="text-muted">
        {t('total')} · {t('count', { count: session.orderCount })}
      </span>
      <span className="font-bold text-2xl">{money(session.total)}</span>
    </p>
  );
}
