import type { MenuItem, Option } from '@soban/contract/menu';
import { floorRoles, managingRoles } from '@soban/contract/vocabulary';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Check, ChevronDown, CircleSlash, EyeOff, Pencil } from 'lucide-react';
import { memo, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useHasRole } from '../../session/session.tsx';
import { Switch } from '../../ui/switch.tsx';
import { PriceEditor } from './price-editor.tsx';
import { RulesEditor } from './rules-editor.tsx';
import type { MenuChange } from './use-change-menu.ts';

export interface MenuRowProps {
  item: MenuItem;
  onChange: (change: MenuChange) => void;
}

/** One dish: sold out or back with one tap; its price, its options and whether it shows are one level down. */
export const MenuRow = memo(function MenuRow({ item, onChange }: MenuRowProps): ReactNode {
  const t = useTranslations('menu');
  const money = useMoney();
  const [open, setOpen] = useState(false);
  const dim = item.soldOut || item.hidden ? 'text-muted' : '';
  return (
    <li className="border-line border-b py-1">
      <div className="flex items-center gap-2">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-h-14 min-w-0 flex-1 items-center gap-3 rounded-lg px-2 text-left hover:bg-sunken"
        >
          <ChevronDown
            aria-hidden="true"
            className={`size-5 shrink-0 text-muted transition-transform ${open ? 'rotate-180' : ''}`}
          />
          <span className="min-w-0 flex-1">
            <span className={`block font-semibold ${dim}`}>{item.name}</span>
            <span className="flex flex-wrap items-center gap-x-2 text-muted text-sm">
              {money(item.price)}
              {item.hidden ? (
                <span className="inline-flex items-center gap-1 font-semibold">
                  <EyeOff aria-hidden="true" className="size-4" />
                  {t('hidden')}
                </span>
              ) : null}
            </span>
          </span>
        </button>
        <SoldOutButton
          name={item.name}
          soldOut={item.soldOut}
          onChange={(soldOut) =>
            onChange({ item, change: { soldOut }, says: t(soldOut ? 'nowSoldOut' : 'nowBack', { name: item.name }) })
          }
        />
      </div>
      {open ? <MenuRowMore item={item} onChange={onChange} /> : null}
    </li>
  );
});

function MenuRowMore({ item, onChange }: MenuRowProps): ReactNode {
  const t = useTranslations('menu');
  const money = useMoney();
  const mayPrice = useHasRole(managingRoles);
  const mayHide = useHasRole(floorRoles);
  return (
    <div className="flex flex-col gap-4 pt-1 pr-2 pb-4 pl-10">
      <Price
        label={t('priceOf', { name: item.name })}
        word={t('price')}
        button={money(item.price)}
        amount={item.price}
        min={0}
        onSave={(price) => onChange({ item, change: { price }, says: t('priceChanged', { name: item.name }) })}
      />
      {mayPrice ? <RulesEditor item={item} onChange={onChange} /> : null}
      {mayHide ? (
        <Switch
          label={t('hide')}
          hint={t('hideHint')}
          checked={item.hidden}
          onChange={(hidden) =>
            onChange({ item, change: { hidden }, says: t(hidden ? 'nowHidden' : 'nowShown', { name: item.name }) })
          }
        />
      ) : null}
      {item.optionGroups.map((group) => (
        <section key={group.id} aria-label={group.name}>
          <h4 className="font-semibold text-muted text-sm">{group.name}</h4>
          <ul>
            {group.options.map((option) => (
              <OptionRow key={option.id} item={item} option={option} onChange={onChange} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function OptionRow({ item, option, onChange }: MenuRowProps & { option: Option }): ReactNode {
  const t = useTranslations('menu');
  const money = useMoney();
  const name = `${item.name} · ${option.name}`;
  const sign = option.priceDelta < 0 ? '' : '+';
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-2">
      <span className={`min-w-24 flex-1 ${option.soldOut ? 'text-muted' : ''}`}>{option.name}</span>
      <Price
        label={t('priceOf', { name })}
        button={sign + money(option.priceDelta)}
        amount={option.priceDelta}
        min={-100_000_000}
        onSave={(priceDelta) =>
          onChange({ item, change: { options: [{ id: option.id, priceDelta }] }, says: t('priceChanged', { name }) })
        }
      />
      <SoldOutButton
        name={name}
        soldOut={option.soldOut}
        onChange={(soldOut) =>
          onChange({
            item,
            change: { options: [{ id: option.id, soldOut }] },
            says: t(soldOut ? 'nowSoldOut' : 'nowBack', { name }),
          })
        }
      />
    </li>
  );
}

/** Changing prices is for the owner and managers. */
function Price(props: {
  label: string;
  /** Stands beside the amount, where nothing else says what it is. */
  word?: string;
  button: string;
  amount: number;
  min: number;
  onSave: (amount: number) => void;
}): ReactNode {
  const { label, word, button, amount, min, onSave } = props;
  const mayChange = useHasRole(managingRoles);
  const [editing, setEditing] = useState(false);
  if (!mayChange) return null;
  if (!editing) {
    const edit = (
      <Button
        look="quiet"
        icon={Pencil}
        className="px-3 text-muted text-sm [&>svg]:size-4"
        aria-label={`${label}: ${button}`}
        onClick={() => setEditing(true)}
      >
        {button}
      </Button>
    );
    if (word === undefined) return edit;
    return (
      <div className="flex items-center justify-between">
        <span className="font-semibold">{word}</span>
        {edit}
      </div>
    );
  }
  return (
    <div className="basis-full">
      <PriceEditor label={label} amount={amount} min={min} onSave={onSave} onClose={() => setEditing(false)} />
    </div>
  );
}

function SoldOutButton(props: { name: string; soldOut: boolean; onChange: (soldOut: boolean) => void }): ReactNode {
  const { name, soldOut, onChange } = props;
  const t = useTranslations('menu');
  return (
    <button
      type="button"
      data-sold-out={soldOut || undefined}
      aria-label={t(soldOut ? 'putBack' : 'markSoldOut', { name })}
      onClick={() => onChange(!soldOut)}
      className="inline-flex min-h-12 min-w-24 shrink-0 items-center justify-center gap-1.5 rounded-card border border-line bg-completed-soft px-3 font-semibold text-completed text-sm data-sold-out:border-alarm data-sold-out:bg-alarm data-sold-out:text-on-alarm"
    >
      {soldOut ? (
        <CircleSlash aria-hidden="true" className="size-4" />
      ) : (
        <Check aria-hidden="true" className="size-4" />
      )}
      {t(soldOut ? 'soldOut' : 'onSale')}
    </button>
  );
}
