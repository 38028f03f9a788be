import type { BoardTable } from '@soban/contract/board';
import * as endpoints from '@soban/contract/endpoints';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { serverNow } from '@soban/web-shared/server-clock';
import { useMoney } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useReopen } from '../../floor/use-reopen.ts';

const aDay = 86_400_000;

/** The way back from an end that was a mistake, once its own undo is gone. */
export function LastVisit({ table }: { table: BoardTable }): ReactNode {
  const api = useApi();
  const t = useTranslations('places');
  const format = useFormatter();
  const money = useMoney();
  const reopen = useReopen();
  const { data } = useQuery({
    queryKey: ['last visit', table.id],
    queryFn: ({ signal }) => api.call(endpoints.readHistory, { params: { id: table.id }, query: { limit: 1 }, signal }),
    staleTime: 0,
    gcTime: 0,
  });
  const again = useMutation({ mutationFn: (id: string) => reopen(id, table.number) });
  const last = data?.items[0];
  // On another business day the server refuses.
  if (!last || serverNow() - Date.parse(last.endedAt) > aDay) return null;
  const time = format.dateTime(new Date(last.endedAt), { hour: 'numeric', minute: '2-digit' });
  return (
    <div className="flex flex-col items-center gap-2 px-5 pb-5 text-center">
      <p className="text-muted text-sm">{t('last', { time, amount: money(last.total) })}</p>
      <Button icon={Undo2} disabled={again.isPending} onClick={() => again.mutate(last.id)}>
        {t('reopen')}
      </Button>
    </div>
  );
}
