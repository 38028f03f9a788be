import { HistoryPage, HistoryQuery } from '@soban/contract/orders';
import { EndedSession, PatchTable, Table } from '@soban/contract/tables';
import { Id } from '@soban/contract/wire';
import Type from 'typebox';
import type { Database } from '../../db/database.ts';
import { refusals } from '../../http/answers.ts';
import { type Authenticate, staffOf } from '../../http/authenticate.ts';
import { pageOf, toPage } from '../../http/page.ts';
import type { Server } from '../../http/server.ts';
import { type ChangeTableDeps, changeTable } from './change-table.ts';
import { endSession } from './end-session.ts';
import { readHistory } from './read-history.ts';
import { listTables } from './table-store.ts';

const TableParams = Type.Object({ id: Id });

export function tableRoutes(
  server: Server,
  authenticate: Authenticate,
  deps: ChangeTableDeps & { database: Database },
): void {
  const tags = ['Tables'];

  server.get(
    '/api/tables',
    {
      onRequest: authenticate('staff'),
      schema: {
        tags,
        summary: 'The store’s tables by number',
        response: { 200: Type.Array(Table) },
      },
    },
    (request) => listTables(deps.database.read, staffOf(request).storeId),
  );

  server.patch(
    '/api/tables/:id',
    {
      onRequest: authenticate('staff'),
      schema: {
        tags,
        summary: 'Rename a table, or give it a new password, which signs its devices out',
        params: TableParams,
        body: PatchTable,
        response: { 200: Table },
      },
    },
    (request) => changeTable(deps, staffOf(request), request.params.id, request.body),
  );

  server.post(
    '/api/tables/:id/end-session',
    {
      onRequest: authenticate('staff'),
      schema: {
        tags,
        summary: 'End the party’s visit',
        params: TableParams,
        response: { 200: EndedSession, ...refusals('session_ended') },
      },
    },
    (request) => endSession(deps.transact, staffOf(request), request.params.id),
  );

  server.get(
    '/api/tables/:id/history',
    {
      onRequest: authenticate('staff'),
      schema: {
        tags,
        summary: 'The table’s ended visits with their orders, newest first',
        description: '`from` and `to` are business days, both included.',
        params: TableParams,
        querystring: HistoryQuery,
        response: { 200: HistoryPage },
      },
    },
    async (request) => {
      const page = pageOf(request.query);
      const sessions = await readHistory(deps.database, staffOf(request), request.params.id, request.query, page);
      return toPage(sessions, page);
    },
  );
}
