import Type from 'typebox';
import { endpoint } from '../endpoint.ts';
import { HistoryPage, HistoryQuery } from '../orders.ts';
import { EndedSession, PatchTable, Table } from '../tables.ts';
import { floorRoles, managingRoles } from '../vocabulary.ts';

const tag = 'Tables';

export const listTables = endpoint('GET /api/tables', {
  tag,
  summary: 'The store’s tables by number',
  description: 'Each is there, whether somebody sits at it or not.',
  for: floorRoles,
  answer: Type.Array(Table),
});

export const changeTable = endpoint('PATCH /api/tables/:id', {
  tag,
  summary: 'Rename a table, or give it a new password, which signs its devices out',
  description: 'A password has at least 8 characters and at most 72 bytes in UTF-8.',
  for: managingRoles,
  body: PatchTable,
  answer: Table,
});

export const endSession = endpoint('POST /api/tables/:id/end-session', {
  tag,
  summary: 'End the party’s visit',
  description:
    'Its orders become history, its calls are over, and the next party starts with nothing. 409 where nobody sits.',
  for: floorRoles,
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
