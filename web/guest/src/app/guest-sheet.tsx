import { Sheet, type SheetProps } from '@soban/web-shared/ui/sheet.tsx';
import { BellRing } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';

/** A sheet of this app: its close button speaks the guest's language, and a person can be called from it. */
export function GuestSheet(props: Omit<SheetProps, 'closeLabel'> & { withCall?: boolean }): ReactNode {
  const { withCall = true, ...sheet } = props;
  const t = useTranslations();
  return (
    <Sheet
      closeLabel={t('app.close')}
      tools={
        withCall ? (
          <Link
            href="/call"
            replace
            state={{ sheet: true }}
            className="inline-flex min-h-12 shrink-0 items-center gap-2 whitespace-nowrap rounded-card px-3 font-medium hover:bg-sunken"
          >
            <BellRing aria-hidden="true" className="size-5" />
            {t('call.title')}
          </Link>
        ) : undefined
      }
      {...sheet}
    />
  );
}
