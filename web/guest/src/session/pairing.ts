import type { TableSignIn } from '@soban/contract/auth';
import type { Store } from '@soban/contract/store';
import type { Table } from '@soban/contract/tables';
import { type Language, languages } from '@soban/contract/vocabulary';
import { hasFields, isObject } from '@soban/web-shared/kept';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export interface SignIn {
  table: Table;
  store: Store;
  expiresAt: string;
  /** Null: the table's own tablet. */
  phone: Phone | null;
}

/** A guest's own phone, here for one visit. */
export interface Phone {
  /** Null while nobody sits at the table: its first order will begin the visit. */
  visitId: string | null;
}

export interface PairingState {
  /** Remembered over sign-outs, so that pairing again asks for the password only. */
  storeCode: string;
  tableNumber: number | null;
  language: Language | null;
  /** As of the last answer; the proof itself is an HttpOnly cookie that no script can read. */
  signIn: SignIn | null;
  /** Why a paired device is back at pairing. */
  reason: 'expired' | 'revoked' | null;
  signedIn: (answer: Pick<TableSignIn, 'table' | 'store' | 'expiresAt'>, phone: Phone | null) => void;
  /** The visit that the phone is in has begun, or is known now. */
  visitSeen: (visitId: string) => void;
  tableChanged: (table: Table) => void;
  storeChanged: (store: Store) => void;
  signedOut: () => void;
}

/** What can be made of a kept pairing; what has become of the table meanwhile is asked at once. */
function pairingIn(kept: unknown): Partial<PairingState> {
  if (!isObject(kept)) return {};
  const { storeCode, tableNumber, language, signIn, reason } = kept;
  return {
    storeCode: typeof storeCode === 'string' ? storeCode : '',
    tableNumber: typeof tableNumber === 'number' ? tableNumber : null,
    language: languages.find((known) => known === language) ?? null,
    signIn: isSignIn(signIn) ? { ...takingOrders(signIn), phone: phoneIn(signIn.phone) } : null,
    reason: reason === 'expired' || reason === 'revoked' ? reason : null,
  };
}

/** Hours and pauses of another day count for nothing: what they are now is asked at once, and the server says so anyway. */
function takingOrders(signIn: SignIn): SignIn {
  return { ...signIn, store: { ...signIn.store, hours: null, pauses: [], openings: null } };
}

function phoneIn(kept: unknown): Phone | null {
  if (!isObject(kept)) return null;
  const { visitId } = kept;
  return { visitId: typeof visitId === 'string' ? visitId : null };
}

function isSignIn(value: unknown): value is SignIn {
  if (!hasFields(value, { expiresAt: 'string' })) return false;
  const { table, store } = value;
  const isStore = hasFields(store, {
    id: 'string',
    code: 'string',
    name: 'string',
    currency: 'string',
    language: 'string',
  });
  return isStore && hasFields(table, { id: 'string', number: 'number', name: 'string' });
}

export const usePairing = create<PairingState>()(
  persist(
    (set) => ({
      storeCode: '',
      tableNumber: null,
      language: null,
      signIn: null,
      reason: null,
      signedIn: ({ table, store, expiresAt }, phone) =>
        set({
          storeCode: store.code,
          tableNumber: table.number,
          // A guest's phone speaks its owner's language, whatever the house speaks.
          language: phone ? null : store.language,
          signIn: { table, store, expiresAt, phone },
          reason: null,
        }),
      visitSeen: (visitId) =>
        set(({ signIn }) =>
          signIn?.phone && signIn.phone.visitId !== visitId ? { signIn: { ...signIn, phone: { visitId } } } : {},
        ),
      tableChanged: (table) =>
        set(({ signIn }) => (signIn ? { signIn: { ...signIn, table }, tableNumber: table.number } : {})),
      storeChanged: (store) => set(({ signIn }) => (signIn ? { signIn: { ...signIn, store } } : {})),
      signedOut: () =>
        set(({ signIn }) => {
          if (!signIn) return {};
          return { signIn: null, reason: Date.parse(signIn.expiresAt) <= Date.now() ? 'expired' : 'revoked' };
        }),
    }),
    {
      name: 'soban.pairing',
      version: 1,
      partialize: ({ storeCode, tableNumber, language, signIn, reason }) => ({
        storeCode,
        tableNumber,
        language,
        signIn,
        reason,
      }),
      merge: (kept, fresh) => ({ ...fresh, ...pairingIn(kept) }),
    },
  ),
);
