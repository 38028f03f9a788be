import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { BellOff } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useFloorState } from '../../floor/floor.tsx';
import { Panel } from '../../floor/panel.tsx';
import { useTakeCall } from '../../floor/use-take-call.ts';
import { CallStrip } from '../../ui/call-strip.tsx';

/** Every call nobody has taken yet, the longest waiting first. */
export function CallsPanel({ onClose }: { onClose: () => void }): ReactNode {
  const t = useTranslations('calls');
  const take = useTakeCall();
  const tables = useFloorState((floor) => floor.tables);
  const calls = useMemo(
    () => tables.flatMap((table) => table.calls).toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)),
    [tables],
  );
  return (
    <Panel title={t('title')} onClose={onClose}>
      {calls.length === 0 ? (
        <Notice icon={BellOff} title={t('none')}>
          {t('noneExplain')}
        </Notice>
      ) : (
        <ul className="flex flex-col gap-1.5 p-4">
          {calls.map((call) => (
            <li key={call.id}>
              <CallStrip call={call} withTable onTake={take} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
