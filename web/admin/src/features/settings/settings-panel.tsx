import { floorRoles, managingRoles } from '@soban/contract/vocabulary';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { LogOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Panel } from '../../floor/panel.tsx';
import { useFailureText } from '../../session/failure.ts';
import { useHasRole, useSession } from '../../session/session.tsx';
import { DeviceSection } from './device-section.tsx';
import { HoursSection } from './hours-section.tsx';
import { KitchenSection } from './kitchen-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { PhonesSection } from './phones-section.tsx';
import { TableAccessSection } from './table-access-section.tsx';

export function SettingsPanel({ onClose }: { onClose: () => void }): ReactNode {
  const t = useTranslations('settings');
  const hours = useTranslations('hours');
  const roles = useTranslations('roles');
  const format = useFormatter();
  const { me, signOut } = useSession();
  const failureText = useFailureText();
  const mayManage = useHasRole(managingRoles);
  const isOnFloor = useHasRole(floorRoles);

  async function leave(): Promise<void> {
    try {
      await signOut();
      onClose();
    } catch (error) {
      const why = failureText(error);
      if (why) showToast({ message: why, tone: 'danger' });
    }
  }

  return (
    <Panel title={t('title')} onClose={onClose}>
      <Section title={t('device')}>
        <DeviceSection />
      </Section>
      <Section title={t('kitchen')}>
        <KitchenSection />
      </Section>
      <Section title={hours('title')}>
        <HoursSection />
      </Section>
      {isOnFloor ? (
        <Section title={t('phones')}>
          <PhonesSection />
        </Section>
      ) : null}
      {mayManage ? (
        <Section title={t('tables')}>
          <TableAccessSection />
        </Section>
      ) : null}
      <Section title={t('account')}>
        <div>
          <p className="font-semibold">{`${me.staff.username} · ${roles(me.staff.role)}`}</p>
          <p className="text-muted text-sm">
            {t('signedInUntil', {
              store: me.store.name,
              time: format.dateTime(new Date(me.expiresAt), { weekday: 'short', hour: 'numeric', minute: '2-digit' }),
            })}
          </p>
        </div>
        <PasswordSection />
        <Button icon={LogOut} className="self-start" onClick={() => void leave()}>
          {t('signOut')}
        </Button>
      </Section>
    </Panel>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section aria-label={title} className="flex flex-col gap-4 border-line border-b p-5 last:border-b-0">
      <h3 className="font-bold text-lg">{title}</h3>
      {children}
    </section>
  );
}
