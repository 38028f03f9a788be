import type { IncomingMessage } from 'node:http';
import { type Language, languages } from '@soban/contract/vocabulary';
import type { PreparedAnswer } from '../../http/server.ts';
import type { Principal } from '../../principal.ts';
import type { MenuCache } from './menu-cache.ts';
import { isCurrent, preferredEncoding } from './menu-snapshot.ts';

const addresses = new Map<string | undefined, Language | undefined>([
  ['/api/menus', undefined],
  ...languages.map((language) => [`/api/menus?lang=${language}`, language] as const),
]);

/**
 * Answers the commonest request of all, somebody known asking for the whole menu, straight from the prepared bytes: routing
 * it would cost as much as answering it. Anything out of the ordinary is left to the route, which answers just the same.
 */
export function menuShortcut(menus: MenuCache) {
  return ({ url, headers }: IncomingMessage, { storeId }: Principal): PreparedAnswer | undefined => {
    const menu = addresses.has(url) ? menus.inMemory(storeId) : undefined;
    if (!menu) return undefined;
    const body = menu.body({ language: addresses.get(url), categoryId: undefined, withHidden: false });
    const { bytes, headers: own } = body.encoded[preferredEncoding(headers['accept-encoding'])];
    if (isCurrent(body, headers['if-none-match'])) return { status: 304, headers: own };
    const type = { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length };
    return { status: 200, headers: { ...own, ...type }, bytes };
  };
}
