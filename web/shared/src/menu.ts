import * as endpoints from '@soban/contract/endpoints';
import type { StoreEvent } from '@soban/contract/events';
import type { Menu } from '@soban/contract/menu';
import type { Language } from '@soban/contract/vocabulary';
import type { QueryClient, QueryFunctionContext } from '@tanstack/react-query';
import type { Api } from './api.ts';

/** Every query for a menu begins with it. */
export const menuKey = ['menu'] as const;
const versionKey = ['menu-version'] as const;

/** Asks for more than there can be: the server answers with the newest there is, and not with what it remembers. */
const newest = Number.MAX_SAFE_INTEGER;

/** Reads the menu from the server, for a query whose key begins with `menuKey`. */
export function fetchMenu(
  api: Api,
  wanted: { lang: Language; include?: 'hidden' },
  { client, signal }: Pick<QueryFunctionContext, 'client' | 'signal'>,
): Promise<Menu> {
  const version = client.getQueryData<number>(versionKey);
  return api.call(endpoints.readMenu, { query: { ...wanted, version }, signal });
}

/**
 * Fetches the menu again where it is on screen: at least the version that an event named, which not every instance of the
 * server may have heard of yet, or where no event did the newest.
 */
export function refreshMenu(queries: QueryClient, version = newest): void {
  queries.setQueryData<number>(versionKey, version);
  void queries.invalidateQueries({ queryKey: menuKey });
}

/** What a live connection is to tell, so that the menu stays true. */
export interface MenuFollower {
  snapshotLoaded(): void;
  eventTold(event: StoreEvent): void;
}

export function followMenu(queries: QueryClient): MenuFollower {
  let isFirst = true;
  return {
    // A snapshot after the first follows a gap, in which the menu may have changed unheard.
    snapshotLoaded() {
      if (!isFirst) refreshMenu(queries);
      isFirst = false;
    },
    eventTold(event) {
      if (event.type === 'menu_updated') refreshMenu(queries, event.data.version);
    },
  };
}
