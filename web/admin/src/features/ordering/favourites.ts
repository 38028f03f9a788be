import type { MenuItem } from '@soban/contract/menu';
import { isObject, keep, readKept } from '@soban/web-shared/kept';
import { create } from 'zustand';

/** Ids of dishes: pinned by hand, and how often each has been ordered from this device. */
export interface Favourites {
  pinned: readonly string[];
  ordered: Readonly<Record<string, number>>;
}

const key = 'soban.favourite-dishes';
/** Beside the pinned ones. */
const mostOrdered = 12;

function favouritesIn(kept: unknown): Favourites {
  const { pinned, ordered }: Record<string, unknown> = isObject(kept) ? kept : {};
  return {
    pinned: Array.isArray(pinned) ? pinned.filter((id) => typeof id === 'string') : [],
    ordered: isObject(ordered)
      ? Object.fromEntries(
          Object.entries(ordered).flatMap(([id, times]) => (typeof times === 'number' ? [[id, times]] : [])),
        )
      : {},
  };
}

export const useFavourites = create<Favourites>(() => favouritesIn(readKept(key)));

function change(next: Partial<Favourites>): void {
  useFavourites.setState(next);
  keep(key, useFavourites.getState());
}

export function togglePin(id: string): void {
  const { pinned } = useFavourites.getState();
  change({ pinned: pinned.includes(id) ? pinned.filter((each) => each !== id) : [...pinned, id] });
}

/** Counts what has been ordered; what was ordered long ago and seldom since makes room. */
export function countOrdered(ids: readonly string[]): void {
  const ordered = { ...useFavourites.getState().ordered };
  for (const id of ids) ordered[id] = (ordered[id] ?? 0) + 1;
  const all = Object.entries(ordered);
  const most = Math.max(0, ...Object.values(ordered));
  change({
    ordered: most < 100 ? ordered : Object.fromEntries(all.flatMap(([id, n]) => (n > 1 ? [[id, n / 2]] : []))),
  });
}

/** The pinned dishes in the order in which they were pinned, then the most ordered; what the menu no longer has is left out. */
export function favouritesOf({ pinned, ordered }: Favourites, dishes: ReadonlyMap<string, MenuItem>): MenuItem[] {
  const often = Object.entries(ordered)
    .toSorted(([, a], [, b]) => b - a)
    .map(([id]) => id)
    .filter((id) => !pinned.includes(id) && dishes.has(id))
    .slice(0, mostOrdered);
  return [...pinned, ...often].flatMap((id) => dishes.get(id) ?? []);
}
