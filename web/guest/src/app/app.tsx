import type { Language } from '@soban/contract/vocabulary';
import type { Api } from '@soban/web-shared/api';
import { ApiProvider } from '@soban/web-shared/api-context.tsx';
import { deviceLanguage, LanguageProvider, type Loaded } from '@soban/web-shared/i18n.tsx';
import { CrashBoundary } from '@soban/web-shared/release/crash-boundary.tsx';
import { lazyPart } from '@soban/web-shared/release/lazy-part';
import type { Renewal } from '@soban/web-shared/release/renewal';
import { RenewalProvider } from '@soban/web-shared/release/renewal-context.tsx';
import { StoreProvider } from '@soban/web-shared/store-context.tsx';
import { ToastRegion } from '@soban/web-shared/ui/toasts.tsx';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, Suspense, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { Redirect, useLocation, useSearchParams } from 'wouter';
import { useLanguageChoice } from '../device/language.ts';
import { LanguageChoice } from '../features/display/language-choice.tsx';
import { type Messages, messageLoaders } from '../messages/messages.ts';
import { useJoining } from '../session/joining.ts';
import { usePairing } from '../session/pairing.ts';
import type { OrderOutbox } from '../table/order-outbox.ts';
import { OutboxProvider, useOutboxState } from '../table/outbox-context.tsx';
import { CrashScreen, PartMissing } from './crash-screen.tsx';
import { GuestScreen } from './guest-screen.tsx';

/** A paired device never needs it; any other needs it first. */
export async function loadPairingPage() {
  return (await import('../features/pairing/pairing-page.tsx')).PairingPage;
}
/** For guests' phones: while they join, and when their visit is over. */
export async function loadJoinPage() {
  return (await import('../features/joining/join-page.tsx')).JoinPage;
}
const JoinPage = lazyPart(loadJoinPage, PartMissing);
const PairingPage = lazyPart(loadPairingPage, PartMissing);

const deviceTimeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The party's choice, else the store's own language, else the device's. */
export function currentLanguage(): Language {
  return useLanguageChoice.getState().chosen ?? usePairing.getState().language ?? deviceLanguage('ko');
}

export interface AppProps {
  api: Api;
  queries: QueryClient;
  outbox: OrderOutbox;
  renewal: Renewal;
  first: Loaded<Messages>;
}

export function App({ api, queries, outbox, renewal, first }: AppProps): ReactNode {
  const signIn = usePairing((state) => state.signIn);
  const chosen = useLanguageChoice((state) => state.chosen);
  const storeLanguage = usePairing((state) => state.language);
  const language = chosen ?? storeLanguage ?? deviceLanguage('ko');
  const timeZone = signIn?.store.timeZone ?? deviceTimeZone;
  return (
    <ApiProvider api={api}>
      <QueryClientProvider client={queries}>
        <LanguageProvider language={language} first={first} loaders={messageLoaders} timeZone={timeZone}>
          <RenewalProvider renewal={renewal}>
            <CrashBoundary screen={<CrashScreen />}>
              <OutboxProvider outbox={outbox}>
                <Door queries={queries} />
                <ToastRegion />
              </OutboxProvider>
            </CrashBoundary>
          </RenewalProvider>
        </LanguageProvider>
      </QueryClientProvider>
    </ApiProvider>
  );
}

/** The menu for a paired table; everybody else is asked which table this is. */
function Door({ queries }: { queries: QueryClient }): ReactNode {
  const signIn = usePairing((state) => state.signIn);
  const [path, navigate] = useLocation();
  const t = useTranslations('order');
  const outbox = useOutboxState();
  const link = usePairingLink();
  const joinStep = useJoining((state) => state.step);
  const linkedElsewhere = link && (signIn?.store.code !== link.storeCode || signIn.table.number !== link.tableNumber);

  useEffect(() => {
    document.title = signIn ? signIn.store.name : 'Soban';
  }, [signIn]);

  // What was known about one table is nobody's business at another.
  useEffect(() => {
    if (!signIn) queries.clear();
  }, [queries, signIn]);

  if (joinStep !== null && path !== '/pair') {
    return (
      <Suspense>
        <JoinPage step={joinStep} languageChoice={<LanguageChoice />} />
      </Suspense>
    );
  }
  if (signIn && !linkedElsewhere) {
    if (path === '/pair') return <Redirect to="/" replace />;
    return (
      <StoreProvider store={signIn.store}>
        <GuestScreen key={signIn.table.id} table={signIn.table} />
      </StoreProvider>
    );
  }
  return (
    <Suspense>
      <PairingPage
        link={link}
        mark={<img src="/favicon.svg" alt="" width="72" height="72" />}
        waitingOrder={outbox.step === 'waiting' ? t('pendingSignedOut') : undefined}
        languageChoice={<LanguageChoice />}
        onPaired={() => navigate('/', { replace: true })}
      />
    </Suspense>
  );
}

/** `/pair?store=demo&table=5`: what a QR code at the table says. It never carries a password. */
function usePairingLink(): { storeCode: string; tableNumber: number } | null {
  const [path] = useLocation();
  const [search] = useSearchParams();
  const storeCode = search.get('store');
  const tableNumber = Number(search.get('table'));
  if (path !== '/pair' || !storeCode || !Number.isInteger(tableNumber) || tableNumber < 1) return null;
  return { storeCode, tableNumber };
}
