import type { StaffCall } from '@soban/contract/calls';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { BellRing } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Ago } from './waited.tsx';

export interface CallStripProps {
  call: StaffCall;
  withTable?: boolean;
  onTake: (call: StaffCall) => void;
}

/** A guest's call and the one tap that takes it. */
export function CallStrip({ call, withTable = false, onTake }: CallStripProps): ReactNode {
  const t = useTranslations('calls');
  return (
    <div className="my-0.5 flex min-h-14 flex-wrap items-center justify-end gap-x-3 rounded-card bg-accent-soft py-1 pr-1 pl-3 text-accent high:border">
      {withTable ? (
        <span className="min-w-10 text-center font-extrabold text-4xl text-ink leading-none">{call.tableNumber}</span>
      ) : (
        <BellRing aria-hidden="true" className="size-6 shrink-0" />
      )}
      <div className="min-w-20 flex-1 leading-tight">
        <p className="font-bold">
          {withTable ? <span className="mr-2 font-medium text-ink">{t('table')}</span> : null}
          {t(`reasons.${call.reason}`)}
        </p>
        <p className="break-words text-ink text-sm">
          <Ago since={call.createdAt} />
          {call.note ? ` · ${call.note}` : null}
        </p>
      </div>
      <Button
        look="primary"
        className="relative z-10 shrink-0 px-3.5 text-sm"
        aria-label={t('takeAria', { number: call.tableNumber, reason: t(`reasons.${call.reason}`) })}
        onClick={() => onTake(call)}
      >
        {t('take')}
      </Button>
    </div>
  );
}
