import type { Category, Menu, MenuItem } from '@soban/contract/menu';
import { type OtherNames, searchMenu } from '@soban/web-shared/ordering/search';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { Search, SearchX, SlidersHorizontal, Star } from 'lucide-react';
import { type KeyboardEvent, memo, type ReactNode, type RefObject, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { moveFocusByArrow } from '../../ui/arrow-keys.ts';
import { favouritesOf, togglePin, useFavourites } from './favourites.ts';

export interface DishFinderProps {
  menu: Menu;
  dishes: ReadonlyMap<string, MenuItem>;
  otherNames: OtherNames;
  /** How many of each dish are in the draft. */
  inDraft: ReadonlyMap<string, number>;
  search: RefObject<HTMLInputElement | null>;
  onPick: (item: MenuItem) => void;
}

/** What is shown where no section has been chosen. */
const favouritesId = 'favourites';

/** Finds a dish: by a word, among those often wanted, or by its section; Enter takes the first that is found. */
export function DishFinder(props: DishFinderProps): ReactNode {
  const { menu, dishes, otherNames, inDraft, search, onPick } = props;
  const t = useTranslations('ordering');
  const favourites = useFavourites();
  const [query, setQuery] = useState('');
  const wanted = query.trim();
  const often = useMemo(() => favouritesOf(favourites, dishes), [favourites, dishes]);
  const sections = useMemo(() => menu.categories.filter(({ items }) => items.length > 0), [menu]);
  const [chosenId, setChosenId] = useState(often.length > 0 ? favouritesId : sections[0]?.id);
  const found = useMemo(() => searchMenu(sections, wanted, otherNames), [sections, wanted, otherNames]);
  const chosen = sections.find(({ id }) => id === chosenId);
  const showsFavourites = chosenId === favouritesId || !chosen;
  const shown = wanted !== '' ? found : showsFavourites && often.length > 0 ? often : (chosen ?? sections[0])?.items;

  function onSearchKey(event: KeyboardEvent<HTMLInputElement>): void {
    // Enter ends the writing of a syllable, too.
    if (event.nativeEvent.isComposing) return;
    const [first] = searchMenu(sections, query, otherNames).filter(({ soldOut }) => !soldOut);
    if (event.key === 'Enter' && first) {
      setQuery('');
      onPick(first);
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      event.currentTarget.closest('section')?.querySelector<HTMLElement>('[data-stop]')?.focus();
    }
  }

  return (
    <section aria-label={t('menu')} className="flex min-h-0 min-w-0 flex-col">
      <div className="sticky top-0 z-10 flex flex-col gap-2 border-line border-b bg-surface px-4 pt-3 pb-2">
        <search className="relative">
          <Search aria-hidden="true" className="pointer-events-none absolute top-3.5 left-4 size-5 text-muted" />
          <input
            ref={search}
            type="search"
            enterKeyHint="done"
            autoComplete="off"
            aria-label={t('search')}
            placeholder={t('searchHint')}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={onSearchKey}
            className="min-h-12 w-full rounded-full border border-edge bg-surface pr-4 pl-12 placeholder:text-muted"
          />
        </search>
        <nav aria-label={t('sections')}>
          <ul className="flex gap-2 overflow-x-auto pb-1">
            {often.length > 0 ? (
              <Chip
                name={t('favourites')}
                icon={<Star aria-hidden="true" className="size-4" />}
                current={wanted === '' && showsFavourites}
                onChoose={() => choose(favouritesId)}
              />
            ) : null}
            {sections.map(({ id, name }) => (
              <Chip key={id} name={name} current={wanted === '' && isCurrent(id)} onChoose={() => choose(id)} />
            ))}
          </ul>
        </nav>
      </div>
      <p role="status" className="sr-only">
        {wanted === '' ? '' : t('found', { count: found.length })}
      </p>
      {wanted !== '' && found.length === 0 ? <Notice icon={SearchX} title={t('nothingFound')} /> : null}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrow keys are a shortcut; every dish is reached by Tab as well */}
      <ul
        aria-label={t('dishes')}
        onKeyDown={moveFocusByArrow}
        className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,13rem),1fr))] content-start gap-2 p-4 lg:min-h-0 lg:flex-1 lg:overflow-y-auto"
      >
        {shown?.map((item) => (
          <Dish
            key={item.id}
            item={item}
            count={inDraft.get(item.id) ?? 0}
            pinned={favourites.pinned.includes(item.id)}
            onPick={onPick}
          />
        ))}
      </ul>
    </section>
  );

  function choose(id: string): void {
    setQuery('');
    setChosenId(id);
  }

  function isCurrent(id: Category['id']): boolean {
    return chosen ? chosen.id === id : often.length === 0 && sections[0]?.id === id;
  }
}

function Chip(props: { name: string; icon?: ReactNode; current: boolean; onChoose: () => void }): ReactNode {
  const { name, icon, current, onChoose } = props;
  return (
    <li className="shrink-0">
      <button
        type="button"
        aria-current={current ? 'true' : undefined}
        onClick={onChoose}
        className="flex min-h-12 items-center gap-1.5 whitespace-nowrap rounded-full border border-line px-4 font-medium aria-[current]:border-accent aria-[current]:bg-accent aria-[current]:font-bold aria-[current]:text-on-accent"
      >
        {icon}
        {name}
      </button>
    </li>
  );
}

interface DishProps {
  item: MenuItem;
  count: number;
  pinned: boolean;
  onPick: (item: MenuItem) => void;
}

/** Memoised: one more of a dish does not draw the whole menu again. */
const Dish = memo(function Dish({ item, count, pinned, onPick }: DishProps): ReactNode {
  const t = useTranslations('ordering');
  const dish = useTranslations('dish');
  const money = useMoney();
  const { name, soldOut } = item;
  return (
    <li
      className={`relative flex rounded-card border bg-surface ${count > 0 ? 'border-accent' : 'border-line'} ${soldOut ? 'text-muted' : ''}`}
    >
      <button
        type="button"
        data-stop=""
        disabled={soldOut}
        aria-label={t(item.optionGroups.length > 0 ? 'choose' : 'add', { name })}
        onClick={() => onPick(item)}
        className="flex min-h-16 min-w-0 flex-1 flex-col justify-center rounded-l-card px-3.5 py-2 text-left enabled:hover:bg-sunken"
      >
        <span className="line-clamp-2 font-semibold leading-snug">{name}</span>
        <span className="flex items-center gap-1.5 text-muted text-sm">
          {soldOut ? dish('soldOut') : money(item.price)}
          {item.optionGroups.length > 0 && !soldOut ? (
            <SlidersHorizontal aria-hidden="true" className="size-3.5" />
          ) : null}
        </span>
      </button>
      {count > 0 ? (
        <span
          aria-hidden="true"
          className="pointer-events-none grid min-w-8 place-items-center self-center rounded-full bg-accent px-2 py-1 font-bold text-on-accent"
        >
          {count}
        </span>
      ) : null}
      <button
        type="button"
        aria-pressed={pinned}
        aria-label={t('pin', { name })}
        onClick={() => togglePin(item.id)}
        className="grid w-12 shrink-0 place-items-center rounded-r-card text-muted hover:bg-sunken aria-pressed:text-accent"
      >
        <Star aria-hidden="true" className={`size-5 ${pinned ? 'fill-current' : ''}`} />
      </button>
    </li>
  );
});
