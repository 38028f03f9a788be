import type { MenuItem } from '@soban/contract/menu';
import {
  acceptPrice,
  addLine,
  type CartLine,
  changeQuantity,
  linesIn,
  newLine,
  takeOrdered,
} from '@soban/web-shared/ordering/cart-lines';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { usePairing } from '../session/pairing.ts';

export interface CartState {
  lines: readonly CartLine[];
  /** Answers whether there was room. */
  add: (item: MenuItem, optionIds: readonly string[], quantity: number) => boolean;
  change: (key: string, quantity: number) => void;
  accept: (key: string, portion: number) => void;
  settle: (ordered: readonly Pick<CartLine, 'key' | 'quantity'>[]) => void;
  clear: () => void;
  /** Undo: the lines as they were. */
  restore: (lines: readonly CartLine[]) => void;
}

export const cartKey = 'soban.cart';

/** A tablet's cart is its tab's; a phone's is its guest's, in however many tabs. */
const shelf = () => (usePairing.getState().signIn?.phone ? localStorage : sessionStorage);

/** The cart survives a reload. */
export const useCart = create<CartState>()(
  persist(
    (set, get) => ({
      lines: [],
      add(item, optionIds, quantity) {
        const before = get().lines;
        const lines = addLine(before, newLine(item, optionIds, quantity));
        set({ lines });
        return lines !== before;
      },
      change: (key, quantity) => set(({ lines }) => ({ lines: changeQuantity(lines, key, quantity) })),
      accept: (key, portion) => set(({ lines }) => ({ lines: acceptPrice(lines, key, portion) })),
      settle: (ordered) => set(({ lines }) => ({ lines: takeOrdered(lines, ordered) })),
      clear: () => set({ lines: [] }),
      restore: (lines) => set({ lines }),
    }),
    {
      name: cartKey,
      version: 1,
      storage: createJSONStorage(() => ({
        getItem: (name) => shelf().getItem(name),
        setItem: (name, text) => shelf().setItem(name, text),
        removeItem: (name) => shelf().removeItem(name),
      })),
      partialize: ({ lines }) => ({ lines }),
      merge: (kept, fresh) => ({ ...fresh, lines: linesIn(kept) }),
    },
  ),
);
