import { CancelOrder, IdempotencyKey, MoveOrder, Order, OrderPage, PlaceOrder } from '@soban/contract/orders';
import { Id, PageQuery } from '@soban/contract/wire';
import Type from 'typebox';
import type { Database } from '../../db/database.ts';
import { asBytes, nothing, refusals } from '../../http/answers.ts';
import { type Authenticate, principalOf, staffOf, tableOf } from '../../http/authenticate.ts';
import { pageOf, toPage } from '../../http/page.ts';
import type { Server } from '../../http/server.ts';
import { cancelOrder, moveOrder } from './move-order.ts';
import { type PlaceOrderDeps, placeOrder } from './place-order.ts';
import { readOrder, readVisit } from './read-visit.ts';

const OrderParams = Type.Object({ id: Id });

export function orderRoutes(
  server: Server,
  authenticate: Authenticate,
  deps: PlaceOrderDeps & { database: Database },
): void {
  const { database, transact } = deps;
  const tags = ['Orders'];

  server.post(
    '/api/orders',
    {
      onRequest: authenticate('table'),
      schema: {
        tags,
        summary: 'Place an order',
        description:
          'Durable before it is answered. The same `Idempotency-Key` with the same body gets the first answer again, with another body 422.',
        headers: Type.Object({ 'idempotency-key': IdempotencyKey }),
        body: PlaceOrder,
        response: {
          201: asBytes(Order),
          ...refusals('sold_out', 'price_changed', 'option_required', 'idempotency_conflict'),
        },
      },
    },
    async (request, reply) => {
      const json = await placeOrder(deps, tableOf(request), request.headers['idempotency-key'], request.body);
      return reply.code(201).type('application/json; charset=utf-8').send(Buffer.from(json));
    },
  );

  server.get(
    '/api/orders',
    {
      onRequest: authenticate('table'),
      schema: {
        tags,
        summary: 'The orders of this visit, newest first',
        querystring: PageQuery,
        response: { 200: OrderPage },
      },
    },
    async (request): Promise<OrderPage> => {
      const page = pageOf(request.query);
      const { orders, ...visit } = await readVisit(database, tableOf(request), page);
      return { ...toPage(orders, page), ...visit };
    },
  );

  server.get(
    '/api/orders/:id',
    {
      onRequest: authenticate('table', 'staff'),
      schema: {
        tags,
        summary: 'One order: a table’s own of this visit, or any of the store’s for staff',
        params: OrderParams,
        response: { 200: Order },
      },
    },
    (request) => readOrder(database.read, principalOf(request), request.params.id),
  );

  server.patch(
    '/api/orders/:id',
    {
      onRequest: authenticate('staff'),
      schema: {
        tags,
        summary: 'Move an order one step along its lifecycle, or recall it one step',
        params: OrderParams,
        body: MoveOrder,
        response: {
          200: Order,
          ...refusals('invalid_transition', 'session_ended'),
        },
      },
    },
    (request) => moveOrder(transact, staffOf(request), request.params.id, request.body),
  );

  server.delete(
    '/api/orders/:id',
    {
      onRequest: authenticate('staff'),
      schema: {
        tags,
        summary: 'Cancel an order, with a reason the guest sees',
        params: OrderParams,
        body: CancelOrder,
        response: {
          204: nothing,
          ...refusals('invalid_transition', 'session_ended'),
        },
      },
    },
    async (request, reply) => {
      await cancelOrder(transact, staffOf(request), request.params.id, request.body.reason);
      return reply.code(204).send();
    },
  );
}
