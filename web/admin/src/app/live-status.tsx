import { RenewalStrip } from '@soban/web-shared/release/renewal-context.tsx';
import { useLive } from '@soban/web-shared/use-live';
import { LoaderCircle, Radio, Unplug, WifiOff } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useFloor } from '../floor/floor.tsx';

const icons = { connecting: LoaderCircle, live: Radio, stale: Unplug, offline: WifiOff } as const;
const colours = {
  connecting: 'text-muted',
  live: 'text-completed',
  stale: 'bg-alarm text-on-alarm',
  offline: 'bg-alarm text-on-alarm',
} as const;

/** A reload of the snapshot breaks the line for a moment; only a longer break is worth a banner. */
const blink = 700;

/** Whether what is shown is true at this moment; always in view. */
export function LivePill(): ReactNode {
  const t = useTranslations('live');
  const { status } = useLive(useFloor().stream);
  const Icon = icons[status];
  return (
    <p
      role="status"
      className={`flex min-h-8 items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 font-semibold text-sm ${colours[status]}`}
    >
      <Icon aria-hidden="true" className={`size-4 ${status === 'connecting' ? 'animate-spin' : ''}`} />
      {t(status)}
    </p>
  );
}

/** A newer version that has found no moment to come by itself. */
export function NewReleaseStrip(): ReactNode {
  const t = useTranslations('release');
  return <RenewalStrip words={{ offered: t('offered'), stuck: t('stuck'), reload: t('reload') }} />;
}

/** Says since when the screen is out of touch, for as long as it is; at the foot, so that nothing on the board is pushed away. */
export function LiveBanner(): ReactNode {
  const t = useTranslations('live');
  const format = useFormatter();
  const { status, since } = useLive(useFloor().stream);
  const lost = status === 'stale' || status === 'offline';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(lost), lost ? Math.max(0, since + blink - Date.now()) : 0);
    return () => clearTimeout(timer);
  }, [lost, since]);
  if (!lost || !shown) return null;
  const time = format.dateTime(new Date(since), {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const Icon = icons[status];
  return (
    <div
      role="alert"
      className="flex min-h-14 animate-rise items-center justify-center gap-3 bg-alarm px-4 py-2 text-on-alarm"
    >
      <Icon aria-hidden="true" className="size-6 shrink-0" />
      <p>
        <strong className="font-bold text-lg">{t('notLiveSince', { time })}</strong>{' '}
        <span>{t(status === 'offline' ? 'offlineExplain' : 'staleExplain')}</span>
      </p>
    </div>
  );
}
