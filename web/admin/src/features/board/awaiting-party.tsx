import * as endpoints from '@soban/contract/endpoints';
import type { SessionSummary } from '@soban/contract/tables';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useMutation } from '@tanstack/react-query';
import { Smartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFailureText } from '../../session/failure.ts';

/** A party that has seated itself by phone: one tap, by somebody who has seen it, lets its orders into the kitchen. */
export function AwaitingParty({ session, tableNumber }: { session: SessionSummary; tableNumber: number }): ReactNode {
  const t = useTranslations('awaiting');
  const api = useApi();
  const failureText = useFailureText();
  const accept = useMutation({
    mutationFn: () => api.call(endpoints.acceptSession, { params: { id: session.id } }),
    onError(error) {
      const why = failureText(error);
      if (why) showToast({ message: t('refused', { table: tableNumber, why }), tone: 'danger' });
    },
  });
  return (
    <div className="my-0.5 flex min-h-14 flex-wrap items-center justify-end gap-x-3 rounded-card bg-accent-soft py-1 pr-1 pl-3 text-accent high:border">
      <Smartphone aria-hidden="true" className="size-6 shrink-0" />
      <div className="min-w-20 flex-1 leading-tight">
        <p className="font-bold">{t('title')}</p>
        <p className="text-ink text-sm">{t('hint')}</p>
      </div>
      <Button
        look="primary"
        className="relative z-10 shrink-0 px-3.5 text-sm"
        aria-label={t('acceptAria', { number: tableNumber })}
        disabled={accept.isPending}
        onClick={() => accept.mutate()}
      >
        {t('accept')}
      </Button>
    </div>
  );
}
