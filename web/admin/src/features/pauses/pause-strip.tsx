import { floorRoles } from '@soban/contract/vocabulary';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Strip } from '@soban/web-shared/ui/notice.tsx';
import { useOrdering, useTimeWords } from '@soban/web-shared/use-ordering';
import { CirclePause, Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useHasRole } from '../../session/session.tsx';
import { usePausing, useWhatWords } from './use-pauses.ts';

/** What guests cannot order now, on every screen of the staff for as long as it is so. */
export function PauseStrip(): ReactNode {
  const t = useTranslations('pauses');
  const timeWords = useTimeWords();
  const { closure, paused } = useOrdering();
  return (
    <output aria-live="polite" className="block">
      {closure && closure.why !== 'paused' ? (
        <Strip icon={Clock}>
          {closure.until === null ? t(closure.why) : t(`${closure.why}Until`, { time: timeWords(closure.until) })}
        </Strip>
      ) : null}
      {closure?.why === 'paused' ? <PausedRow categoryId={null} until={closure.until} /> : null}
      {[...paused].map(([categoryId, until]) => (
        <PausedRow key={categoryId} categoryId={categoryId} until={until} />
      ))}
    </output>
  );
}

/** One pause and the tap that ends it. */
export function PausedRow({ categoryId, until }: { categoryId: string | null; until: number | null }): ReactNode {
  const t = useTranslations('pauses');
  const timeWords = useTimeWords();
  const what = useWhatWords()(categoryId);
  const mayResume = useHasRole(floorRoles);
  const { mutate, isPending } = usePausing();
  return (
    <Strip
      icon={CirclePause}
      tone="warning"
      action={
        mayResume ? (
          <Button
            disabled={isPending}
            aria-label={t('resumeAria', { what })}
            onClick={() => mutate({ categoryId, minutes: 'resume' })}
          >
            {t('resume')}
          </Button>
        ) : undefined
      }
    >
      {until === null ? t('paused', { what }) : t('pausedUntil', { what, time: timeWords(until) })}
    </Strip>
  );
}
