import type { Me } from '@soban/contract/auth';
import * as endpoints from '@soban/contract/endpoints';
import type { Api } from '@soban/web-shared/api';
import { createContext, useContext } from 'react';

/** Who is signed in, where, and until when. */
export type StaffMe = Extract<Me, { kind: 'staff' }>;

export interface Session {
  me: StaffMe;
  signOut: () => Promise<void>;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('a screen outside of the signed-in app asked who is signed in');
  return session;
}

export const meKey = ['me'] as const;

/** Whoever is not staff here is nobody here: a browser may be a table's as well. */
export async function fetchMe(api: Api, signal: AbortSignal): Promise<StaffMe | null> {
  const me = await api.call(endpoints.whoAmI, { signal });
  return me.kind === 'staff' ? me : null;
}
