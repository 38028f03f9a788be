import * as endpoints from '@soban/contract/endpoints';
import type { Order, OrderLine } from '@soban/contract/orders';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Stepper } from '@soban/web-shared/ui/stepper.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ReasonChoice } from './cancel-dialog.tsx';
import { ConfirmSheet } from './confirm-sheet.tsx';

interface VoidDialogProps {
  order: Order;
  line: OrderLine;
  onClose: () => void;
}

/** One dish off the order, or so many of it, and why, in words the guest will read. */
export function VoidDialog({ order, line, onClose }: VoidDialogProps): ReactNode {
  const api = useApi();
  const t = useTranslations('void');
  const money = useMoney();
  const [reason, setReason] = useState('');
  const [quantity, setQuantity] = useState(line.quantity);
  const amount = money((line.lineTotal / line.quantity) * quantity);
  const take = useMutation({
    mutationFn: () =>
      api.call(endpoints.voidLine, {
        params: { id: order.id, lineId: line.id },
        // What somebody else has taken off meanwhile is not taken off twice.
        body: { reason, quantity, of: line.quantity },
      }),
    onSuccess() {
      showToast({ message: t('done', { name: line.name, quantity }) });
      onClose();
    },
  });
  return (
    <ConfirmSheet
      title={t('title', { name: line.name })}
      keep={t('keep')}
      confirm={t('confirm', { amount })}
      look="danger"
      disabled={reason === '' || take.isPending}
      error={take.error}
      onConfirm={() => take.mutate()}
      onClose={onClose}
    >
      {line.quantity > 1 ? (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <span className="font-semibold">{t('howMany', { of: line.quantity })}</span>
          <Stepper
            value={quantity}
            min={1}
            max={line.quantity}
            label={t('howMany', { of: line.quantity })}
            fewerLabel={t('fewer')}
            moreLabel={t('more')}
            onChange={setQuantity}
          />
        </div>
      ) : null}
      <ReasonChoice onReason={setReason} />
    </ConfirmSheet>
  );
}
