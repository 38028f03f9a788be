import type { Option, OptionGroup } from '@soban/contract/menu';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useMoney } from '../store-context.tsx';

export interface OptionGroupFieldProps {
  group: OptionGroup;
  chosen: readonly string[];
  /** The guest tried to add without enough of these. */
  missing: boolean;
  onChange: (optionIds: string[]) => void;
}

export function OptionGroupField({ group, chosen, missing, onChange }: OptionGroupFieldProps): ReactNode {
  const t = useTranslations('dish');
  const rule = useRule(group);
  const full = chosen.length >= group.max;
  const single = group.max === 1;

  function toggle(option: Option): void {
    if (chosen.includes(option.id)) onChange(chosen.filter((id) => id !== option.id));
    else if (single) onChange([option.id]);
    else if (!full) onChange([...chosen, option.id]);
  }

  return (
    <fieldset id={`group-${group.id}`} aria-describedby={`rule-${group.id}`} className="min-w-0">
      <legend className="float-left font-bold text-lg">{group.name}</legend>
      <span
        className={`float-right rounded-full px-2.5 py-0.5 font-semibold text-sm ${group.min > 0 ? 'bg-accent-soft text-accent-strong' : 'bg-sunken text-muted'}`}
      >
        {group.min > 0 ? t('required') : t('optional')}
      </span>
      <p
        id={`rule-${group.id}`}
        className={`clear-both flex items-center gap-1.5 pb-2 text-sm ${missing ? 'font-semibold text-danger' : 'text-muted'}`}
      >
        {missing ? <CircleAlert aria-hidden="true" className="size-4" /> : null}
        {rule}
      </p>
      <ul
        className={`overflow-hidden rounded-card border ${missing ? 'border-danger' : 'border-line'} divide-y divide-line`}
      >
        {group.options.map((option) => (
          <OptionRow
            key={option.id}
            option={option}
            kind={single && group.min === 1 ? 'radio' : 'checkbox'}
            name={group.id}
            checked={chosen.includes(option.id)}
            disabled={option.soldOut || (full && !single && !chosen.includes(option.id))}
            onToggle={() => toggle(option)}
          />
        ))}
      </ul>
    </fieldset>
  );
}

function useRule({ min, max, options }: OptionGroup): string {
  const t = useTranslations('dish');
  const most = Math.min(max, options.length);
  if (min === most) return min === 1 ? t('chooseOne') : t('chooseExactly', { count: min });
  return min === 0 ? t('chooseUpTo', { max: most }) : t('chooseBetween', { min, max: most });
}

interface OptionRowProps {
  option: Option;
  kind: 'radio' | 'checkbox';
  name: string;
  checked: boolean;
  disabled: boolean;
  onToggle: () => void;
}

const dot = 'checked:shadow-[inset_0_0_0_4px_var(--surface)]';
const checkMark =
  'grid place-items-center before:size-4 before:scale-0 before:bg-on-accent before:[clip-path:polygon(14%_46%,0_62%,38%_96%,100%_22%,85%_8%,36%_68%)] checked:before:scale-100';

function OptionRow({ option, kind, name, checked, disabled, onToggle }: OptionRowProps): ReactNode {
  const t = useTranslations('dish');
  const money = useMoney();
  const { priceDelta, soldOut } = option;
  const shape = kind === 'radio' ? `rounded-full ${dot}` : `rounded-md ${checkMark}`;
  return (
    <li>
      <label className="flex min-h-13 flex-wrap items-center gap-x-3 px-4 py-2 has-checked:bg-accent-soft has-disabled:cursor-not-allowed has-disabled:text-muted has-focus-visible:outline-3 has-focus-visible:outline-(--focus) has-focus-visible:-outline-offset-3">
        <input
          type={kind}
          name={name}
          checked={checked}
          disabled={disabled}
          onChange={onToggle}
          className={`size-6 shrink-0 appearance-none border-2 border-edge bg-surface outline-none checked:border-accent checked:bg-accent disabled:opacity-40 ${shape}`}
        />
        <span className="flex-1 font-medium">{option.name}</span>
        {soldOut ? <span className="font-semibold text-canceled text-sm">{t('soldOut')}</span> : null}
        {priceDelta === 0 ? null : (
          <span className="font-semibold">
            {priceDelta > 0 ? '+' : '−'}
            {money(Math.abs(priceDelta))}
          </span>
        )}
      </label>
    </li>
  );
}
