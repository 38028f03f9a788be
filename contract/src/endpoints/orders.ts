import Type from 'typebox';
import { endpoint } from '../endpoint.ts';
import {
  CancelOrder,
  ChangeLine,
  IdempotencyKey,
  MoveOrder,
  Order,
  OrderPage,
  PlaceOrder,
  SeeOrders,
  VoidLine,
} from '../orders.ts';
import { floorRoles, staffRoles } from '../vocabulary.ts';
import { Nothing, PageQuery } from '../wire.ts';

const tag = 'Orders';

export const placeOrder = endpoint('POST /api/orders', {
  tag,
  summary: 'Place an order',
  description:
    'Durable before it is answered. The same `Idempotency-Key` with the same body gets the first answer again, with another body 422. Staff order for the table that `tableId` names, which a table must not say; keys are each table’s and each staff member’s own. From a guest’s phone: 409 `no_open_session` where the store has a party seated first, 403 where phones do not order. Outside of the opening hours and while orders are paused a guest is told until when: 409 `store_closed`. So many of a dish as its `minQuantity` and `maxQuantity` say, and in a guest’s first order one per head of what is marked so: else 400.',
  for: ['table', ...floorRoles],
  headers: Type.Object({ 'idempotency-key': IdempotencyKey }),
  body: PlaceOrder,
  status: 201,
  answer: Order,
  refuses: [
    'not_found',
    'sold_out',
    'price_changed',
    'option_required',
    'store_closed',
    'idempotency_conflict',
    'no_open_session',
  ],
});

export const listOrders = endpoint('GET /api/orders', {
  tag,
  summary: 'The orders of this visit, newest first',
  description: 'Empty, with `session` null, until the party orders. Go on from `lastEventId` with the table’s stream.',
  for: ['table'],
  query: PageQuery,
  answer: OrderPage,
});

export const readOrder = endpoint('GET /api/orders/:id', {
  tag,
  summary: 'One order: a table’s own of this visit, or any of the store’s for staff',
  description: 'For a table, the orders of an earlier party are not there: 404.',
  for: ['table', ...staffRoles],
  answer: Order,
});

export const moveOrder = endpoint('PATCH /api/orders/:id', {
  tag,
  summary: 'Move an order one step along its lifecycle, or recall it one step',
  description:
    '`pending` → `preparing` → `completed`, and back, with all its lines. With `from`, a move that somebody else made first is refused and not made twice. When the party has left, what is unfinished still moves; what was completed is recalled on the same business day.',
  for: staffRoles,
  body: MoveOrder,
  answer: Order,
  refuses: ['invalid_transition', 'session_ended'],
});

export const changeLine = endpoint('PATCH /api/orders/:id/lines/:lineId', {
  tag,
  summary: 'Move one line a step, or say that it was carried out',
  description: 'The order’s status follows from its lines.',
  for: staffRoles,
  body: ChangeLine,
  answer: Order,
  refuses: ['invalid_transition', 'session_ended'],
});

export const voidLine = endpoint('DELETE /api/orders/:id/lines/:lineId', {
  tag,
  summary: 'Void a line or some of it, with a reason the guest sees',
  description:
    'Out of all totals. What is voided of a line becomes a line of its own; an order whose last line goes is canceled.',
  for: floorRoles,
  body: VoidLine,
  answer: Order,
  refuses: ['invalid_transition', 'session_ended'],
});

export const cancelOrder = endpoint('DELETE /api/orders/:id', {
  tag,
  summary: 'Cancel an order, with a reason the guest sees',
  description:
    'It is final: the order is out of the visit’s total, and stays in its history. When the party has left, only what is unfinished can be canceled.',
  for: floorRoles,
  body: CancelOrder,
  status: 204,
  answer: Nothing,
  refuses: ['invalid_transition', 'session_ended'],
});

export const seeOrders = endpoint('POST /api/orders/seen', {
  tag,
  summary: 'Say that somebody has looked at new orders',
  description: 'Every board hears of it, and calls nobody to them any more. Guests do not. Twice is as good as once.',
  for: staffRoles,
  body: SeeOrders,
  status: 204,
  answer: Nothing,
});
