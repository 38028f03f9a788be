import type { MenuItem } from '@soban/contract/menu';
import { choiceProblems, lineTotal } from '@soban/contract/pricing';
import { maxQuantity } from '@soban/contract/vocabulary';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Stepper } from '@soban/web-shared/ui/stepper.tsx';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { GuestSheet } from '../../ui/guest-sheet.tsx';
import { DishPicture } from './dish-picture.tsx';
import { OptionGroupField } from './option-group-field.tsx';

export interface DishDetailsProps {
  item: MenuItem;
  onAdd: (optionIds: string[], quantity: number, from: Element) => void;
  onClose: () => void;
}

/** Everything about a dish, its options and how many of it. */
export function DishDetails({ item, onAdd, onClose }: DishDetailsProps): ReactNode {
  const t = useTranslations('menu');
  const money = useMoney();
  const picture = useRef<HTMLDivElement>(null);
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [quantity, setQuantity] = useState(1);
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
    if (problems.length === 0 && picture.current) onAdd(optionIds, quantity, picture.current);
  }

  const about = (
    <div className="flex flex-col gap-2 p-5">
      <p className="font-bold text-xl">{money(item.price)}</p>
      {item.description === '' ? null : <p className="text-muted">{item.description}</p>}
    </div>
  );
  const plain = item.optionGroups.length === 0;

  const footer = (
    <>
      <p role="alert" className="text-danger">
        {tried && missing[0] ? (
          <span className="block pb-2">{t('stillToChoose', { name: missing[0].name })}</span>
        ) : null}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Stepper
          value={quantity}
          min={1}
          max={maxQuantity}
          label={t('quantity')}
          fewerLabel={t('fewer')}
          moreLabel={t('more')}
          onChange={setQuantity}
        />
        <Button look="primary" size="large" className="min-w-40 flex-1" disabled={item.soldOut} onClick={add}>
          {item.soldOut ? t('soldOut') : t('addFor', { amount: money(lineTotal({ item, quantity, optionIds })) })}
        </Button>
      </div>
    </>
  );

  return (
    <GuestSheet title={item.name} onClose={onClose} footer={footer} className="sm:w-[min(94vw,54rem)]">
      <div data-unsaved className="sm:grid sm:grid-cols-[5fr_6fr]">
        <div ref={picture} className="sm:sticky sm:top-0 sm:self-start">
          <DishPicture
            item={item}
            eager
            sizes="(width < 40rem) 100vw, 26rem"
            className="max-h-[34dvh] sm:max-h-[46dvh]"
          />
          {plain ? null : about}
        </div>
        {plain ? about : null}
        <div className={plain ? 'hidden' : 'flex flex-col gap-6 p-5 pt-0 sm:border-line sm:border-l sm:pt-5'}>
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
      </div>
    </GuestSheet>
  );
}
