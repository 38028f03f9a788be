import { endpoint } from '../endpoint.ts';
import { HistoryPage, HistoryQuery, Order, Session, TransferOrder } from '../orders.ts';
import {
  EndedSession,
  EndSession,
  MergeSession,
  MoveSession,
  OpenSession,
  PatchSession,
  StartSession,
} from '../tables.ts';
import { floorRoles } from '../vocabulary.ts';

const tag = 'Visits';

export const startSession = endpoint('POST /api/tables/:id/session', {
  tag,
  summary: 'Seat a party before it orders',
  description: 'Without it the visit starts with the first order. 409 where somebody sits there already.',
  for: floorRoles,
  body: StartSession,
  status: 201,
  answer: OpenSession,
  refuses: ['session_open'],
});

export const readSession = endpoint('GET /api/sessions/:id', {
  tag,
  summary: 'A visit whole, whether it goes on or has ended',
  description: 'With all its orders, newest first.',
  for: floorRoles,
  answer: Session,
});

export const changeSession = endpoint('PATCH /api/sessions/:id', {
  tag,
  summary: 'Say how many sit there',
  description: 'Null: nobody knows. 409 where the visit has ended.',
  for: floorRoles,
  body: PatchSession,
  answer: OpenSession,
  refuses: ['session_ended'],
});

export const acceptSession = endpoint('POST /api/sessions/:id/accept', {
  tag,
  summary: 'Nod to a party that seated itself by phone',
  description: 'From then on the kitchen sees its orders. Twice is as good as once. 409 where the visit has ended.',
  for: floorRoles,
  answer: OpenSession,
  refuses: ['session_ended'],
});

export const endSession = endpoint('POST /api/tables/:id/end-session', {
  tag,
  summary: 'End the party’s visit',
  description:
    'Its orders become history, its calls are over, and the next party starts with nothing. What the kitchen has not finished it still finishes (`keep`, as when nothing is said), or it is canceled. 409 where nobody sits.',
  for: floorRoles,
  body: EndSession,
  answer: EndedSession,
  refuses: ['session_ended'],
});

export const reopenSession = endpoint('POST /api/sessions/:id/reopen', {
  tag,
  summary: 'Take the end of a visit back',
  description:
    'On the business day of its end, while nobody else sits there: the party has its orders again, and the kitchen what it was making. 409 `session_ended` after that day, and for a visit that was merged into another.',
  for: floorRoles,
  answer: OpenSession,
  refuses: ['session_open', 'session_ended'],
});

export const moveSession = endpoint('POST /api/sessions/:id/move', {
  tag,
  summary: 'Seat a party at another table, which is free',
  description:
    'With its orders and its calls. Nothing is fired again, and orders keep their numbers. 409 `session_open` where somebody sits there.',
  for: floorRoles,
  body: MoveSession,
  answer: OpenSession,
  refuses: ['session_open', 'session_ended'],
});

export const mergeSession = endpoint('POST /api/sessions/:id/merge', {
  tag,
  summary: 'Make two parties one',
  description:
    'The orders and calls of this visit are those of the visit `into`, which goes on where it is and is answered. Nothing is fired again, and orders keep their numbers.',
  for: floorRoles,
  body: MergeSession,
  answer: OpenSession,
  refuses: ['session_ended'],
});

export const transferOrder = endpoint('POST /api/orders/:id/transfer', {
  tag,
  summary: 'Put an order on another party’s bill',
  description:
    'It is carried to that party’s table from now on, and counts in its total. Nothing is fired again, and the order keeps its number. 409 `invalid_transition` for a canceled one.',
  for: floorRoles,
  body: TransferOrder,
  answer: Order,
  refuses: ['session_ended', 'invalid_transition'],
});

export const readHistory = endpoint('GET /api/tables/:id/history', {
  tag,
  summary: 'The table’s ended visits with their orders, newest first',
  description: '`from` and `to` are business days, both included.',
  for: floorRoles,
  query: HistoryQuery,
  answer: HistoryPage,
});
