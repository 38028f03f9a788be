import { useMoney, useStore } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Field } from '@soban/web-shared/ui/field.tsx';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { amountText, readAmount } from './amount.ts';

export interface PriceEditorProps {
  label: string;
  /** Minor units. */
  amount: number;
  /** An option may take something off a price; a price itself is never below zero. */
  min: number;
  onSave: (amount: number) => void;
  onClose: () => void;
}

/** Writes a new price, with what it was and what guests will see. */
export function PriceEditor({ label, amount, min, onSave, onClose }: PriceEditorProps): ReactNode {
  const t = useTranslations('menu');
  const { currency } = useStore();
  const money = useMoney();
  const [text, setText] = useState(amountText(amount, currency));
  const [tried, setTried] = useState(false);
  const read = readAmount(text, currency);
  const wanted = read === null || read < min || read > 100_000_000 ? null : read;
  return (
    <form
      className="flex flex-col gap-3 rounded-card bg-sunken p-4 high:border"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (wanted === null) return;
        if (wanted !== amount) onSave(wanted);
        onClose();
      }}
    >
      <Field
        label={label}
        inputMode="decimal"
        autoFocus
        value={text}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
        hint={
          wanted === null || wanted === amount ? undefined : t('becomes', { from: money(amount), to: money(wanted) })
        }
        error={tried && wanted === null ? t('priceWrong') : undefined}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('keep')}</Button>
        <Button type="submit" look="primary">
          {t('savePrice')}
        </Button>
      </div>
    </form>
  );
}
