import type { TableLogin } from '@soban/contract/auth';
import * as endpoints from '@soban/contract/endpoints';
import { ApiError, NetworkError } from '@soban/web-shared/api';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Field } from '@soban/web-shared/ui/field.tsx';
import { Strip } from '@soban/web-shared/ui/notice.tsx';
import { useMutation } from '@tanstack/react-query';
import { Info, Link2 } from 'lucide-react';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useJoining } from '../../session/joining.ts';
import { usePairing } from '../../session/pairing.ts';

export interface PairingPageProps {
  /** From a link or QR code: then only the password is asked. */
  link: { storeCode: string; tableNumber: number } | null;
  mark: ReactNode;
  /** What happens to an order that is still waiting to be sent. */
  waitingOrder: string | undefined;
  languageChoice: ReactNode;
  onPaired: () => void;
}

export function PairingPage({ link, mark, waitingOrder, languageChoice, onPaired }: PairingPageProps): ReactNode {
  const t = useTranslations('pairing');
  const reason = usePairing((state) => state.reason);
  const remembered = usePairing();
  const [own, setOwn] = useState(false);
  const given = own ? null : link;
  const api = useApi();
  const wordsFor = useWordsFor();
  const connect = useMutation({
    mutationFn: (body: TableLogin) => api.call(endpoints.signInTable, { body }),
    onSuccess(answer) {
      useJoining.setState({ token: null, step: null });
      usePairing.getState().signedIn(answer, null);
      onPaired();
    },
  });

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string): string => {
      const value = fields.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    connect.mutate({
      storeCode: given?.storeCode ?? text('storeCode'),
      tableNumber: given?.tableNumber ?? Number(text('tableNumber')),
      password: text('password'),
    });
  }

  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-6 px-5 py-8">
      <header className="flex flex-col items-center gap-3 text-center">
        {mark}
        <h1 className="font-bold text-2xl">{t('title')}</h1>
        <p className="text-muted">{given ? t('leadLink', { number: String(given.tableNumber) }) : t('lead')}</p>
      </header>
      {reason ? (
        <div role="alert" className="overflow-hidden rounded-card">
          <Strip icon={Info} tone="warning">
            {reason === 'expired' ? t('expired') : t('revoked')} {waitingOrder}
          </Strip>
        </div>
      ) : null}
      <form onSubmit={submit} className="flex flex-col gap-5 rounded-2xl border border-line bg-surface p-6 shadow-card">
        {given ? null : (
          <div className="grid gap-5 sm:grid-cols-2">
            <Field
              label={t('storeCode')}
              name="storeCode"
              defaultValue={remembered.storeCode}
              required
              autoCapitalize="none"
              autoComplete="organization"
              spellCheck={false}
            />
            <Field
              label={t('tableNumber')}
              name="tableNumber"
              defaultValue={remembered.tableNumber ?? ''}
              required
              inputMode="numeric"
              pattern="[1-9][0-9]{0,3}"
              autoComplete="off"
            />
          </div>
        )}
        <Field
          label={t('password')}
          name="password"
          type="password"
          required
          maxLength={200}
          autoComplete="current-password"
          hint={t('passwordHint')}
          error={connect.error ? wordsFor(connect.error) : undefined}
        />
        <Button type="submit" look="primary" size="large" icon={Link2} disabled={connect.isPending}>
          {connect.isPending ? t('connecting') : t('connect')}
        </Button>
        {given ? <Button onClick={() => setOwn(true)}>{t('otherTable')}</Button> : null}
      </form>
      {languageChoice}
    </main>
  );
}

function useWordsFor(): (error: Error) => string {
  const t = useTranslations('pairing');
  return (error) => {
    if (error instanceof NetworkError) return t('unreachable');
    if (!(error instanceof ApiError)) return t('failed');
    const { code } = error.problem;
    if (code === 'rate_limited') {
      return t('tooMany', { minutes: Math.max(1, Math.ceil((error.retryAfter ?? 0) / 60_000)) });
    }
    return code === 'unauthenticated' || code === 'validation_failed' ? t('wrong') : t('failed');
  };
}
