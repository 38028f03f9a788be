import type { IncomingMessage } from 'node:http';
import * as endpoints from '@soban/contract/endpoints';
import { pathTo } from '@soban/contract/request';
import { type Language, languages } from '@soban/contract/vocabulary';
import { encodedFor, isCurrent } from '../../encoded-body.ts';
import { sendEncoded } from '../../http/send-encoded.ts';
import type { Serve } from '../../http/serve.ts';
import type { PreparedAnswer } from '../../http/server.ts';
import type { Principal } from '../../principal.ts';
import { notFound } from '../../refusal.ts';
import { type ChangeMenuItemDeps, changeMenuItem } from './change-menu-item.ts';
import type { StoreCache } from './store-cache.ts';

const json = 'application/json; charset=utf-8';

export function menuRoutes(serve: Serve, deps: ChangeMenuItemDeps): void {
  const { stores } = deps;

  serve(endpoints.readMenu, async (request, reply) => {
    const { principal, query } = request;
    const { menu } = await stores.get(principal.storeId, query.version);
    const withHidden = query.include === 'hidden' && principal.kind === 'staff';
    return sendEncoded(
      request,
      reply,
      json,
      menu.body({ language: query.lang, categoryId: query.category, withHidden }),
    );
  });

  serve(endpoints.readMenuItem, async ({ principal, params, query }) => {
    const item = (await stores.get(principal.storeId)).menu.item(params.id, query.lang);
    if (!item || (item.hidden && principal.kind === 'table')) throw notFound('menu item');
    return item;
  });

  serve(endpoints.changeMenuItem, ({ principal, params, body }) => changeMenuItem(deps, principal, params.id, body));
}

const wholeMenus = new Map<string | undefined, Language | undefined>([
  [pathTo(endpoints.readMenu), undefined],
  ...languages.map((lang) => [pathTo(endpoints.readMenu, { query: { lang } }), lang] as const),
]);

/**
 * Answers the commonest request of all, somebody known asking for the whole menu, straight from the prepared bytes: routing
 * it would cost as much as answering it. Anything out of the ordinary is left to the route, which answers just the same.
 */
export function menuShortcut(stores: StoreCache) {
  return ({ url, headers }: IncomingMessage, known: () => Principal | undefined): PreparedAnswer | undefined => {
    const principal = wholeMenus.has(url) ? known() : undefined;
    const store = principal && stores.inMemory(principal.storeId);
    if (!store) return undefined;
    const body = store.menu.whole(wholeMenus.get(url));
    const { bytes, headers: own } = encodedFor(body, headers['accept-encoding']);
    if (isCurrent(body, headers['if-none-match'])) return { principal, status: 304, headers: own };
    const type = { 'content-type': json, 'content-length': bytes.length };
    return { principal, status: 200, headers: { ...own, ...type }, bytes };
  };
}
