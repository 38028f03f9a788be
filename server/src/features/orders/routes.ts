import * as endpoints from '@soban/contract/endpoints';
import { pageOf, toPage } from '../../http/page.ts';
import type { Serve } from '../../http/serve.ts';
import type { Principal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { cancelOrder, changeLine, moveOrder, voidLine } from './change-order.ts';
import { type PlaceOrderDeps, type Placer, placeOrder } from './place-order.ts';
import { readOrder, readVisit } from './read-visit.ts';
import { seeOrders } from './see-orders.ts';

export function orderRoutes(serve: Serve, deps: PlaceOrderDeps): void {
  serve(endpoints.placeOrder, async ({ principal, headers, body }, reply) => {
    const json = await placeOrder(deps, placerOf(principal, body.tableId), headers['idempotency-key'], body);
    return reply.type('application/json; charset=utf-8').send(Buffer.from(json));
  });

  serve(endpoints.listOrders, async ({ principal, query }) => {
    const page = pageOf(query);
    const { orders, ...visit } = await readVisit(deps, principal, page);
    return { ...toPage(orders, page), ...visit };
  });

  serve(endpoints.readOrder, ({ principal, params }) => readOrder(deps, principal, params.id));

  serve(endpoints.seeOrders, ({ principal, body }) => seeOrders(deps, principal, body));

  serve(endpoints.moveOrder, ({ principal, params, body }) => moveOrder(deps, principal, params.id, body));

  serve(endpoints.changeLine, ({ principal, params, body }) => changeLine(deps, principal, params, body));

  serve(endpoints.voidLine, ({ principal, params, body }) => voidLine(deps, principal, params, body));

  serve(endpoints.cancelOrder, ({ principal, params, body }) => cancelOrder(deps, principal, params.id, body.reason));
}

/** A table orders for itself; staff say for whom. */
function placerOf(principal: Principal, tableId: string | undefined): Placer {
  const { storeId } = principal;
  if (principal.kind === 'table') {
    if (tableId !== undefined) throw wrongTable('A table orders for itself: leave this out.');
    const { tableId: own, phone } = principal;
    return { storeId, tableId: own, keyOwner: phone?.joined ?? own, phone };
  }
  if (tableId === undefined) throw wrongTable('Say which table this is for.');
  return { storeId, tableId, keyOwner: principal.staffId, staff: principal };
}

function wrongTable(message: string): Refusal {
  return new Refusal('validation_failed', message, { errors: [{ path: '/tableId', message }] });
}
