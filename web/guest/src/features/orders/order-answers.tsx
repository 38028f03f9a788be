import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useOutbox, useOutboxState } from '../../table/outbox-context.tsx';
import { GuestSheet } from '../../ui/guest-sheet.tsx';
import type { Sheets } from '../../ui/use-sheets.ts';
import { OrderPlaced } from './order-placed.tsx';
import { OrderQuestion } from './order-problem.tsx';

export interface OrderAnswersProps {
  sheets: Sheets;
  /** The guest has read that it went in. */
  onDone: () => void;
}

/** What has to be seen wherever the guest is: an order that went in, and one that needs an answer. */
export function OrderAnswers({ sheets, onDone }: OrderAnswersProps): ReactNode {
  const t = useTranslations('order');
  const outbox = useOutbox();
  const state = useOutboxState();

  function done(): void {
    outbox.acknowledge();
    if (sheets.path === '/order') sheets.close();
    onDone();
  }

  if (state.step === 'placed') {
    return (
      <GuestSheet bare title={t('sent')} onClose={done}>
        <OrderPlaced
          key={state.order.id}
          order={state.order}
          onDone={done}
          onSeeOrders={() => {
            outbox.acknowledge();
            sheets.open('/orders');
          }}
        />
      </GuestSheet>
    );
  }
  if (state.step === 'asking') {
    return (
      <GuestSheet bare title={t('askVisitEnded')}>
        <OrderQuestion state={state} />
      </GuestSheet>
    );
  }
  return null;
}
