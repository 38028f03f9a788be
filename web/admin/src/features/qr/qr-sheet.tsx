import * as endpoints from '@soban/contract/endpoints';
import type { TableQrs } from '@soban/contract/tables';
import { managingRoles } from '@soban/contract/vocabulary';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { useStore } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Notice, Strip } from '@soban/web-shared/ui/notice.tsx';
import { Segmented } from '@soban/web-shared/ui/segmented.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Printer, RefreshCw, TriangleAlert, Unplug } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFailureText } from '../../session/failure.ts';
import { useHasRole } from '../../session/session.tsx';
import { QrCode } from './qr-code.tsx';
import { reachOf } from './reach.ts';

const qrsKey = ['qr-codes'];
/** Codes on a page of A4. */
const sizes = ['4', '8', '15'] as const;
type Size = (typeof sizes)[number];

/** Guests of every tongue stand before the same code. */
const scanToOrder = [
  ['ko', '찍어서 주문하세요'],
  ['en', 'Scan to order'],
  ['ja', '読み取ってご注文'],
  ['zh', '扫码点餐'],
] as const;

/** All tables' codes, as they are printed. */
export function QrSheet(): ReactNode {
  const t = useTranslations('qr');
  const api = useApi();
  const [size, setSize] = useState<Size>('8');
  const { data, isError } = useQuery({
    queryKey: qrsKey,
    queryFn: () => api.call(endpoints.listTableQrs),
    staleTime: 0,
  });
  const mayRotate = useHasRole(managingRoles);
  if (!data) return isError ? <Notice icon={Unplug} title={t('failed')} className="flex-1" /> : null;
  return (
    <div className="flex flex-col gap-4 p-4 lg:p-6 print:block print:p-0">
      <div className="flex flex-wrap items-end justify-between gap-4 print:hidden">
        <div>
          <h1 className="font-bold text-2xl">{t('title')}</h1>
          <p className="text-muted">{t('lead')}</p>
        </div>
        <div className="flex flex-wrap items-end gap-3">
          <Segmented
            label={t('perPage')}
            value={size}
            choices={sizes.map((value) => ({ value, label: t('codes', { count: value }) }))}
            onChange={setSize}
          />
          {mayRotate ? <RotateAll /> : null}
          <Button look="primary" size="large" icon={Printer} onClick={() => print()}>
            {t('print')}
          </Button>
        </div>
      </div>
      <AddressWarning qrs={data} />
      <ol className="qr-sheet" data-size={size}>
        {data.items.map(({ table, url }) => (
          <QrCard key={table.id} table={table} url={url} mayRotate={mayRotate} />
        ))}
      </ol>
    </div>
  );
}

/** A code is printed once and hangs for years: what it says has to reach this server from a guest's phone. */
function AddressWarning({ qrs: { items } }: { qrs: TableQrs }): ReactNode {
  const t = useTranslations('qr');
  const [first] = items;
  if (!first) return null;
  const { origin } = new URL(first.url);
  const reach = reachOf(origin);
  if (reach === 'everywhere' && first.isAddressSet) return null;
  return (
    <div role="alert" className="overflow-hidden rounded-card print:hidden">
      <Strip icon={TriangleAlert} tone={reach === 'computer' ? 'danger' : 'warning'}>
        <strong className="break-all">{origin}</strong> {t(reach === 'everywhere' ? 'notSet' : reach)}
      </Strip>
    </div>
  );
}

interface QrCardProps {
  table: TableQrs['items'][number]['table'];
  url: string;
  mayRotate: boolean;
}

function QrCard({ table, url, mayRotate }: QrCardProps): ReactNode {
  const t = useTranslations('qr');
  const store = useStore();
  return (
    <li className="qr-card">
      <QrCode text={url} label={t('label', { number: table.number })} className="qr-code" />
      <div className="qr-words">
        <p className="qr-store">{store.name}</p>
        <p className="qr-number">{table.number}</p>
        {table.name === '' ? null : <p>{table.name}</p>}
        <ul className="qr-scan">
          {scanToOrder.map(([lang, words]) => (
            <li key={lang} lang={lang}>
              {words}
            </li>
          ))}
        </ul>
        {mayRotate ? <RotateOne id={table.id} number={table.number} /> : null}
      </div>
    </li>
  );
}

function RotateOne({ id, number }: { id: string; number: number }): ReactNode {
  const t = useTranslations('qr');
  const api = useApi();
  const rotate = useRotation(() => api.call(endpoints.rotateTableQr, { params: { id } }), t('rotated', { number }));
  return (
    <Button
      icon={RefreshCw}
      className="mt-2 px-3 text-sm print:hidden"
      aria-label={t('rotateAria', { number })}
      disabled={rotate.isPending}
      onClick={() => confirm(t('rotateAsk', { number })) && rotate.mutate()}
    >
      {t('rotate')}
    </Button>
  );
}

function RotateAll(): ReactNode {
  const t = useTranslations('qr');
  const api = useApi();
  const rotate = useRotation(() => api.call(endpoints.rotateTableQrs), t('rotatedAll'));
  return (
    <Button
      size="large"
      icon={RefreshCw}
      disabled={rotate.isPending}
      onClick={() => confirm(t('rotateAllAsk')) && rotate.mutate()}
    >
      {t('rotateAll')}
    </Button>
  );
}

function useRotation(ask: () => Promise<unknown>, done: string) {
  const queries = useQueryClient();
  const failureText = useFailureText();
  return useMutation({
    mutationFn: ask,
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: qrsKey });
      showToast({ message: done });
    },
    onError(error) {
      const why = failureText(error);
      if (why) showToast({ message: why, tone: 'danger' });
    },
  });
}
