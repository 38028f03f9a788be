import type { Category } from '@soban/contract/menu';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';

export interface CategoryNavProps {
  categories: readonly Pick<Category, 'id' | 'name'>[];
  activeId: string | undefined;
  onChoose: (id: string) => void;
}

/** A rail beside the menu where there is room, chips above it where there is not; it follows the scroll. */
export function CategoryNav({ categories, activeId, onChoose }: CategoryNavProps): ReactNode {
  const t = useTranslations('menu');
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    const active = list.current?.querySelector<HTMLElement>('[aria-current]');
    const scroller = list.current;
    if (!active || !scroller) return;
    // Not scrollIntoView: it would scroll the page along with the chips.
    scroller.scrollTo({
      left: active.offsetLeft - (scroller.clientWidth - active.offsetWidth) / 2,
      top: active.offsetTop - (scroller.clientHeight - active.offsetHeight) / 2,
      behavior: 'smooth',
    });
  }, [activeId]);

  return (
    <nav
      aria-label={t('categories')}
      className="sticky top-0 z-20 min-w-0 border-line border-b bg-paper wide:static wide:min-h-0 wide:border-r wide:border-b-0"
    >
      <ul
        ref={list}
        className="no-scrollbar relative flex gap-2 overflow-x-auto px-4 py-2 wide:h-full wide:flex-col wide:gap-1 wide:overflow-y-auto wide:p-3"
      >
        {categories.map(({ id, name }) => (
          <li key={id} className="shrink-0">
            <button
              type="button"
              aria-current={id === activeId ? 'true' : undefined}
              onClick={() => onChoose(id)}
              className="min-h-12 w-full whitespace-nowrap rounded-full border border-line bg-surface px-5 font-medium transition-colors duration-150 aria-[current]:border-accent aria-[current]:bg-accent aria-[current]:font-bold aria-[current]:text-on-accent wide:whitespace-normal wide:rounded-card wide:border-transparent wide:bg-transparent wide:px-4 wide:py-2 wide:text-left wide:aria-[current]:bg-accent-soft wide:aria-[current]:text-accent-strong wide:hover:bg-sunken"
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
