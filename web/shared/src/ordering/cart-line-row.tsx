import { CircleAlert, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useMoney } from '../store-context.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { useTimeWords } from '../use-ordering.ts';
import { isBlocking, type LineTrouble, type ReviewedLine } from './cart-lines.ts';

export interface CartLineRowProps {
  reviewed: ReviewedLine;
  onChange: (quantity: number) => void;
  onRemove: () => void;
  onAcceptPrice: (portion: number) => void;
  onChooseAgain: () => void;
  /** What else there is to say of the line. */
  children?: ReactNode;
}

export function CartLineRow(props: CartLineRowProps): ReactNode {
  const { reviewed, onChange, onRemove, onAcceptPrice, onChooseAgain, children } = props;
  const { line, name, options, total, limits, trouble } = reviewed;
  const t = useTranslations('line');
  const money = useMoney();
  const orderable = !isBlocking(trouble);
  return (
    <li className={`py-3 ${trouble ? '-mx-2 my-2 rounded-card border border-pending/30! bg-pending-soft px-3' : ''}`}>
      <div className="flex items-baseline justify-between gap-3">
        <div className="min-w-0">
          <p className="font-semibold leading-snug">{name}</p>
          {options.length > 0 ? (
            <p className="mt-0.5 text-muted text-sm">{options.map((option) => option.name).join(' · ')}</p>
          ) : null}
        </div>
        {orderable ? <span className="whitespace-nowrap font-bold">{money(total)}</span> : null}
      </div>
      {trouble ? (
        <Trouble
          trouble={trouble}
          onRemove={onRemove}
          onAcceptPrice={onAcceptPrice}
          onChooseAgain={onChooseAgain}
          onChangeBy={(difference) => onChange(line.quantity + difference)}
        />
      ) : null}
      {orderable ? (
        <div className="mt-2 flex flex-wrap items-center justify-between gap-x-2">
          <Stepper
            value={line.quantity}
            min={limits.min}
            max={limits.max}
            label={t('quantityOf', { name })}
            fewerLabel={t('fewer', { name })}
            moreLabel={t('more', { name })}
            onChange={onChange}
          />
          <IconButton label={t('remove', { name })} icon={Trash2} className="-mr-3 text-muted" onClick={onRemove} />
        </div>
      ) : null}
      {children}
    </li>
  );
}

function Trouble(
  props: { trouble: LineTrouble; onChangeBy: (difference: number) => void } & Pick<
    CartLineRowProps,
    'onRemove' | 'onAcceptPrice' | 'onChooseAgain'
  >,
): ReactNode {
  const { trouble, onRemove, onAcceptPrice, onChooseAgain, onChangeBy } = props;
  const t = useTranslations('line');
  const orderable = !isBlocking(trouble);
  const words = useTroubleWords(trouble);
  return (
    <div className="my-2 flex flex-col gap-2 text-pending">
      <output className="flex items-start gap-1.5 font-semibold text-sm">
        <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
        {words}
      </output>
      <div className="flex flex-wrap gap-2">
        {trouble.kind === 'price_changed' ? (
          <Button className="flex-1" onClick={() => onAcceptPrice(trouble.after)}>
            {t('acceptPrice')}
          </Button>
        ) : null}
        {trouble.kind === 'option_sold_out' || trouble.kind === 'options_changed' ? (
          <Button className="flex-1" onClick={onChooseAgain}>
            {t('chooseAgain')}
          </Button>
        ) : null}
        {trouble.kind === 'too_few' ? (
          <Button className="flex-1" onClick={() => onChangeBy(trouble.missing)}>
            {t('addMissing', { count: trouble.missing })}
          </Button>
        ) : null}
        {trouble.kind === 'too_many' ? (
          <Button className="flex-1" onClick={() => onChangeBy(-trouble.over)}>
            {t('takeOutSome', { count: trouble.over })}
          </Button>
        ) : null}
        {orderable ? null : (
          <Button className="flex-1" onClick={onRemove}>
            {t('takeOut')}
          </Button>
        )}
      </div>
    </div>
  );
}

function useTroubleWords(trouble: LineTrouble): string {
  const t = useTranslations('line');
  const money = useMoney();
  const timeWords = useTimeWords();
  switch (trouble.kind) {
    case 'gone':
      return t('gone');
    case 'item_sold_out':
      return t('itemSoldOut');
    case 'option_sold_out':
      return t('optionSoldOut', { name: trouble.name });
    case 'options_changed':
      return t('optionsChanged');
    case 'paused':
      return trouble.until === null ? t('paused') : t('pausedUntil', { time: timeWords(trouble.until) });
    case 'too_few':
      return t('tooFew', { min: trouble.min });
    case 'too_many':
      return t('tooMany', { max: trouble.max });
    case 'price_changed':
      return t('priceChanged', { before: money(trouble.before), after: money(trouble.after) });
  }
}
