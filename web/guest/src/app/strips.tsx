import type { LiveStream } from '@soban/web-shared/live-stream';
import { RenewalStrip } from '@soban/web-shared/release/renewal-context.tsx';
import { Strip } from '@soban/web-shared/ui/notice.tsx';
import { useLive } from '@soban/web-shared/use-live';
import { LoaderCircle, RefreshCw, WifiOff } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { useWaitWords } from '../features/orders/order-words.ts';
import { useOutboxState } from '../features/orders/outbox-context.tsx';

/** The first connection takes a moment; only when it takes long is there something to say. */
const firstConnection = 3000;

/** Says calmly that what is shown may be out of date; at the foot of the screen, so that nothing moves under a finger. */
export function LiveStrip({ stream }: { stream: LiveStream }): ReactNode {
  const t = useTranslations('live');
  const { status } = useLive(stream);
  const [slow, setSlow] = useState(false);

  useEffect(() => {
    if (status !== 'connecting') return undefined;
    const timer = setTimeout(() => setSlow(true), firstConnection);
    return () => clearTimeout(timer);
  }, [status]);

  // A waiting order says the same in its own strip.
  const waiting = useOutboxState().step === 'waiting';
  const shown = status !== 'live' && (status !== 'connecting' || slow) && !waiting;
  return (
    <output aria-live="polite" className="block">
      {shown ? <Strip icon={status === 'offline' ? WifiOff : RefreshCw}>{t(status)}</Strip> : null}
    </output>
  );
}

/** A newer version that has found no moment to come by itself. */
export function NewReleaseStrip(): ReactNode {
  const t = useTranslations('app');
  return <RenewalStrip words={{ offered: t('newRelease'), stuck: t('newReleaseStuck'), reload: t('reload') }} />;
}

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
