import Type from 'typebox';
import { endpoint } from '../endpoint.ts';
import { PatchTable, Table } from '../tables.ts';
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
