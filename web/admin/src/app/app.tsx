import type { StaffSignIn } from '@soban/contract/auth';
import * as endpoints from '@soban/contract/endpoints';
import { createApi, NetworkError } from '@soban/web-shared/api';
import { ApiProvider } from '@soban/web-shared/api-context.tsx';
import { LanguageProvider, type Loaded } from '@soban/web-shared/i18n.tsx';
import { fetchMe } from '@soban/web-shared/me';
import { CrashBoundary } from '@soban/web-shared/release/crash-boundary.tsx';
import type { Renewal } from '@soban/web-shared/release/renewal';
import { RenewalProvider } from '@soban/web-shared/release/renewal-context.tsx';
import { serverNow } from '@soban/web-shared/server-clock';
import { StoreProvider } from '@soban/web-shared/store-context.tsx';
import { Button } from '@soban/web-shared/ui/button.tsx';
import { Notice } from '@soban/web-shared/ui/notice.tsx';
import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { TriangleAlert, Unplug } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Router } from 'wouter';
import { useDevice } from '../device/device-settings.ts';
import { SignInAgain, SignInPage } from '../features/sign-in/sign-in-page.tsx';
import { loaders, type Messages } from '../messages/messages.ts';
import { meKey, SessionContext, type StaffMe } from '../session/session.tsx';
import { SignedIn } from './signed-in.tsx';

export const client = new QueryClient({
  defaultOptions: { queries: { staleTime: 60_000, retry: (_count, error) => error instanceof NetworkError } },
});

export function App({ renewal, first }: { renewal: Renewal; first: Loaded<Messages> }): ReactNode {
  return (
    <QueryClientProvider client={client}>
      <Router base="/admin">
        <RenewalProvider renewal={renewal}>
          <Gate first={first} />
        </RenewalProvider>
      </Router>
    </QueryClientProvider>
  );
}

const day = 86_400_000;

/** Lets in whoever is signed in, asks everyone else, and asks again over the open screen when a sign-in ends. */
function Gate({ first }: { first: Loaded<Messages> }): ReactNode {
  const queries = useQueryClient();
  const language = useDevice((device) => device.language);
  const [over, setOver] = useState(false);
  const end = useCallback(() => setOver(true), []);
  const api = useMemo(() => createApi('staff', end), [end]);
  const {
    data: me,
    error,
    failureCount,
  } = useQuery({
    queryKey: meKey,
    queryFn: ({ signal }) => fetchMe('staff', api, signal),
    enabled: !over,
    // A board runs for weeks, and knows the store's hours for one.
    refetchInterval: day,
  });
  const isNobody = me === null || (error !== null && !(error instanceof NetworkError));
  const check = useCallback(
    async (ends: string) => {
      // Another tab of this browser may have renewed it.
      const now = await fetchMe('staff', api).catch(() => null);
      if (now && Date.parse(now.expiresAt) > Date.parse(ends)) queries.setQueryData<StaffMe>(meKey, now);
      else end();
    },
    [api, queries, end],
  );
  useAtTheEnd(over ? undefined : me?.expiresAt, check);

  function enter({ staff, store, expiresAt }: StaffSignIn): void {
    // Another store's menu must not stay behind.
    if (me?.store.id !== store.id) queries.clear();
    queries.setQueryData<StaffMe>(meKey, { kind: 'staff', staff, store, expiresAt });
    setOver(false);
  }

  const session = useMemo(() => {
    if (!me) return null;
    const signOut = async (): Promise<void> => {
      // Offline the cookie stays, and so must the screen say: the sign-in is over only when the server knows.
      await api.call(endpoints.signOut).catch((reason: unknown) => {
        if (reason instanceof NetworkError) throw reason;
      });
      setOver(true);
      queries.clear();
    };
    return { me, signOut };
  }, [me, api, queries]);

  return (
    <LanguageProvider
      language={language}
      first={first}
      loaders={loaders}
      timeZone={me?.store.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone}
    >
      <ApiProvider api={api}>
        {session ? (
          <StoreProvider store={session.me.store}>
            <SessionContext value={session}>
              <CrashBoundary screen={<Crashed />}>
                <SignedIn key={`${session.me.store.id} ${session.me.staff.id}`} live={!over} />
              </CrashBoundary>
              {over ? <SignInAgain reason="over" onSignedIn={enter} /> : null}
            </SessionContext>
          </StoreProvider>
        ) : null}
        {!session && (over || isNobody) ? <SignInPage onSignedIn={enter} /> : null}
        {!session && !over && failureCount > 0 ? <Unreachable /> : null}
      </ApiProvider>
    </LanguageProvider>
  );
}

/** A sign-in that has run out ends by itself, not at the next tap. */
function useAtTheEnd(expiresAt: string | undefined, check: (ends: string) => Promise<void>): void {
  useEffect(() => {
    if (expiresAt === undefined) return undefined;
    // A timer holds at most 24 days; no sign-in lasts as long.
    const timer = setTimeout(() => void check(expiresAt), Math.min(Date.parse(expiresAt) - serverNow(), 2 ** 31 - 1));
    return () => clearTimeout(timer);
  }, [expiresAt, check]);
}

function Crashed(): ReactNode {
  const t = useTranslations('release');
  return (
    <main className="grid min-h-dvh place-items-center">
      <Notice
        icon={TriangleAlert}
        title={t('crashed')}
        action={<Button onClick={() => location.reload()}>{t('reload')}</Button>}
      >
        {t('crashedExplain')}
      </Notice>
    </main>
  );
}

function Unreachable(): ReactNode {
  const t = useTranslations('loading');
  return (
    <main className="grid min-h-dvh place-items-center">
      <Notice icon={Unplug} title={t('failed')}>
        {t('failedExplain')}
      </Notice>
    </main>
  );
}
