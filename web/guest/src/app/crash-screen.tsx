import { Button } from '@soban/web-shared/ui/button.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { RotateCcw, TriangleAlert, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

/** The cart is safe, and one tap loads everything again. */
export function CrashScreen(): ReactNode {
  const t = useTranslations('app');
  return (
    <main className="grid min-h-dvh place-items-center">
      <Notice
        icon={TriangleAlert}
        title={t('crashed')}
        action={
          <Button look="primary" icon={RotateCcw} onClick={() => location.assign('/')}>
            {t('reload')}
          </Button>
        }
      >
        {t('crashedHint')}
      </Notice>
    </main>
  );
}

/** In the place of what could not be loaded; its address stays, so that a reload brings it. */
export function PartMissing(): ReactNode {
  const t = useTranslations('app');
  return (
    <Notice
      icon={Unplug}
      title={t('partMissing')}
      action={
        <Button icon={RotateCcw} onClick={() => location.reload()}>
          {t('reload')}
        </Button>
      }
    >
      {t('crashedHint')}
    </Notice>
  );
}
