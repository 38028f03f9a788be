import * as endpoints from '@soban/contract/endpoints';
import type { Order, OrderLine } from '@soban/contract/orders';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Sheet } from '@soban/web-shared/ui/sheet.tsx';
import { Stepper } from '@soban/web-shared/ui/stepper.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFailureText } from '../../session/failure.ts';
import { ReasonChoice } from './cancel-dialog.tsx';

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
  const failureText = useFailureText();
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
  const failure = take.error ? failureText(take.error) : null;

  return (
    <Sheet
      title={t('title', { name: line.name })}
      closeLabel={t('keep')}
      onClose={onClose}
      footer={
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{t('keep')}</Button>
          <Button look="danger" disabled={reason === '' || take.isPending} onClick={() => take.mutate()}>
            {t('confirm', { amount })}
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-4 p-5">
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
        {failure ? (
          <p role="alert" className="font-semibold text-danger">
            {failure}
          </p>
        ) : null}
      </div>
    </Sheet>
  );
}
