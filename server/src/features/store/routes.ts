import * as endpoints from '@soban/contract/endpoints';
import type { Database } from '../../db/database.ts';
import type { Serve } from '../../http/serve.ts';
import type { ChangeSettingsDeps } from './change-settings.ts';
import { changeStore } from './change-store.ts';
import { pauseOrders, resumeOrders } from './pause-orders.ts';
import { getStore } from './store-rows.ts';

export function storeRoutes(serve: Serve, deps: ChangeSettingsDeps & { database: Database }): void {
  serve(endpoints.readStore, ({ principal }) => getStore(deps.database.read, principal.storeId));

  serve(endpoints.changeStore, ({ principal, body }) => changeStore(deps, principal, body));

  serve(endpoints.pauseOrders, ({ principal, body }) => pauseOrders(deps, principal, body));

  serve(endpoints.resumeOrders, ({ principal, query }) => resumeOrders(deps, principal, query.categoryId ?? null));
}
