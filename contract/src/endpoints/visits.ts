import { endpoint } from '../endpoint.ts';
import { HistoryPage, HistoryQuery, Session } from '../orders.ts';
import { EndedSession, EndSession, OpenSession, PatchSession, StartSession } from '../tables.ts';
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

export const readHistory = endpoint('GET /api/tables/:id/history', {
  tag,
  summary: 'The table’s ended visits with their orders, newest first',
  description: '`from` and `to` are business days, both included.',
  for: floorRoles,
  query: HistoryQuery,
  answer: HistoryPage,
});
