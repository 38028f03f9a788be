import type { BoardTable } from '@soban/contract/board';
import { ShoppingBag } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

/** A table at rest takes little room; one that has just been asked for lights up where it stands until cards may move. */
export const FreeTable = memo(function FreeTable(props: {
  table: BoardTable;
  asks: boolean;
  onOpen: (table: BoardTable) => void;
}): ReactNode {
  const { table, asks, onOpen } = props;
  const t = useTranslations('board');
  const isLeaving = table.leaving.length > 0;
  const packing = isLeaving ? t('leaving', { count: table.leaving.length }) : undefined;
  return (
    <button
      type="button"
      data-stop=""
      data-flip={table.id}
      aria-label={t('open', { number: table.number })}
      title={packing}
      onClick={() => onOpen(table)}
      className={`relative flex min-h-16 flex-col items-center justify-center rounded-card border px-2 ${asks ? 'border-accent bg-accent-soft text-accent' : 'border-line bg-transparent text-muted hover:bg-sunken'}`}
    >
      {asks ? <span aria-hidden="true" className="soban-beckon" /> : null}
      <span className="font-bold text-2xl leading-tight">{table.number}</span>
      {table.name === '' ? null : <span className="max-w-full truncate text-xs">{table.name}</span>}
      {isLeaving ? (
        <span className="flex items-center gap-1 font-semibold text-ink text-xs">
          <ShoppingBag aria-hidden="true" className="size-4" />
          {table.leaving.length}
        </span>
      ) : null}
    </button>
  );
});
