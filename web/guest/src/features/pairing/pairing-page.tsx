import type { TableLogin } from '@soban/contract/auth';
import * as endpoints from '@soban/contract/endpoints';
import { ApiError, NetworkError } from '@soban/web-shared/api';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Field } from '@soban/web-shared/ui/field.tsx';
import { Strip } from '@soban/web-shared/ui/notice.tsx';
import { Info, Link2 } from 'lucide-react';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { usePairing } from '../../session/pairing-store.ts';

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
  const { problem, connecting, connect } = useConnect(onPaired);

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string): string => {
      const value = fields.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    connect({
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
          error={problem}
        />
        <Button type="submit" look="primary" size="large" icon={Link2} disabled={connecting}>
          {connecting ? t('connecting') : t('connect')}
        </Button>
        {given ? <Button onClick={() => setOwn(true)}>{t('otherTable')}</Button> : null}
      </form>
      {languageChoice}
    </main>
  );
}

function useConnect(onPaired: () => void) {
  const t = useTranslations('pairing');
  const api = useApi();
  const [problem, setProblem] = useState<string>();
  const [connecting, setConnecting] = useState(false);

  function wordsFor(error: unknown): string {
    if (error instanceof NetworkError) return t('unreachable');
    if (!(error instanceof ApiError)) return t('failed');
    if (error.problem.code === 'rate_limited') {
      return t('tooMany', { minutes: Math.max(1, Math.ceil((error.retryAfter ?? 0) / 60_000)) });
    }
    const { code } = error.problem;
    return code === 'unauthenticated' || code === 'validation_failed' ? t('wrong') : t('failed');
  }

  async function signIn(login: TableLogin): Promise<void> {
    setConnecting(true);
    setProblem(undefined);
    try {
      usePairing.getState().signedIn(await api.call(endpoints.signInTable, { body: login }));
      onPaired();
    } catch (error) {
      setProblem(wordsFor(error));
      setConnecting(false);
    }
  }

  return { problem, connecting, connect: (login: TableLogin) => void signIn(login) };
}
