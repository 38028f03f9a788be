import type { Me } from '@soban/contract/auth';
import { type Api, ApiError, NetworkError } from '@soban/web-shared/api';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { useEffect } from 'react';
import { usePairing } from './pairing-store.ts';

const hour = 3_600_000;

/** Renews the sign-in, so that a tablet in daily use never runs out of it, and takes over what changed about the table. */
async function renew(api: Api): Promise<void> {
  try {
    await api.send('POST', '/api/auth/refresh');
    const me = await api.get<Me>('/api/auth/me');
    // A browser may be staff's as well; whoever is not a table here is nobody here.
    if (me.kind === 'table') usePairing.getState().signedIn(me);
    else usePairing.getState().signedOut();
  } catch (error) {
    if (error instanceof NetworkError) return;
    if (!(error instanceof ApiError)) throw error;
    if (error.problem.code === 'unauthenticated') usePairing.getState().signedOut();
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
