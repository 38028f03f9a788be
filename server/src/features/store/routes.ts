import { PatchStore, Store } from '@soban/contract/store';
import type { Database } from '../../db/database.ts';
import { type Authenticate, staffOf } from '../../http/authenticate.ts';
import type { Server } from '../../http/server.ts';
import { changeStore } from './change-store.ts';
import { getStore } from './store-store.ts';

export function storeRoutes(server: Server, authenticate: Authenticate, database: Database): void {
  const tags = ['Store'];

  server.get(
    '/api/store',
    {
      onRequest: authenticate('staff'),
      schema: { tags, summary: 'The store and its settings', response: { 200: Store } },
    },
    (request) => getStore(database.read, staffOf(request).storeId),
  );

  server.patch(
    '/api/store',
    {
      onRequest: authenticate('staff'),
      schema: {
        tags,
        summary: 'Change settings (owner)',
        body: PatchStore,
        response: { 200: Store },
      },
    },
    (request) => changeStore(database, staffOf(request), request.body),
  );
}
