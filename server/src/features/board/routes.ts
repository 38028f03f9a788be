import { Board } from '@soban/contract/board';
import type { Database } from '../../db/database.ts';
import { type Authenticate, staffOf } from '../../http/authenticate.ts';
import type { Server } from '../../http/server.ts';
import { readBoard } from './read-board.ts';

export function boardRoutes(server: Server, authenticate: Authenticate, database: Database): void {
  server.get(
    '/api/board',
    {
      onRequest: authenticate('staff'),
      schema: {
        tags: ['Board'],
        summary: 'Every table with its open session, orders and calls, at one moment',
        response: { 200: Board },
      },
    },
    (request) => readBoard(database, staffOf(request)),
  );
}
