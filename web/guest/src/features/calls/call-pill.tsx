import { BellRing } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';

/** The way to a person on a phone, where the header scrolls away with the menu; at the left, off the dishes' add buttons. */
export function CallPill({ openCalls }: { openCalls: number }): ReactNode {
  const t = useTranslations('call');
  return (
    <div className="pointer-events-none flex px-4 pb-3 wide:hidden">
      <Link
        href="/call"
        state={{ sheet: true }}
        className="pointer-events-auto flex min-h-12 items-center gap-2 rounded-full border border-line bg-surface px-4 font-semibold shadow-card"
      >
        <BellRing aria-hidden="true" className={`size-5 ${openCalls > 0 ? 'text-accent' : ''}`} />
        {t('title')}
      </Link>
    </div>
  );
}
