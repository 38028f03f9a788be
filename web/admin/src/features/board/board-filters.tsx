import { Search, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { type BoardFilter, boardFilters } from './table-needs.ts';

export interface BoardFiltersProps {
  filter: BoardFilter;
  search: string;
  /** How many tables each filter would show. */
  counts: Readonly<Record<BoardFilter, number>>;
  onFilter: (filter: BoardFilter) => void;
  onSearch: (search: string) => void;
}

export function BoardFilters({ filter, search, counts, onFilter, onSearch }: BoardFiltersProps): ReactNode {
  const t = useTranslations('board');
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <fieldset className="-mx-4 flex min-w-0 max-w-[100vw] gap-2 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0">
        <legend className="sr-only">{t('filterLabel')}</legend>
        {boardFilters.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={filter === each}
            onClick={() => onFilter(filter === each ? 'all' : each)}
            className="inline-flex min-h-12 shrink-0 items-center gap-2 rounded-full border border-edge/50 bg-surface px-4 font-semibold aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-paper"
          >
            {t(`filters.${each}`)}
            <span className={counts[each] > 0 && each === 'needs' && filter !== each ? 'text-accent' : 'opacity-70'}>
              {counts[each]}
            </span>
          </button>
        ))}
      </fieldset>
      <TableSearch search={search} onSearch={onSearch} />
    </div>
  );
}

/** Reached with `/` from anywhere on the board. */
function TableSearch({ search, onSearch }: Pick<BoardFiltersProps, 'search' | 'onSearch'>): ReactNode {
  const t = useTranslations('board');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const find = (event: KeyboardEvent): void => {
      const typing = event.target instanceof Element && event.target.closest('input, textarea, select');
      if (event.key !== '/' || typing || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener('keydown', find);
    return () => removeEventListener('keydown', find);
  }, []);
  return (
    <div className="relative min-w-44 flex-1 sm:max-w-60 sm:flex-none">
      <Search aria-hidden="true" className="absolute top-1/2 left-3.5 size-5 -translate-y-1/2 text-muted" />
      <input
        ref={input}
        type="text"
        inputMode="numeric"
        aria-label={t('search')}
        placeholder={t('searchHint')}
        value={search}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onSearch('')}
        className="min-h-12 w-full rounded-full border border-edge/50 bg-surface pr-12 pl-11 placeholder:text-muted"
      />
      {search === '' ? null : (
        <button
          type="button"
          aria-label={t('clearSearch')}
          onClick={() => onSearch('')}
          className="absolute top-0 right-0 grid size-12 place-items-center text-muted"
        >
          <X aria-hidden="true" className="size-5" />
        </button>
      )}
    </div>
  );
}
