import * as endpoints from '@soban/contract/endpoints';
import type { Database } from '../../db/database.ts';
import type { Serve } from '../../http/serve.ts';
import { changeStore } from './change-store.ts';
import { getStore } from './store-rows.ts';

export function storeRoutes(serve: Serve, database: Database): void {
  serve(endpoints.readStore, ({ principal }) => getStore(database.read, principal.storeId));

  serve(endpoints.changeStore, ({ principal, body }) => changeStore(database, principal, body));
}
