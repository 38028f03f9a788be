import type { MenuItem } from '@soban/contract/menu';
import { QuantityRule } from '@soban/web-shared/ordering/quantity-rule.tsx';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Plus } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { DishPicture } from './dish-picture.tsx';

export interface DishCardProps {
  item: MenuItem;
  /** How many of it are in the cart. */
  inCart: number;
  /** Not to be had for a while. */
  paused: boolean;
  eager: boolean;
  /** Adds one at once; for a dish with options there is something to choose first, and the card opens instead. */
  onAdd: (item: MenuItem, from: Element) => void;
}

/** Memoised: a cart change must not draw 500 cards again. */
export const DishCard = memo(function DishCard({ item, inCart, paused, eager, onAdd }: DishCardProps): ReactNode {
  const dish = useTranslations('dish');
  const money = useMoney();
  const away = item.soldOut || paused;
  return (
    <li className="dish relative flex flex-col overflow-hidden rounded-card border border-line bg-surface">
      <Link
        href={`/dish/${item.id}`}
        state={{ sheet: true }}
        className="flex flex-1 flex-col after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:outline-(--focus) focus-visible:after:-outline-offset-3"
      >
        <DishPicture item={item} eager={eager} sizes="(width < 40rem) 46vw, 16rem" />
        <span className="flex flex-1 flex-col p-3 pb-0">
          <span className={`line-clamp-2 font-semibold leading-snug ${away ? 'text-muted' : ''}`}>{item.name}</span>
          {item.description === '' ? null : (
            <span className="mt-0.5 line-clamp-1 text-muted text-sm">{item.description}</span>
          )}
        </span>
        <span className="flex min-h-14 flex-wrap items-center gap-x-2 py-1 pr-16 pl-3 font-bold">
          <span className={away ? 'text-muted' : 'text-ink'}>{money(item.price)}</span>
          <QuantityRule item={item} className="font-semibold text-accent-strong text-sm" />
        </span>
      </Link>
      {away ? (
        <span className="absolute right-3 bottom-4 rounded-full bg-canceled-soft px-3 py-1 font-semibold text-canceled text-sm">
          {dish(item.soldOut ? 'soldOut' : 'paused')}
        </span>
      ) : (
        <AddButton item={item} onAdd={onAdd} />
      )}
      {inCart > 0 ? (
        <span
          aria-hidden="true"
          className="absolute top-2 right-2 grid h-8 min-w-8 animate-fade place-items-center rounded-full bg-accent px-2 font-bold text-on-accent"
        >
          {inCart}
        </span>
      ) : null}
    </li>
  );
});

const addLook =
  'absolute right-1.5 bottom-1.5 z-10 grid size-12 place-items-center rounded-full text-accent transition-colors ' +
  'duration-150 before:absolute before:inset-1 before:-z-10 before:rounded-full before:bg-accent-soft before:border ' +
  'before:border-accent/60 hover:text-on-accent hover:before:bg-accent active:text-on-accent active:before:bg-accent';

function AddButton({ item, onAdd }: Pick<DishCardProps, 'item' | 'onAdd'>): ReactNode {
  const t = useTranslations('menu');
  if (item.optionGroups.length > 0) {
    return (
      <Link
        href={`/dish/${item.id}`}
        state={{ sheet: true }}
        aria-label={t('chooseOptions', { name: item.name })}
        className={addLook}
      >
        <Plus aria-hidden="true" className="size-6" />
      </Link>
    );
  }
  return (
    <button
      type="button"
      aria-label={t('addDish', { name: item.name })}
      className={addLook}
      onClick={(event) => onAdd(item, event.currentTarget.closest('li') ?? event.currentTarget)}
    >
      <Plus aria-hidden="true" className="size-6" />
    </button>
  );
}
