import Type from 'typebox';
import { endpoint } from '../endpoint.ts';
import { PatchTable, Table, TableQr, TableQrs } from '../tables.ts';
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

export const readTableQr = endpoint('GET /api/tables/:id/qr', {
  tag,
  summary: 'What the table’s QR code says',
  description: 'The same each time until it is rotated.',
  for: floorRoles,
  answer: TableQr,
});

export const rotateTableQr = endpoint('POST /api/tables/:id/qr/rotate', {
  tag,
  summary: 'Give the table another QR code',
  description:
    'The one before is dead at once, and so are phones that joined with it and have not ordered yet. Those of the visit that goes on stay until its end.',
  for: managingRoles,
  answer: TableQr,
});

export const listTableQrs = endpoint('GET /api/qr-codes', {
  tag,
  summary: 'What all tables’ QR codes say',
  description: 'To print them.',
  for: floorRoles,
  answer: TableQrs,
});

export const rotateTableQrs = endpoint('POST /api/qr-codes/rotate', {
  tag,
  summary: 'Give all tables other QR codes',
  description: 'As for a single one.',
  for: managingRoles,
  answer: TableQrs,
});
