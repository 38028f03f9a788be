import type { StaffRole } from '@soban/contract/vocabulary';
import { Refusal } from './refusal.ts';

interface SignedIn {
  readonly signInId: string;
  readonly storeId: string;
  /** Epoch milliseconds; moves when the sign-in is renewed. */
  expiresAt: number;
}

/** A tablet or phone of one table. */
export interface TablePrincipal extends SignedIn {
  readonly kind: 'table';
  readonly tableId: string;
  /** Null: the table's own tablet, which serves one party after the other. */
  readonly phone: Phone | null;
}

/** A guest's phone: it sees one visit and no other. */
export interface Phone {
  readonly visitId: string;
  /** The visit that it joined, which may have become a part of that one: its idempotency keys stay this one's. */
  readonly joined: string;
  /** Nobody sits at the table, and the phone's first order would open the visit. */
  readonly isWaiting: boolean;
}

/** A member of a store's staff. */
export interface StaffPrincipal extends SignedIn {
  readonly kind: 'staff';
  readonly staffId: string;
  /** Moves when another one is given. */
  role: StaffRole;
}

export type Principal = TablePrincipal | StaffPrincipal;

/** Throws `forbidden` unless the staff member has one of the roles. */
export function requireRole(staff: StaffPrincipal, ...roles: StaffRole[]): void {
  if (roles.includes(staff.role)) return;
  throw new Refusal('forbidden', `Only ${roles.join(' or ')} may do this.`);
}
