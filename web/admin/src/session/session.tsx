import type { Me } from '@soban/contract/auth';
import { type Api, ApiError, createApi } from '@soban/web-shared/api';
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
  const me = await api.get<Me>('/api/auth/me', signal);
  return me.kind === 'staff' ? me : null;
}

/** The staff's API; whatever call finds the sign-in to be over says so to `onSignedOut` before it fails. */
export function createStaffApi(onSignedOut: () => void): Api {
  const plain = createApi('staff');
  async function watch<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof ApiError && error.problem.code === 'unauthenticated') onSignedOut();
      throw error;
    }
  }
  return {
    get: (path, signal) => watch(plain.get(path, signal)),
    send: (method, path, body, headers) => watch(plain.send(method, path, body, headers)),
  };
}
