import type { Category, MenuItem } from '@soban/contract/menu';
import type { PausedDishes } from '@soban/web-shared/ordering/cart-lines';
import { searchMenu } from '@soban/web-shared/ordering/search';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { SearchX, UtensilsCrossed } from 'lucide-react';
import { memo, type ReactNode, useDeferredValue, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { CategoryNav } from './category-nav.tsx';
import { DishCard } from './dish-card.tsx';
import { menuId } from './focus-menu.ts';
import { sectionId, useActiveSection } from './use-active-section.ts';

export interface MenuPageProps {
  categories: readonly Category[];
  query: string;
  onClearQuery: () => void;
  /** How many of each dish are in the cart. */
  inCart: ReadonlyMap<string, number>;
  paused: PausedDishes;
  onAdd: (item: MenuItem, from: Element) => void;
}

/** Sections drawn in the first frame; the rest follows when the browser has a moment. */
const firstSections = 2;
/** Pictures of the first screenful. */
const eagerPictures = 4;

const grid =
  'grid grid-cols-[repeat(auto-fill,minmax(min(100%,9.5rem),1fr))] gap-3 roomy:grid-cols-[repeat(auto-fill,minmax(12.5rem,1fr))] wide:grid-cols-[repeat(auto-fill,minmax(10.75rem,1fr))] wide:gap-4';

export function MenuPage({ categories, query, onClearQuery, inCart, paused, onAdd }: MenuPageProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const filled = useMemo(() => categories.filter(({ items }) => items.length > 0), [categories]);
  const drawn = useDeferredValue(filled, filled.slice(0, firstSections));
  const deferredQuery = useDeferredValue(query.trim());
  const ids = useMemo(() => drawn.map(({ id }) => sectionId(id)), [drawn]);
  const { activeId, jump } = useActiveSection(scroller, ids);
  const searching = deferredQuery !== '';
  const activeCategory = filled.find(({ id }) => sectionId(id) === activeId)?.id;

  function choose(id: string): void {
    onClearQuery();
    // The sections are back on the page one frame after the search is cleared.
    requestAnimationFrame(() => requestAnimationFrame(() => jump(id)));
  }

  return (
    <>
      <CategoryNav
        categories={filled}
        activeId={searching ? undefined : activeCategory}
        onChoose={searching ? choose : jump}
      />
      <div
        ref={scroller}
        id={menuId}
        tabIndex={-1}
        className="slim-scroll min-w-0 flex-1 px-4 pt-3 pb-8 outline-none wide:min-h-0 wide:overflow-y-auto wide:overscroll-contain wide:px-5"
      >
        {searching ? (
          <SearchResults
            categories={filled}
            query={deferredQuery}
            inCart={inCart}
            paused={paused}
            onAdd={onAdd}
            onClearQuery={onClearQuery}
          />
        ) : (
          drawn.map((category, at) => (
            <Section
              key={category.id}
              category={category}
              first={at === 0}
              inCart={inCart}
              paused={paused}
              onAdd={onAdd}
            />
          ))
        )}
        {filled.length === 0 ? <EmptyMenu /> : null}
      </div>
    </>
  );
}

interface SectionProps extends Pick<MenuPageProps, 'inCart' | 'paused' | 'onAdd'> {
  category: Category;
  first: boolean;
}

const Section = memo(function Section({ category, first, inCart, paused, onAdd }: SectionProps): ReactNode {
  const id = sectionId(category.id);
  // What is sold out stays visible, at the end.
  const items = useMemo(
    () => category.items.toSorted((a, b) => Number(a.soldOut) - Number(b.soldOut)),
    [category.items],
  );
  return (
    <section id={id} aria-labelledby={`${id}-name`} className="scroll-mt-17 wide:scroll-mt-0">
      <h2 id={`${id}-name`} className="pt-3 pb-3 font-bold text-xl">
        {category.name}
      </h2>
      <ul className={`${grid} pb-6`}>
        {items.map((item, at) => (
          <DishCard
            key={item.id}
            item={item}
            inCart={inCart.get(item.id) ?? 0}
            paused={paused.has(item.id)}
            eager={first && at < eagerPictures}
            onAdd={onAdd}
          />
        ))}
      </ul>
    </section>
  );
});

function SearchResults(props: Omit<MenuPageProps, 'query'> & { query: string }): ReactNode {
  const { categories, query, inCart, paused, onAdd, onClearQuery } = props;
  const t = useTranslations('menu');
  const found = useMemo(() => searchMenu(categories, query), [categories, query]);
  return (
    <section aria-label={t('search')}>
      <h2 aria-live="polite" className="pt-3 pb-3 font-bold text-xl">
        {t('found', { count: found.length })}
      </h2>
      {found.length === 0 ? (
        <Notice
          icon={SearchX}
          title={t('nothingFound')}
          action={<Button onClick={onClearQuery}>{t('showAll')}</Button>}
        >
          {t('nothingFoundHint')}
        </Notice>
      ) : (
        <ul className={grid}>
          {found.map((item) => (
            <DishCard
              key={item.id}
              item={item}
              inCart={inCart.get(item.id) ?? 0}
              paused={paused.has(item.id)}
              eager={false}
              onAdd={onAdd}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function EmptyMenu(): ReactNode {
  const t = useTranslations('menu');
  return (
    <Notice icon={UtensilsCrossed} title={t('empty')}>
      {t('emptyHint')}
    </Notice>
  );
}
