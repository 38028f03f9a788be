import { type Language, languages } from '@soban/contract/vocabulary';
import { isObject } from '@soban/web-shared/kept';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export interface LanguageState {
  /** What this party chose; null means the store's own. */
  chosen: Language | null;
  choose: (language: Language) => void;
  /** For the next party. */
  reset: () => void;
}

export const useLanguageChoice = create<LanguageState>()(
  persist(
    (set) => ({
      chosen: null,
      choose: (chosen) => set({ chosen }),
      reset: () => set({ chosen: null }),
    }),
    {
      name: 'soban.language',
      version: 1,
      partialize: ({ chosen }) => ({ chosen }),
      merge: (kept, fresh) => ({
        ...fresh,
        chosen: languages.find((known) => isObject(kept) && kept['chosen'] === known) ?? null,
      }),
    },
  ),
);
