import type { IncomingMessage } from 'node:http';
import { Menu, MenuItem, MenuQuery, PatchMenuItem } from '@soban/contract/menu';
import { Language } from '@soban/contract/store';
import { type Language as LanguageCode, languages } from '@soban/contract/vocabulary';
import { Id } from '@soban/contract/wire';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { unchanged } from '../../http/answers.ts';
import { type Authenticate, principalOf, staffOf } from '../../http/authenticate.ts';
import type { PreparedAnswer, Server } from '../../http/server.ts';
import type { Principal } from '../../principal.ts';
import { notFound } from '../../refusal.ts';
import { type ChangeMenuItemDeps, changeMenuItem } from './change-menu-item.ts';
import type { MenuCache } from './menu-cache.ts';
import { isCurrent, type MenuBody, preferredEncoding } from './menu-snapshot.ts';

const ItemParams = Type.Object({ id: Id });

export function menuRoutes(server: Server, authenticate: Authenticate, deps: ChangeMenuItemDeps): void {
  const { menus } = deps;
  const tags = ['Menu'];

  server.get(
    '/api/menus',
    {
      onRequest: authenticate('table', 'staff'),
      schema: {
        tags,
        summary: 'The menu, in display order',
        description:
          'Texts in `lang` or the store’s language. `include=hidden` is for staff. With `version`, the menu at least as new as the one that a `menu_updated` event named. Strong ETag; 304 when unchanged.',
        querystring: MenuQuery,
        response: { 200: Menu, 304: unchanged },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { lang: language, category: categoryId, include, version } = request.query;
      const menu = await menus.get(principal.storeId, version);
      const withHidden = include === 'hidden' && principal.kind === 'staff';
      return sendBody(request, reply, menu.body({ language, categoryId, withHidden }));
    },
  );

  server.get(
    '/api/menus/:id',
    {
      onRequest: authenticate('table', 'staff'),
      schema: {
        tags,
        summary: 'One item',
        params: ItemParams,
        querystring: Type.Object({ lang: Type.Optional(Language) }),
        response: { 200: MenuItem },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const item = (await menus.get(principal.storeId)).item(request.params.id, request.query.lang);
      if (!item || (item.hidden && principal.kind === 'table')) throw notFound('menu item');
      return item;
    },
  );

  server.patch(
    '/api/menus/:id',
    {
      onRequest: authenticate('staff'),
      schema: {
        tags,
        summary: 'Sold out or back, hidden or shown, another price or picture; options too',
        params: ItemParams,
        body: PatchMenuItem,
        response: { 200: MenuItem },
      },
    },
    (request) => changeMenuItem(deps, staffOf(request), request.params.id, request.body),
  );
}

function sendBody(request: FastifyRequest, reply: FastifyReply, body: MenuBody): FastifyReply {
  const { bytes, headers } = body.encoded[preferredEncoding(request.headers['accept-encoding'])];
  reply.headers(headers);
  if (isCurrent(body, request.headers['if-none-match'])) return reply.code(304).send();
  return reply.type('application/json; charset=utf-8').send(bytes);
}

const wholeMenus = new Map<string | undefined, LanguageCode | undefined>([
  ['/api/menus', undefined],
  ...languages.map((language) => [`/api/menus?lang=${language}`, language] as const),
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
