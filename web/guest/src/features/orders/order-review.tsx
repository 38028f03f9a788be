import { maxNoteLength } from '@soban/contract/vocabulary';
import type { ReviewedCart } from '@soban/web-shared/ordering/cart-lines';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Field } from '@soban/web-shared/ui/field.tsx';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useClosedWords } from '../../table/use-closed-words.ts';
import { GuestSheet } from '../../ui/guest-sheet.tsx';

export interface OrderReviewProps {
  cart: ReviewedCart;
  onConfirm: (note: string) => void;
  onClose: () => void;
}

/** The last look before the kitchen gets it: the one question this app asks. */
export function OrderReview({ cart, onConfirm, onClose }: OrderReviewProps): ReactNode {
  const t = useTranslations('order');
  const money = useMoney();
  const closed = useClosedWords();
  const [note, setNote] = useState('');
  return (
    <GuestSheet
      title={t('review')}
      onClose={onClose}
      footer={
        <Button
          look="primary"
          size="large"
          className="w-full"
          // Something in the cart has to be settled first, or no orders are taken now.
          disabled={cart.troubled || cart.missingPerHead > 0 || closed !== undefined}
          onClick={() => onConfirm(note)}
        >
          {closed ?? t('confirm', { amount: money(cart.total) })}
        </Button>
      }
    >
      <div className="flex flex-col gap-4 p-5">
        <p className="text-muted">{t('reviewLead')}</p>
        <ul className="divide-y divide-line border-line border-y">
          {cart.lines.map(({ line, name, options, total }) => (
            <li key={line.key} className="flex items-baseline gap-3 py-3">
              <span className="min-w-0 flex-1 font-semibold">
                {name}
                {options.length > 0 ? (
                  <span className="block font-normal text-muted text-sm">
                    {options.map((option) => option.name).join(' · ')}
                  </span>
                ) : null}
              </span>
              <span className="font-semibold text-muted">×{line.quantity}</span>
              <span className="min-w-20 text-right font-semibold">{money(total)}</span>
            </li>
          ))}
        </ul>
        <Field
          label={t('note')}
          placeholder={t('noteHint')}
          maxLength={maxNoteLength}
          value={note}
          autoComplete="off"
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </GuestSheet>
  );
}
