import { Strip } from '@soban/web-shared/ui/notice.tsx';
import { useOrdering, useTimeWords } from '@soban/web-shared/use-ordering';
import { Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

/** Says calmly that nothing can be ordered now and until when, or that the last order comes near. */
export function OrderingStrip(): ReactNode {
  const t = useTranslations('ordering');
  const timeWords = useTimeWords();
  const { closure, lastOrder } = useOrdering();
  const until = closure?.until ?? null;
  const said = closure && (until === null ? t(closure.why) : t(`${closure.why}Until`, { time: timeWords(until) }));
  const words = said ?? (lastOrder === undefined ? undefined : t('lastOrderNear', { time: timeWords(lastOrder) }));
  return (
    <output aria-live="polite" className="block">
      {words === undefined ? null : (
        <Strip icon={Clock} tone={closure ? 'warning' : 'calm'}>
          {words}
        </Strip>
      )}
    </output>
  );
}
