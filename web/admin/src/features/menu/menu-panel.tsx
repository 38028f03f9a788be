import type { Category } from '@soban/contract/menu';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { SearchX, Unplug } from 'lucide-react';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Panel } from '../../floor/panel.tsx';
import { useMenu } from '../../floor/use-menu.ts';
import { MenuRow } from './menu-row.tsx';
import { useChangeMenu } from './use-change-menu.ts';

/** The menu at hand: find a dish, mark it sold out, done. */
export function MenuPanel({ onClose }: { onClose: () => void }): ReactNode {
  const t = useTranslations('menu');
  const menu = useMenu();
  const change = useChangeMenu();
  const [search, setSearch] = useState('');
  const [onlySoldOut, setOnlySoldOut] = useState(false);
  const wanted = useDeferredValue(search.trim().toLocaleLowerCase());
  const all = menu.data?.categories ?? [];
  const categories = matching(all, wanted, onlySoldOut);
  const soldOut = all.flatMap((category) => category.items).filter((item) => isOut(item)).length;

  return (
    <Panel title={t('title')} onClose={onClose}>
      <div className="sticky top-0 z-10 flex flex-wrap gap-2 border-line border-b bg-surface p-4">
        <input
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="min-h-12 min-w-40 flex-1 rounded-card border border-edge bg-surface px-4 placeholder:text-muted"
        />
        <button
          type="button"
          aria-pressed={onlySoldOut}
          onClick={() => setOnlySoldOut(!onlySoldOut)}
          className="min-h-12 rounded-card border border-edge/60 px-4 font-semibold aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-paper"
        >
          {t('soldOutCount', { count: soldOut })}
        </button>
      </div>
      {menu.isPending ? <Loading /> : null}
      {menu.isError && !menu.data ? (
        <Notice
          icon={Unplug}
          title={t('failed')}
          action={<Button onClick={() => void menu.refetch()}>{t('again')}</Button>}
        />
      ) : null}
      {menu.data && categories.length === 0 ? (
        <Notice icon={SearchX} title={t(onlySoldOut && wanted === '' ? 'nothingSoldOut' : 'nothingFound')} />
      ) : null}
      {categories.map((category) => (
        <section key={category.id} aria-label={category.name} className="px-3">
          <h3 className="px-2 pt-5 pb-1 font-bold text-muted text-sm">{category.name}</h3>
          <ul>
            {category.items.map((item) => (
              <MenuRow key={item.id} item={item} onChange={change} />
            ))}
          </ul>
        </section>
      ))}
    </Panel>
  );
}

function Loading(): ReactNode {
  return (
    <div aria-hidden="true" className="flex animate-pulse flex-col gap-3 p-5">
      {Array.from({ length: 8 }, (_, at) => (
        <div key={at} className="h-12 rounded-card bg-sunken" />
      ))}
    </div>
  );
}

function isOut(item: Category['items'][number]): boolean {
  return item.soldOut || item.optionGroups.some((group) => group.options.some((option) => option.soldOut));
}

function matching(categories: readonly Category[], wanted: string, onlySoldOut: boolean): Category[] {
  return categories
    .map((category) => ({
      ...category,
      items: category.items.filter(
        (item) => (!onlySoldOut || isOut(item)) && item.name.toLocaleLowerCase().includes(wanted),
      ),
    }))
    .filter((category) => category.items.length > 0);
}
