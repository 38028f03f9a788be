import * as endpoints from '@soban/contract/endpoints';
import type { Serve } from '../../http/serve.ts';
import { type ChangeStoreDeps, changeStore } from './change-store.ts';
import { getStore } from './store-rows.ts';

export function storeRoutes(serve: Serve, deps: ChangeStoreDeps): void {
  serve(endpoints.readStore, ({ principal }) => getStore(deps.database.read, principal.storeId));

  serve(endpoints.changeStore, ({ principal, body }) => changeStore(deps, principal, body));
}
