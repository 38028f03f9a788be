import type { BoardTable } from '@soban/contract/board';
import { useStore } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { Coffee, SearchX } from 'lucide-react';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useNow } from '../../device/clock.ts';
import { useFloorState } from '../../floor/floor.tsx';
import { useSeenOrders } from '../../floor/seen-orders.ts';
import { moveFocusByArrow } from '../../ui/arrow-keys.ts';
import { useCalmOrder } from '../../ui/use-calm-order.ts';
import { useFlip } from '../../ui/use-flip.ts';
import { BoardFilters } from './board-filters.tsx';
import { FreeTable } from './free-table.tsx';
import { TableCard } from './table-card.tsx';
import {
  arrangeTables,
  type BoardFilter,
  type BoardGroup,
  boardFilters,
  isFound,
  needsOf,
  passes,
  type TableNeeds,
} from './table-needs.ts';

const groups = ['needs', 'occupied', 'free'] as const satisfies readonly BoardGroup[];
/** When more tables than this need someone, each card says less, so that more of them are in view. */
const crowd = 8;
const atRest: TableNeeds = { newOrders: [], late: false, since: null };

/** Every table of the store: who needs someone in front, the others where they always stand. */
export function BoardPage(props: {
  onOpen: (table: BoardTable) => void;
  onOrder: (table: BoardTable) => void;
}): ReactNode {
  const { onOpen, onOrder } = props;
  const tables = useFloorState((floor) => floor.tables);
  const { thresholds, needs } = useNeeds(tables);
  const [filter, setFilter] = useState<BoardFilter>('all');
  const [search, setSearch] = useState('');
  const area = useRef<HTMLDivElement>(null);
  const t = useTranslations('board');

  const needsAt = (table: BoardTable): TableNeeds => needs.get(table.id) ?? atRest;
  const found = tables.filter((table) => isFound(table, search) && passes(table, needsAt(table), filter));
  const placed = useCalmOrder(area, arrangeTables(found, needs));
  useFlip(area, placed.map((each) => each.id + each.group).join(' '));
  const crowded = placed.filter((each) => each.group === 'needs').length > crowd;
  const byId = new Map(found.map((table) => [table.id, table]));
  const counts = Object.fromEntries(
    boardFilters.map((each) => [each, tables.filter((table) => passes(table, needsAt(table), each)).length]),
  ) as Record<BoardFilter, number>;

  function inGroup(group: BoardGroup): BoardTable[] {
    return placed.flatMap((each) => (each.group === group ? (byId.get(each.id) ?? []) : []));
  }

  return (
    <div className="mx-auto flex w-full max-w-[120rem] flex-col gap-5 p-4 lg:px-6">
      <h1 className="sr-only">{t('title')}</h1>
      <BoardFilters filter={filter} search={search} counts={counts} onFilter={setFilter} onSearch={setSearch} />
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrow keys are a shortcut; every card is reached by Tab as well */}
      <div ref={area} className="flex flex-col gap-6" onKeyDown={moveFocusByArrow}>
        {groups.map((group) => (
          <Group key={group} group={group} tables={inGroup(group)}>
            {(table) =>
              group === 'free' ? (
                <FreeTable key={table.id} table={table} asks={needsAt(table).since !== null} onOpen={onOpen} />
              ) : (
                <TableCard
                  key={table.id}
                  table={table}
                  newOrders={needsAt(table)
                    .newOrders.map((order) => order.id)
                    .join(' ')}
                  late={needsAt(table).late}
                  shownOrders={crowded ? 2 : 3}
                  thresholds={thresholds}
                  onOpen={onOpen}
                  onOrder={onOrder}
                />
              )
            }
          </Group>
        ))}
      </div>
      {counts.occupied + counts.calls === 0 && counts.free > 0 && filter === 'all' && search === '' ? (
        <Notice icon={Coffee} title={t('quiet')}>
          {t('quietExplain')}
        </Notice>
      ) : null}
      {found.length === 0 ? (
        <NothingFound
          none={tables.length === 0}
          onReset={() => {
            setFilter('all');
            setSearch('');
          }}
        />
      ) : null}
    </div>
  );
}

function useNeeds(tables: readonly BoardTable[]) {
  const seen = useSeenOrders();
  const now = useNow();
  const thresholds = useStore().kitchen;
  const needs = useMemo(
    () => new Map(tables.map((table) => [table.id, needsOf(table, { seen, now, thresholds })])),
    [tables, seen, now, thresholds],
  );
  return { thresholds, needs };
}

const grids: Readonly<Record<BoardGroup, string>> = {
  needs: 'grid-cols-[repeat(auto-fill,minmax(min(100%,18.5rem),1fr))] gap-4',
  occupied: 'grid-cols-[repeat(auto-fill,minmax(min(100%,18.5rem),1fr))] gap-4',
  free: 'grid-cols-[repeat(auto-fill,minmax(5.5rem,1fr))] gap-2',
};

function Group(props: {
  group: BoardGroup;
  tables: readonly BoardTable[];
  children: (table: BoardTable) => ReactNode;
}): ReactNode {
  const { group, tables, children } = props;
  const t = useTranslations('board');
  if (tables.length === 0) return null;
  return (
    <section aria-label={t(`groups.${group}`)}>
      <h2 className={`mb-2.5 font-bold text-sm ${group === 'needs' ? 'text-accent' : 'text-muted'}`}>
        {t(`groups.${group}`)} <span className="ml-1 tabular-nums">{tables.length}</span>
      </h2>
      <div className={`grid ${grids[group]}`}>{tables.map(children)}</div>
    </section>
  );
}

function NothingFound({ none, onReset }: { none: boolean; onReset: () => void }): ReactNode {
  const t = useTranslations('board');
  if (none) return <Notice icon={SearchX} title={t('noTables')} />;
  return <Notice icon={SearchX} title={t('nothingFound')} action={<Button onClick={onReset}>{t('showAll')}</Button>} />;
}
