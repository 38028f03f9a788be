import type { IncomingMessage } from 'node:http';
import * as endpoints from '@soban/contract/endpoints';
import { pathTo } from '@soban/contract/request';
import { type Language, languages } from '@soban/contract/vocabulary';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Serve } from '../../http/serve.ts';
import type { PreparedAnswer } from '../../http/server.ts';
import type { Principal } from '../../principal.ts';
import { notFound } from '../../refusal.ts';
import { type ChangeMenuItemDeps, changeMenuItem } from './change-menu-item.ts';
import type { MenuCache } from './menu-cache.ts';
import { isCurrent, type MenuBody, preferredEncoding } from './menu-snapshot.ts';

export function menuRoutes(serve: Serve, deps: ChangeMenuItemDeps): void {
  const { menus } = deps;

  serve(endpoints.readMenu, async (request, reply) => {
    const { principal, query } = request;
    const menu = await menus.get(principal.storeId, query.version);
    const withHidden = query.include === 'hidden' && principal.kind === 'staff';
    return sendBody(request, reply, menu.body({ language: query.lang, categoryId: query.category, withHidden }));
  });

  serve(endpoints.readMenuItem, async ({ principal, params, query }) => {
    const item = (await menus.get(principal.storeId)).item(params.id, query.lang);
    if (!item || (item.hidden && principal.kind === 'table')) throw notFound('menu item');
    return item;
  });

  serve(endpoints.changeMenuItem, ({ principal, params, body }) => changeMenuItem(deps, principal, params.id, body));
}

function sendBody(request: FastifyRequest, reply: FastifyReply, body: MenuBody): FastifyReply {
  const { bytes, headers } = body.encoded[preferredEncoding(request.headers['accept-encoding'])];
  reply.headers(headers);
  if (isCurrent(body, request.headers['if-none-match'])) return reply.code(304).send();
  return reply.type('application/json; charset=utf-8').send(bytes);
}

const wholeMenus = new Map<string | undefined, Language | undefined>([
  [pathTo(endpoints.readMenu), undefined],
  ...languages.map((lang) => [pathTo(endpoints.readMenu, { query: { lang } }), lang] as const),
]);

/**
 * Answers the commonest request of all, somebody known asking for the whole menu, straight from the prepared bytes: routing
 * it would cost as much as answering it. Anything out of the ordinary is left to the route, which answers just the same.
 */
export function menuShortcut(menus: MenuCache) {
  return ({ url, headers }: IncomingMessage, known: () => Principal | undefined): PreparedAnswer | undefined => {
    const principal = wholeMenus.has(url) ? known() : undefined;
    const menu = principal && menus.inMemory(principal.storeId);
    if (!menu) return undefined;
    const body = menu.whole(wholeMenus.get(url));
    const { bytes, headers: own } = body.encoded[preferredEncoding(headers['accept-encoding'])];
    if (isCurrent(body, headers['if-none-match'])) return { principal, status: 304, headers: own };
    const type = { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length };
    return { principal, status: 200, headers: { ...own, ...type }, bytes };
  };
}
