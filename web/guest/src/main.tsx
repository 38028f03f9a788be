import { createApi } from '@soban/web-shared/api';
import { applyDisplay } from '@soban/web-shared/display-settings';
import { loadFirstMessages } from '@soban/web-shared/i18n.tsx';
import { Renewal } from '@soban/web-shared/release/renewal';
import { QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, currentLanguage, loadJoinPage, loadPairingPage } from './app/app.tsx';
import { bringThroughWorker, fetchAhead, registerWorker } from './device/pwa.ts';
import { messageLoaders } from './messages/messages.ts';
import { join, signedOut, takeJoinToken, useJoining } from './session/joining.ts';
import { type SignIn, usePairing } from './session/pairing.ts';
import { cartKey, useCart } from './table/cart.ts';
import { fetchMenuEarly } from './table/menu-query.ts';
import { OrderOutbox } from './table/order-outbox.ts';
import { PendingOrderShelf } from './table/pending-order.ts';

applyDisplay();
const language = currentLanguage();
const firstMessages = loadFirstMessages(language, messageLoaders);

const api = createApi('table', () => signedOut(api));
if (takeJoinToken() || useJoining.getState().step === 'joining') void join(api);

const queries = new QueryClient({
  defaultOptions: {
    // A shop's own network counts, whatever the device thinks of the internet; what is out of date is told by live events.
    queries: { networkMode: 'always', staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY, retry: 2 },
    mutations: { networkMode: 'always' },
  },
});

const { signIn } = usePairing.getState();
if (signIn) fetchMenuEarly(queries, api, signIn.store.id, language);
else if (useJoining.getState().step !== null) void loadJoinPage();
else void loadPairingPage();

const outbox = new OrderOutbox({
  api,
  storage: localStorage,
  // Plain-HTTP addresses have no locks; there the idempotency key alone keeps two tabs from ordering twice.
  exclusively: (task) => ('locks' in navigator ? navigator.locks.request('soban.order', task) : task()),
  now: () => Date.now(),
  isOnline: () => navigator.onLine,
  onPlaced: (_order, pending) => useCart.getState().settle(pending.lines),
});
addEventListener('online', () => outbox.nudge());
addEventListener('storage', ({ key }) => {
  if (PendingOrderShelf.isKey(key)) outbox.otherTabActed();
  // A phone's tabs are one guest: a camera opens a new one with every scan.
  if (key === cartKey) void useCart.persist.rehydrate();
});
addEventListener('hashchange', () => takeJoinToken() && void join(api));

function leaveNothing(): void {
  useCart.getState().clear();
  outbox.cancel();
  queries.clear();
}
/** Whether a phone has come to another party since: what it had in its cart was meant for the one before. */
function isOfOtherParty(now: SignIn, before: SignIn): boolean {
  const visitId = before.phone?.visitId ?? null;
  return visitId === null ? now.table.id !== before.table.id : now.phone?.visitId !== visitId;
}
usePairing.subscribe(({ signIn: now }, { signIn: before }) => {
  // Only joining makes another sign-in of it.
  if (!now?.phone || now.expiresAt === before?.expiresAt) return;
  if (before && isOfOtherParty(now, before)) leaveNothing();
  else if (!before?.phone) void useCart.persist.rehydrate();
});
useJoining.subscribe(({ step }) => step === 'thanks' && leaveNothing());

const renewal = new Renewal({
  base: import.meta.env.BASE_URL,
  isBusy: () => {
    const { step } = outbox.state.getState();
    // An order that waits for the network lies in the storage and goes on from there.
    return (step !== 'idle' && step !== 'waiting') || queries.isMutating() > 0;
  },
  prepare: () => void fetchAhead(),
  bring: bringThroughWorker,
});

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const first = await firstMessages;
createRoot(root).render(
  <StrictMode>
    <App api={api} queries={queries} outbox={outbox} renewal={renewal} first={first} />
  </StrictMode>,
);
registerWorker(() => void renewal.ask());
