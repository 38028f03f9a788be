import type { BoardTable } from '@soban/contract/board';
import * as endpoints from '@soban/contract/endpoints';
import type { PatchTable } from '@soban/contract/tables';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { useStore } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Field } from '@soban/web-shared/ui/field.tsx';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFloorState } from '../../floor/floor.tsx';
import { useFailureText } from '../../session/failure.ts';
import { passwordProblem } from '../../session/password-rule.ts';

/** How a tablet comes to belong to a table. */
export function TableAccessSection(): ReactNode {
  const t = useTranslations('settings');
  const { code } = useStore();
  const tables = useFloorState((floor) => floor.tables);
  const [tableId, setTableId] = useState<string>();
  const table = tables.find((each) => each.id === tableId) ?? tables[0];
  const id = useId();
  if (!table) return <p className="text-muted">{t('noTables')}</p>;
  return (
    <>
      <div>
        <label htmlFor={id} className="mb-1.5 block font-semibold">
          {t('table')}
        </label>
        <select
          id={id}
          value={table.id}
          onChange={(event) => setTableId(event.target.value)}
          className="min-h-12 w-full rounded-card border border-edge bg-surface px-4 text-lg"
        >
          {tables.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name === '' ? t('tableOption', { number: each.number }) : `${each.number} · ${each.name}`}
            </option>
          ))}
        </select>
      </div>
      <p className="text-muted text-sm">{t('pairExplain', { store: code, number: table.number })}</p>
      <TablePassword key={table.id} table={table} />
    </>
  );
}

function TablePassword({ table }: { table: BoardTable }): ReactNode {
  const t = useTranslations('settings');
  const api = useApi();
  const failureText = useFailureText();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const problem = passwordProblem(password);
  const change = useMutation({
    mutationFn: (body: PatchTable) => api.call(endpoints.changeTable, { params: { id: table.id }, body }),
    onSuccess() {
      setPassword('');
      setTried(false);
      showToast({ message: t('tablePasswordChanged', { number: table.number }) });
    },
  });
  const failure = change.error ? failureText(change.error) : undefined;
  return (
    <form
      className="flex flex-col gap-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (problem === null) change.mutate({ password });
      }}
    >
      <Field
        label={t('tablePassword', { number: table.number })}
        autoComplete="off"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        hint={t('tablePasswordHint')}
        error={tried && problem ? t(problem === 'short' ? 'passwordShort' : 'passwordLong') : (failure ?? undefined)}
      />
      <Button type="submit" className="self-start" disabled={password === '' || change.isPending}>
        {t('setTablePassword')}
      </Button>
    </form>
  );
}
