import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

/** Before the first menu has ever arrived: plates being laid, or why there are none. */
export function NoMenu({ failed }: { failed: boolean }): ReactNode {
  const t = useTranslations();
  if (failed) {
    return (
      <Notice icon={CloudOff} title={t('menu.failed')} className="wide:col-span-2">
        {t('menu.failedHint')}
      </Notice>
    );
  }
  return (
    <output aria-label={t('app.loading')} className="block p-5 wide:col-span-2">
      <div className="grid grid-cols-2 gap-4 roomy:grid-cols-3 wide:grid-cols-4">
        {Array.from({ length: 8 }, (_, at) => (
          <div key={at} className="aspect-4/5 animate-pulse rounded-card bg-sunken" />
        ))}
      </div>
    </output>
  );
}
