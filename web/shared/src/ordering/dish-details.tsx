import type { MenuItem } from '@soban/contract/menu';
import { choiceProblems, lineTotal } from '@soban/contract/pricing';
import { type ComponentType, type ReactNode, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMoney } from '../store-context.tsx';
import { Button } from '../ui/button.tsx';
import type { SheetProps } from '../ui/sheet.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { limitsOf } from './cart-lines.ts';
import { OptionGroupField } from './option-group-field.tsx';
import { QuantityRule } from './quantity-rule.tsx';

export interface DishDetailsProps {
  item: MenuItem;
  /** Not to be had for a while. */
  paused?: boolean;
  /** How many of it are in the cart. */
  inCart?: number;
  /** The app's own sheet. */
  sheet: ComponentType<Omit<SheetProps, 'closeLabel'>>;
  /** Beside the options, where there is room. */
  aside?: ReactNode;
  /** After the options. */
  children?: ReactNode;
  onAdd: (optionIds: string[], quantity: number) => void;
  onClose: () => void;
}

/** A dish's options and how many of it; whatever else there is to say of it is the app's. */
export function DishDetails(props: DishDetailsProps): ReactNode {
  const { item, paused = false, inCart = 0, sheet: Frame, aside, children, onAdd, onClose } = props;
  const t = useTranslations('dish');
  const money = useMoney();
  const form = useId();
  const away = item.soldOut || paused;
  const [picked, setPicked] = useState<readonly string[]>([]);
  const { min, max } = limitsOf(item, inCart);
  const [wanted, setQuantity] = useState(min);
  // The cart may have as many already as an order may.
  const full = max < min;
  const quantity = full ? min : Math.min(max, Math.max(min, wanted));
  const [tried, setTried] = useState(false);
  // The menu may change while the sheet is open: what is no longer there is no longer chosen.
  const there = new Set(item.optionGroups.flatMap(({ options }) => options.map(({ id }) => id)));
  const optionIds = picked.filter((id) => there.has(id));
  const problems = choiceProblems(item, optionIds);
  const missing = problems.flatMap((problem) => (problem.kind === 'too_few' ? [problem] : []));

  function add(): void {
    const [first] = missing;
    if (first) {
      setTried(true);
      const group = document.getElementById(`group-${first.groupId}`);
      group?.scrollIntoView({ block: 'center', behavior: 'smooth' });
      group?.querySelector<HTMLInputElement>('input:enabled')?.focus({ preventScroll: true });
      return;
    }
    if (problems.length === 0) onAdd(optionIds, quantity);
  }

  const footer = (
    <>
      <p role="alert" className="text-danger">
        {tried && missing[0] ? (
          <span className="block pb-2">{t('stillToChoose', { name: missing[0].name })}</span>
        ) : null}
      </p>
      <QuantityRule item={item} className="block pb-2 font-semibold text-accent-strong" />
      <div className="flex flex-wrap items-center gap-3">
        <Stepper
          value={quantity}
          min={min}
          max={max}
          label={t('quantity')}
          fewerLabel={t('fewer')}
          moreLabel={t('more')}
          onChange={setQuantity}
        />
        <Button type="submit" form={form} look="primary" size="large" className="min-w-40 flex-1" disabled={away}>
          {away
            ? t(item.soldOut ? 'soldOut' : 'paused')
            : t('addFor', { amount: money(lineTotal({ item, quantity, optionIds })) })}
        </Button>
      </div>
    </>
  );

  return (
    <Frame title={item.name} onClose={onClose} footer={footer} className={aside ? 'sm:w-[min(94vw,54rem)]' : ''}>
      {/* Enter adds, wherever in it the focus is. */}
      <form
        id={form}
        data-unsaved
        className={aside ? 'sm:grid sm:grid-cols-[5fr_6fr]' : ''}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        {aside}
        {item.optionGroups.length > 0 ? (
          <div className={`flex flex-col gap-6 p-5 ${aside ? 'pt-0 sm:border-line sm:border-l sm:pt-5' : ''}`}>
            {item.optionGroups.map((group) => (
              <OptionGroupField
                key={group.id}
                group={group}
                chosen={optionIds.filter((id) => group.options.some((option) => option.id === id))}
                missing={tried && missing.some(({ groupId }) => groupId === group.id)}
                onChange={(ids) => {
                  const others = optionIds.filter((id) => !group.options.some((option) => option.id === id));
                  setPicked([...others, ...ids]);
                }}
              />
            ))}
          </div>
        ) : null}
        {children}
      </form>
    </Frame>
  );
}
