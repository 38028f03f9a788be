import * as endpoints from '@soban/contract/endpoints';
import { ApiError, NetworkError } from '@soban/web-shared/api';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { serverNow } from '@soban/web-shared/server-clock';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { meKey, type StaffMe, useSession } from './session.tsx';

/**
 * Renews the sign-in of whoever uses the screen once half of it is over: a board or a kitchen in daily use stays signed in, and
 * one that is left alone does not. `live` is false while it has ended.
 */
export function useStaySignedIn(live: boolean): void {
  const api = useApi();
  const queries = useQueryClient();
  const { expiresAt } = useSession().me;

  useEffect(() => {
    if (!live) return undefined;
    const now = serverNow();
    const halfway = now + (Date.parse(expiresAt) - now) / 2;
    let isAsking = false;

    async function renew(): Promise<void> {
      if (isAsking || serverNow() < halfway) return;
      isAsking = true;
      try {
        const renewal = await api.call(endpoints.renewSignIn);
        queries.setQueryData<StaffMe>(meKey, (me) => me && { ...me, expiresAt: renewal.expiresAt });
      } catch (error) {
        // Without an answer the next tap tries again; what was refused has been told already.
        if (!(error instanceof NetworkError || error instanceof ApiError)) throw error;
      } finally {
        isAsking = false;
      }
    }

    const used = (): void => void renew();
    window.addEventListener('pointerdown', used);
    window.addEventListener('keydown', used);
    return () => {
      window.removeEventListener('pointerdown', used);
      window.removeEventListener('keydown', used);
    };
  }, [api, queries, expiresAt, live]);
}
