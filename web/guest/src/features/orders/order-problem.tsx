import type { Problem } from '@soban/contract/problem';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { CircleHelp, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OutboxState } from '../../table/order-outbox.ts';
import { useOutbox } from '../../table/outbox-context.tsx';
import { useRefusalWords } from './order-words.ts';
import { useCancelPending } from './pending-notice.tsx';

/** The order was refused: why, and back to the cart, which still holds everything. */
export function OrderRefused({ problem, onBack }: { problem: Problem; onBack: () => void }): ReactNode {
  const t = useTranslations('order');
  const words = useRefusalWords();
  return (
    <div role="alert">
      <Notice
        icon={TriangleAlert}
        title={t('failedTitle')}
        action={
          <Button look="primary" className="mt-2" onClick={onBack}>
            {t('backToCart')}
          </Button>
        }
      >
        {words(problem)}
      </Notice>
    </div>
  );
}

/** An order left over from a visit that is over, or from long ago, only goes out if the guest says so. */
export function OrderQuestion({ state }: { state: Extract<OutboxState, { step: 'asking' }> }): ReactNode {
  const t = useTranslations('order');
  const outbox = useOutbox();
  const cancel = useCancelPending();
  const [askedAt] = useState(Date.now);
  const minutes = Math.max(1, Math.floor((askedAt - state.pending.createdAt) / 60_000));
  return (
    <Notice
      className="pt-2!"
      icon={CircleHelp}
      title={t('askVisitEnded')}
      action={
        <div className="mt-2 flex flex-wrap justify-center gap-2">
          <Button onClick={cancel}>{t('discard')}</Button>
          <Button look="primary" onClick={() => outbox.confirm()}>
            {t('sendNow')}
          </Button>
        </div>
      }
    >
      {state.why === 'visit_ended' ? t('askVisitEndedHint') : t('askTooOldHint', { minutes })}
    </Notice>
  );
}
