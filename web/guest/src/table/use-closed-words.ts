import { useOrdering, useTimeWords } from '@soban/web-shared/use-ordering';
import { useTranslations } from 'use-intl';

/** What a button that orders says while nothing can be ordered; undefined while it can. */
export function useClosedWords(): string | undefined {
  const t = useTranslations('ordering');
  const timeWords = useTimeWords();
  const { closure } = useOrdering();
  if (!closure) return undefined;
  return closure.until === null ? t('notNow') : t('from', { time: timeWords(closure.until) });
}
