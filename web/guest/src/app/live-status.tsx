import type { LiveStream } from '@soban/web-shared/live-stream';
import { RenewalStrip } from '@soban/web-shared/release/renewal-context.tsx';
import { Strip } from '@soban/web-shared/ui/notice.tsx';
import { useLive } from '@soban/web-shared/use-live';
import { RefreshCw, WifiOff } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useOutboxState } from '../table/outbox-context.tsx';

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
