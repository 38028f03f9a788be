import * as endpoints from '@soban/contract/endpoints';
import type { Database } from '../../db/database.ts';
import { pageOf, toPage } from '../../http/page.ts';
import type { Serve } from '../../http/serve.ts';
import { cancelOrder, moveOrder } from './move-order.ts';
import { type PlaceOrderDeps, placeOrder } from './place-order.ts';
import { readOrder, readVisit } from './read-visit.ts';

export function orderRoutes(serve: Serve, deps: PlaceOrderDeps & { database: Database }): void {
  serve(endpoints.placeOrder, async ({ principal, headers, body }, reply) => {
    const json = await placeOrder(deps, principal, headers['idempotency-key'], body);
    return reply.type('application/json; charset=utf-8').send(Buffer.from(json));
  });

  serve(endpoints.listOrders, async ({ principal, query }) => {
    const page = pageOf(query);
    const { orders, ...visit } = await readVisit(deps, principal, page);
    return { ...toPage(orders, page), ...visit };
  });

  serve(endpoints.readOrder, ({ principal, params }) => readOrder(deps, principal, params.id));

  serve(endpoints.moveOrder, ({ principal, params, body }) => moveOrder(deps, principal, params.id, body));

  serve(endpoints.cancelOrder, ({ principal, params, body }) => cancelOrder(deps, principal, params.id, body.reason));
}
