import { maxNoteLength } from '@soban/contract/vocabulary';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Field } from '@soban/web-shared/ui/field.tsx';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';

/** One line of what is about to be ordered, ready to read. */
export interface ReviewLine {
  key: string;
  name: string;
  options: readonly string[];
  quantity: number;
  total: number;
}

export interface OrderReviewProps {
  lines: readonly ReviewLine[];
  total: number;
  /** Something in the cart has to be settled first. */
  blocked: boolean;
  onConfirm: (note: string) => void;
  frame: (content: ReactNode, footer: ReactNode) => ReactNode;
}

/** The last look before the kitchen gets it: the one question this app asks. */
export function OrderReview({ lines, total, blocked, onConfirm, frame }: OrderReviewProps): ReactNode {
  const t = useTranslations('order');
  const money = useMoney();
  const [note, setNote] = useState('');
  return frame(
    <div className="flex flex-col gap-4 p-5">
      <p className="text-muted">{t('reviewLead')}</p>
      <ul className="divide-y divide-line border-line border-y">
        {lines.map((line) => (
          <li key={line.key} className="flex items-baseline gap-3 py-3">
            <span className="min-w-0 flex-1 font-semibold">
              {line.name}
              {line.options.length > 0 ? (
                <span className="block font-normal text-muted text-sm">{line.options.join(' · ')}</span>
              ) : null}
            </span>
            <span className="font-semibold text-muted">×{line.quantity}</span>
            <span className="min-w-20 text-right font-semibold">{money(line.total)}</span>
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
    </div>,
    <Button look="primary" size="large" className="w-full" disabled={blocked} onClick={() => onConfirm(note)}>
      {t('confirm', { amount: money(total) })}
    </Button>,
  );
}
