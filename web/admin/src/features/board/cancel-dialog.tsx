import * as endpoints from '@soban/contract/endpoints';
import type { CancelOrder, Order } from '@soban/contract/orders';
import { maxNoteLength } from '@soban/contract/vocabulary';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Field } from '@soban/web-shared/ui/field.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '../../session/session.tsx';
import { type CancelReason, cancelReasons, guestWords } from './cancel-reasons.ts';
import { ConfirmSheet } from './confirm-sheet.tsx';

/** The second tap of a dangerous act: what is lost, and why, in words the guest will read. */
export function CancelDialog({ order, onClose }: { order: Order; onClose: () => void }): ReactNode {
  const api = useApi();
  const t = useTranslations('cancel');
  const money = useMoney();
  const [reason, setReason] = useState('');
  const cancel = useMutation({
    mutationFn: (body: CancelOrder) => api.call(endpoints.cancelOrder, { params: { id: order.id }, body }),
    onSuccess() {
      showToast({ message: t('done', { number: order.number }) });
      onClose();
    },
  });
  return (
    <ConfirmSheet
      title={t('title', { number: order.number })}
      keep={t('keep')}
      confirm={t('confirm', { amount: money(order.total) })}
      look="danger"
      disabled={reason === '' || cancel.isPending}
      error={cancel.error}
      onConfirm={() => cancel.mutate({ reason })}
      onClose={onClose}
    >
      <p>{t('explain', { table: order.tableNumber, amount: money(order.total) })}</p>
      <ReasonChoice onReason={setReason} />
    </ConfirmSheet>
  );
}

/** Why something is canceled, in the words that the guest will read; empty until it is said. */
export function ReasonChoice({ onReason }: { onReason: (reason: string) => void }): ReactNode {
  const { me } = useSession();
  const t = useTranslations('cancel');
  const [chosen, setChosen] = useState<CancelReason | 'other'>();
  const [words, setWords] = useState('');
  const wordsFor = (of: CancelReason | 'other' | undefined, own: string): string =>
    of === undefined || of === 'other' ? own.trim() : guestWords[me.store.language][of];
  const reason = wordsFor(chosen, words);
  return (
    <>
      <Reasons
        chosen={chosen}
        onChoose={(next) => {
          setChosen(next);
          onReason(wordsFor(next, words));
        }}
      />
      {chosen === 'other' ? (
        <Field
          label={t('otherLabel')}
          value={words}
          maxLength={maxNoteLength}
          autoFocus
          onChange={(event) => {
            setWords(event.target.value);
            onReason(event.target.value.trim());
          }}
        />
      ) : null}
      {reason === '' ? null : (
        <p className="rounded-card bg-sunken px-4 py-3 text-sm high:border">
          {t.rich('guestReads', { reason, strong: (chunks) => <strong className="font-bold">{chunks}</strong> })}
        </p>
      )}
    </>
  );
}

function Reasons(props: {
  chosen: CancelReason | 'other' | undefined;
  onChoose: (reason: CancelReason | 'other') => void;
}): ReactNode {
  const t = useTranslations('cancel');
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{t('why')}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {[...cancelReasons, 'other' as const].map((reason) => (
          <label
            key={reason}
            className="flex min-h-12 items-center gap-3 rounded-card border border-edge/50 px-4 py-2 font-medium has-checked:border-accent has-checked:bg-accent-soft has-checked:font-bold has-focus-visible:outline-3 has-focus-visible:outline-(--focus)"
          >
            <input
              type="radio"
              name={name}
              checked={props.chosen === reason}
              onChange={() => props.onChoose(reason)}
              className="size-5 accent-(--accent)"
            />
            {t(`reasons.${reason}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
