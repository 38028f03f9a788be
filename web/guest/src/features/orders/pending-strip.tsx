import { Strip } from '@soban/web-shared/ui/notice.tsx';
import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { useOutboxState } from '../../table/outbox-context.tsx';
import { useWaitWords } from './order-words.ts';

/** An order is on its way while the guest is elsewhere. */
export function PendingStrip(): ReactNode {
  const t = useTranslations('order');
  const state = useOutboxState();
  const waitWords = useWaitWords();
  if (state.step !== 'sending' && state.step !== 'waiting') return null;
  return (
    <Strip
      icon={LoaderCircle}
      tone="warning"
      action={
        <Link
          href="/order"
          state={{ sheet: true }}
          className="inline-flex min-h-12 items-center rounded-card px-3 font-bold underline underline-offset-4"
        >
          {t('review')}
        </Link>
      }
    >
      {state.step === 'sending' ? t('sending') : waitWords(state.why)}
    </Strip>
  );
}
