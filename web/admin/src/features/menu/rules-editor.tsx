import type { MenuItem } from '@soban/contract/menu';
import { maxQuantity as most } from '@soban/contract/vocabulary';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Field } from '@soban/web-shared/ui/field.tsx';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Switch } from '../../ui/switch.tsx';
import type { MenuChange } from './use-change-menu.ts';

interface RulesEditorProps {
  item: MenuItem;
  onChange: (change: MenuChange) => void;
}

/** How many of a dish an order may have, and whether each person takes one. */
export function RulesEditor({ item, onChange }: RulesEditorProps): ReactNode {
  const t = useTranslations('menu');
  const set = (change: MenuChange['change']) =>
    onChange({ item, change, says: t('rulesChanged', { name: item.name }) });
  return (
    <section aria-label={t('rules')} className="flex flex-col gap-4">
      <Quantities key={`${item.minQuantity} ${item.maxQuantity}`} item={item} onSave={set} />
      <Switch
        label={t('perHead')}
        hint={t('perHeadHint')}
        checked={item.perHead}
        onChange={(perHead) => set({ perHead })}
      />
    </section>
  );
}

function Quantities(props: { item: MenuItem; onSave: (change: MenuChange['change']) => void }): ReactNode {
  const { minQuantity, maxQuantity } = props.item;
  const t = useTranslations('menu');
  const [least, setLeast] = useState(String(minQuantity));
  const [largest, setLargest] = useState(maxQuantity === null ? '' : String(maxQuantity));
  const min = readCount(least);
  const max = largest.trim() === '' ? null : readCount(largest);
  const isSense = min !== undefined && max !== undefined && (max === null || min <= max);
  const isChanged = min !== minQuantity || max !== maxQuantity;
  return (
    <form
      className="flex flex-col gap-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isSense && isChanged) props.onSave({ minQuantity: min, maxQuantity: max });
      }}
    >
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={t('minQuantity')}
          inputMode="numeric"
          value={least}
          onChange={(event) => setLeast(event.target.value)}
        />
        <Field
          label={t('maxQuantity')}
          inputMode="numeric"
          placeholder={t('noMax')}
          value={largest}
          error={isSense ? undefined : t('quantitiesWrong', { most })}
          onChange={(event) => setLargest(event.target.value)}
        />
      </div>
      {isChanged ? (
        <Button type="submit" look="primary" className="self-end" disabled={!isSense}>
          {t('saveRules')}
        </Button>
      ) : null}
    </form>
  );
}

function readCount(text: string): number | undefined {
  const count = /^\d{1,2}$/.test(text.trim()) ? Number(text) : 0;
  return count >= 1 && count <= most ? count : undefined;
}
