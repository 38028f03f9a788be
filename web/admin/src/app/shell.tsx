import { floorRoles } from '@soban/contract/vocabulary';
import { IconButton } from '@soban/web-shared/ui/button.tsx';
import { useOrdering } from '@soban/web-shared/use-ordering';
import {
  BellRing,
  CirclePause,
  LayoutGrid,
  type LucideIcon,
  Settings,
  Soup,
  UtensilsCrossed,
  Volume2,
  VolumeOff,
} from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Link, useRoute } from 'wouter';
import { useSoundReady } from '../device/chime.ts';
import { changeDevice, useDevice } from '../device/device-settings.ts';
import { PauseStrip } from '../features/pauses/pause-strip.tsx';
import { useFloorState } from '../floor/floor.tsx';
import { useHasRole, useSession } from '../session/session.tsx';
import { LiveBanner, LivePill, NewReleaseStrip } from './live-status.tsx';
import type { Panel } from './panel.ts';

const logo = `${import.meta.env.BASE_URL}favicon.svg`;

/** The bar over every screen; where it is too narrow for its ways, they lie at the thumb instead. */
export function Header({ onOpen }: { onOpen: (panel: Panel) => void }): ReactNode {
  const t = useTranslations('nav');
  const { me } = useSession();
  const isOnFloor = useHasRole(floorRoles);
  return (
    <header className="@container print:hidden sticky top-0 z-30 border-line border-b bg-surface pt-[env(safe-area-inset-top)]">
      <div className="flex min-h-14 items-center gap-x-2 px-4 lg:px-6">
        <p className="mr-2 flex min-w-0 items-center gap-2.5 font-bold sm:mr-4">
          <img src={logo} alt={t('brand')} width={32} height={32} className="size-8 shrink-0" />
          <span className="truncate max-[16rem]:hidden">{me.store.name}</span>
        </p>
        <nav aria-label={t('screens')} className="hidden gap-1 @3xl:flex">
          {isOnFloor ? <Way href="/" icon={LayoutGrid} label={t('board')} /> : null}
          <Way href="/kitchen" icon={Soup} label={t('kitchen')} />
        </nav>
        <div className="ml-auto flex shrink-0 items-center gap-1 max-[16rem]:shrink max-[16rem]:flex-wrap max-[16rem]:justify-end">
          <LivePill />
          {isOnFloor ? <PauseButton onOpen={onOpen} /> : null}
          <SoundButton />
          <div className="hidden items-center gap-1 @3xl:flex">
            {isOnFloor ? <CallsButton onOpen={onOpen} /> : null}
            <PanelButton icon={UtensilsCrossed} label={t('menu')} onClick={() => onOpen({ kind: 'menu' })} />
            <IconButton icon={Settings} label={t('settings')} onClick={() => onOpen({ kind: 'settings' })} />
          </div>
        </div>
      </div>
    </header>
  );
}

/**
 * What stays at the foot: the banner and, on narrow screens, the ways. Its height is told to the page, which keeps that
 * much room free below what it shows.
 */
export function Foot({ onOpen }: { onOpen: (panel: Panel) => void }): ReactNode {
  const t = useTranslations('nav');
  const isOnFloor = useHasRole(floorRoles);
  const foot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = foot.current;
    if (!element) return undefined;
    const root = document.documentElement.style;
    const watching = new ResizeObserver(() => root.setProperty('--foot', `${element.offsetHeight}px`));
    watching.observe(element);
    return () => {
      watching.disconnect();
      root.removeProperty('--foot');
    };
  }, []);
  return (
    <div ref={foot} className="@container fixed inset-x-0 bottom-0 z-30 print:hidden">
      <PauseStrip />
      <NewReleaseStrip />
      <LiveBanner />
      <nav
        aria-label={t('screens')}
        className="grid auto-cols-fr grid-flow-col border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] @3xl:hidden"
      >
        {isOnFloor ? <Way href="/" icon={LayoutGrid} label={t('board')} stacked /> : null}
        <Way href="/kitchen" icon={Soup} label={t('kitchen')} stacked />
        {isOnFloor ? <CallsButton onOpen={onOpen} stacked /> : null}
        <PanelButton icon={UtensilsCrossed} label={t('menu')} stacked onClick={() => onOpen({ kind: 'menu' })} />
        <PanelButton icon={Settings} label={t('settings')} stacked onClick={() => onOpen({ kind: 'settings' })} />
      </nav>
    </div>
  );
}

