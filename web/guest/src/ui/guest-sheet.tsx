import { Sheet, type SheetProps } from '@soban/web-shared/ui/sheet.tsx';
import { BellRing } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';

/** A sheet of this app: its close button speaks the guest's language, and a person can be called from it. */
export function GuestSheet(props: Omit<SheetProps, 'closeLabel'> & { withCall?: boolean }): ReactNode {
  const { withCall = true, bare = false, children, ...sheet } = props;
  const t = useTranslations('app');
  const call = withCall ? <CallLink /> : undefined;
  return (
    <Sheet closeLabel={t('close')} tools={call} bare={bare} {...sheet}>
      {bare ? <div className="flex justify-end px-2 pt-2">{call}</div> : null}
      {children}
    </Sheet>
  );
}

function CallLink(): ReactNode {
  const t = useTranslations('call');
  return (
    <Link
      href="/call"
      replace={location.pathname !== '/'}
      state={{ sheet: true }}
      className="inline-flex min-h-12 shrink-0 items-center gap-2 whitespace-nowrap rounded-card px-3 font-medium hover:bg-sunken"
    >
      <BellRing aria-hidden="true" className="size-5" />
      {t('title')}
    </Link>
  );
}
