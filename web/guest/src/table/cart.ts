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

/** The cart of this tab: it survives a reload, and it is gone with the tab. */
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
      name: 'soban.cart',
      version: 1,
      storage: createJSONStorage(() => sessionStorage),
      partialize: ({ lines }) => ({ lines }),
      merge: (kept, fresh) => ({ ...fresh, lines: linesIn(kept) }),
    },
  ),
);