const inRow = 'flex min-h-12 items-center gap-2 rounded-card px-3.5 font-semibold text-muted hover:bg-sunken';
const inStack = 'relative flex min-h-16 flex-col items-center justify-center gap-0.5 text-muted text-xs font-semibold';

interface WayProps {
  icon: LucideIcon;
  label: string;
  stacked?: boolean;
}

function Way({ href, icon: Icon, label, stacked = false }: WayProps & { href: string }): ReactNode {
  const [here] = useRoute(href);
  return (
    <Link
      href={href}
      aria-current={here ? 'page' : undefined}
      className={`${stacked ? inStack : inRow} aria-[current]:text-ink ${stacked ? '' : 'aria-[current]:bg-sunken'}`}
    >
      <Icon aria-hidden="true" className={`${stacked ? 'size-6' : 'size-5'} ${here ? 'text-accent' : ''}`} />
      {label}
    </Link>
  );
}

function PanelButton(props: WayProps & { onClick: () => void; children?: ReactNode }): ReactNode {
  const { icon: Icon, label, stacked = false, onClick, children } = props;
  return (
    <button type="button" onClick={onClick} className={stacked ? inStack : inRow}>
      <Icon aria-hidden="true" className={stacked ? 'size-6' : 'size-5'} />
      {label}
      {children}
    </button>
  );
}

function CallsButton({ onOpen, stacked = false }: { onOpen: (panel: Panel) => void; stacked?: boolean }): ReactNode {
  const t = useTranslations('nav');
  const count = useFloorState(({ tables }) => tables.reduce((sum, table) => sum + table.calls.length, 0));
  return (
    <PanelButton icon={BellRing} label={t('calls')} stacked={stacked} onClick={() => onOpen({ kind: 'calls' })}>
      {count > 0 ? (
        <span
          className={`grid h-6 min-w-6 place-items-center rounded-full bg-accent px-1.5 font-bold text-on-accent text-sm ${stacked ? 'absolute top-1.5 left-[calc(50%+0.25rem)]' : ''}`}
        >
          {count}
        </span>
      ) : null}
    </PanelButton>
  );
}

function PauseButton({ onOpen }: { onOpen: (panel: Panel) => void }): ReactNode {
  const t = useTranslations('pauses');
  const { closure, paused } = useOrdering();
  const isPaused = closure?.why === 'paused' || paused.size > 0;
  return (
    <IconButton
      icon={CirclePause}
      label={t('title')}
      className={isPaused ? 'text-pending' : 'text-muted'}
      onClick={() => onOpen({ kind: 'pause' })}
    />
  );
}

/** Off until asked; and where the browser still waits for a tap, it says so. */
function SoundButton(): ReactNode {
  const t = useTranslations('nav');
  const sound = useDevice((device) => device.sound);
  const ready = useSoundReady();
  if (sound && !ready) {
    return (
      <button
        type="button"
        className="flex min-h-12 items-center gap-2 rounded-card px-3 font-semibold text-accent hover:bg-sunken"
      >
        <VolumeOff aria-hidden="true" className="size-5" />
        {t('tapForSound')}
      </button>
    );
  }
  return (
    <IconButton
      icon={sound ? Volume2 : VolumeOff}
      label={t(sound ? 'soundOff' : 'soundOn')}
      aria-pressed={sound}
      className={sound ? 'text-accent' : 'text-muted'}
      onClick={() => changeDevice({ sound: !sound })}
    />
  );
}
