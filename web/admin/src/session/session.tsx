import type { StaffRole } from '@soban/contract/vocabulary';
import type { MeAs } from '@soban/web-shared/me';
import { createContext, useContext } from 'react';

/** Who is signed in, where, and until when. */
export type StaffMe = MeAs<'staff'>;

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

/** Whether whoever is signed in has one of the roles. */
export function useHasRole(roles: readonly StaffRole[]): boolean {
  return roles.includes(useSession().me.staff.role);
}

export const meKey = ['me'] as const;
