import { Sheet, type SheetProps } from '@soban/web-shared/ui/sheet.tsx';
import { useLive } from '@soban/web-shared/use-live';
import { Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFloor } from './floor.tsx';

/** A drawer over the board. It covers the banner that says the screen is out of touch, so it says so itself. */
export function Panel({ tools, ...props }: Omit<SheetProps, 'placement' | 'closeLabel'>): ReactNode {
  const t = useTranslations('panel');
  const all = (
    <>
      <OutOfTouch />
      {tools}
    </>
  );
  return <Sheet placement="side" closeLabel={t('close')} tools={all} {...props} />;
}

function OutOfTouch(): ReactNode {
  const t = useTranslations('live');
  const { status } = useLive(useFloor().stream);
  if (status === 'live' || status === 'connecting') return null;
  return (
    <p className="flex items-center gap-1.5 whitespace-nowrap rounded-full bg-alarm px-3 py-1 font-semibold text-on-alarm text-sm">
      <Unplug aria-hidden="true" className="size-4" />
      {t(status)}
    </p>
  );
}
