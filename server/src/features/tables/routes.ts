import * as endpoints from '@soban/contract/endpoints';
import type { Database } from '../../db/database.ts';
import type { Serve } from '../../http/serve.ts';
import { type ChangeTableDeps, changeTable } from './change-table.ts';
import { listTables } from './table-rows.ts';

export function tableRoutes(serve: Serve, deps: ChangeTableDeps & { database: Database }): void {
  serve(endpoints.listTables, ({ principal }) => listTables(deps.database.read, principal.storeId));

  serve(endpoints.changeTable, ({ principal, params, body }) => changeTable(deps, principal, params.id, body));
}
