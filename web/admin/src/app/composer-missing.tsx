import { Button } from '@soban/web-shared/ui/button.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Panel } from '../floor/panel.tsx';

/** Stands where orders are put together, when that part could not be fetched. */
export function ComposerMissing({ onClose }: { onClose: () => void }): ReactNode {
  const t = useTranslations();
  return (
    <Panel title={t('ordering.open')} onClose={onClose}>
      <Notice
        icon={TriangleAlert}
        title={t('release.partMissing')}
        action={<Button onClick={() => location.reload()}>{t('release.reload')}</Button>}
      />
    </Panel>
  );
}
