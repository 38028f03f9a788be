import { Button } from '@soban/web-shared/ui/button.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { CloudOff, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { OutboxState } from '../../table/order-outbox.ts';
import { useOutbox } from '../../table/outbox-context.tsx';
import { useWaitWords } from './order-words.ts';

/** An order on its way: that it is kept, why it waits, and how to call it off. */
export function PendingNotice({ state }: { state: Extract<OutboxState, { step: 'sending' | 'waiting' }> }): ReactNode {
  const t = useTranslations('order');
  const waitWords = useWaitWords();
  const cancel = useCancelPending();
  const waiting = state.step === 'waiting';
  const Icon = waiting ? CloudOff : LoaderCircle;
  return (
    <output className="flex flex-col items-center gap-4 px-6 py-10 text-center">
      <span className="grid size-16 place-items-center rounded-full bg-accent-soft text-accent">
        <Icon aria-hidden="true" className={`size-8 ${waiting ? '' : 'animate-spin'}`} />
      </span>
      <p className="font-bold text-lg">{waiting ? waitWords(state.why) : t('sending')}</p>
      <p className="text-muted">{t('pendingKept')}</p>
      {waiting || state.pending.attempts > 1 ? <Button onClick={cancel}>{t('cancelPending')}</Button> : null}
    </output>
  );
}

/** Calls the waiting order off; where it may have arrived already, says so. */
export function useCancelPending(): () => void {
  const t = useTranslations('order');
  const outbox = useOutbox();
  return () => {
    const mayHaveArrived = outbox.cancel();
    showToast({ message: mayHaveArrived ? t('canceledMaybe') : t('canceledPending') });
  };
}
