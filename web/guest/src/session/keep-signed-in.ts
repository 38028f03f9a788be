import * as endpoints from '@soban/contract/endpoints';
import { type Api, ApiError, NetworkError } from '@soban/web-shared/api';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { fetchMe } from '@soban/web-shared/me';
import { useEffect } from 'react';
import { usePairing } from './pairing.ts';

const hour = 3_600_000;

/** Renews the sign-in, so that a tablet in daily use never runs out of it, and takes over what changed about the table. */
export async function renew(api: Api): Promise<void> {
  try {
    await api.call(endpoints.renewSignIn);
    const before = usePairing.getState().signIn?.store;
    const me = await fetchMe('table', api);
    const { signIn, signedIn, signedOut } = usePairing.getState();
    const phone = me?.phone ? (signIn?.phone ?? { visitId: null }) : null;
    // What an event has told of the store meanwhile is newer.
    if (me) signedIn(signIn && signIn.store !== before ? { ...me, store: signIn.store } : me, phone);
    else signedOut();
  } catch (error) {
    // Without an answer all stays as it is; what was refused has been told already.
    if (!(error instanceof NetworkError || error instanceof ApiError)) throw error;
  }
}

export function useKeepSignedIn(): void {
  const api = useApi();
  useEffect(() => {
    void renew(api);
    const timer = setInterval(() => void renew(api), hour);
    return () => clearInterval(timer);
  }, [api]);
}
