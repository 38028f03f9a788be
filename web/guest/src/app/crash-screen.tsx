import { Button } from '@soban/web-shared/ui/button.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { RotateCcw, TriangleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

/** The last resort when a screen cannot be drawn: the cart is safe, and one tap loads everything again. */
export class CrashBoundary extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    return this.state.crashed ? <CrashScreen /> : this.props.children;
  }
}

function CrashScreen(): ReactNode {
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
