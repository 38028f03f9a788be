import type { BoardTable } from '@soban/contract/board';
import * as endpoints from '@soban/contract/endpoints';
import { isUnfinished } from '@soban/contract/lifecycle';
import type { EndSession, SessionSummary } from '@soban/contract/tables';
import { type UnfinishedFate, unfinishedFates } from '@soban/contract/vocabulary';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useMutation } from '@tanstack/react-query';
import { BellRing, CookingPot } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { dishesOf, nameFirst } from '../../floor/dishes.ts';
import { useReopen } from '../../floor/use-reopen.ts';
import { ReasonChoice } from './cancel-dialog.tsx';
import { ConfirmSheet } from './confirm-sheet.tsx';

export interface EndSessionDialogProps {
  table: BoardTable;
  session: SessionSummary;
  onClose: () => void;
  onEnded: () => void;
}

/** Names what is still open before a party's stay becomes history. */
export function EndSessionDialog({ table, session, onClose, onEnded }: EndSessionDialogProps): ReactNode {
  const api = useApi();
  const t = useTranslations('endSession');
  const money = useMoney();
  const reopen = useReopen();
  const end = useMutation({
    mutationFn: (body: EndSession) => api.call(endpoints.endSession, { params: { id: table.id }, body }),
    onSuccess(ended) {
      showToast({
        message: t('done', { number: table.number, amount: money(ended.total) }),
        action: { label: t('undo'), run: () => void reopen(ended.id, table.number) },
      });
      onEnded();
    },
  });
  const [fate, setFate] = useState<UnfinishedFate>('keep');
  const [reason, setReason] = useState('');
  return (
    <ConfirmSheet
      title={t('title', { number: table.number })}
      keep={t('keep')}
      confirm={t('confirm')}
      look="primary"
      disabled={end.isPending}
      error={end.error}
      onConfirm={() =>
        end.mutate(fate === 'keep' || reason === '' ? { unfinished: fate } : { unfinished: fate, reason })
      }
      onClose={onClose}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="text-muted">{t('orders', { count: session.orderCount })}</span>
        <span className="font-extrabold text-3xl">{money(session.total)}</span>
      </div>
      <StillOpen table={table} />
      {table.orders.some(isUnfinished) ? <FateChoice chosen={fate} onChoose={setFate} /> : null}
      {fate === 'cancel' ? <ReasonChoice onReason={setReason} /> : null}
      <p className="text-muted text-sm">{t('explain')}</p>
    </ConfirmSheet>
  );
}

/** What becomes of what the kitchen has not finished. */
function FateChoice(props: { chosen: UnfinishedFate; onChoose: (fate: UnfinishedFate) => void }): ReactNode {
  const t = useTranslations('endSession');
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{t('unfinished')}</legend>
      <div className="grid gap-2">
        {unfinishedFates.map((fate) => (
          <label
            key={fate}
            className="flex min-h-12 items-center gap-3 rounded-card border border-edge/50 px-4 py-2 font-medium has-checked:border-accent has-checked:bg-accent-soft has-checked:font-bold has-focus-visible:outline-3 has-focus-visible:outline-(--focus)"
          >
            <input
              type="radio"
              name={name}
              checked={props.chosen === fate}
              onChange={() => props.onChoose(fate)}
              className="size-5 shrink-0 accent-(--accent)"
            />
            {t(`fates.${fate}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function StillOpen({ table }: { table: BoardTable }): ReactNode {
  const t = useTranslations('endSession');
  const callWords = useTranslations('calls');
  const statusWord = useTranslations('status');
  const unfinished = table.orders.filter(isUnfinished);
  if (unfinished.length === 0 && table.calls.length === 0) return null;
  return (
    <div className="rounded-card bg-pending-soft p-4 text-pending high:border">
      <p className="mb-2 font-bold">{t('stillOpen')}</p>
      <ul className="flex flex-col gap-1.5 text-ink">
        {unfinished.map((order) => (
          <li key={order.id} className="flex gap-2">
            <CookingPot aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-pending" />
            {t('openOrder', {
              number: order.number,
              status: statusWord(order.status),
              dishes: dishesOf(order).map(nameFirst).join(', '),
            })}
          </li>
        ))}
        {table.calls.map((call) => (
          <li key={call.id} className="flex gap-2">
            <BellRing aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-pending" />
            {t('openCall', { reason: callWords(`reasons.${call.reason}`) })}
          </li>
        ))}
      </ul>
    </div>
  );
}
