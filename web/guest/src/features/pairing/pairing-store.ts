import type { TableSignIn } from '@soban/contract/auth';
import type { Store } from '@soban/contract/store';
import type { Table } from '@soban/contract/tables';
import type { Language } from '@soban/contract/vocabulary';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export interface SignIn {
  table: Table;
  store: Store;
  expiresAt: string;
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
  signedIn: (answer: Pick<TableSignIn, 'table' | 'store' | 'expiresAt'>) => void;
  tableChanged: (table: Table) => void;
  signedOut: () => void;
}

export const usePairing = create<PairingState>()(
  persist(
    (set) => ({
      storeCode: '',
      tableNumber: null,
      language: null,
      signIn: null,
      reason: null,
      signedIn: ({ table, store, expiresAt }) =>
        set({
          storeCode: store.code,
          tableNumber: table.number,
          language: store.language,
          signIn: { table, store, expiresAt },
          reason: null,
        }),
      tableChanged: (table) =>
        set(({ signIn }) => (signIn ? { signIn: { ...signIn, table }, tableNumber: table.number } : {})),
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
    },
  ),
);
