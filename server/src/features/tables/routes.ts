import * as endpoints from '@soban/contract/endpoints';
import type { Database } from '../../db/database.ts';
import { pageOf, toPage } from '../../http/page.ts';
import type { Serve } from '../../http/serve.ts';
import { type ChangeTableDeps, changeTable } from './change-table.ts';
import { endVisit } from './end-visit.ts';
import { readHistory } from './read-history.ts';
import { listTables } from './table-rows.ts';

export function tableRoutes(serve: Serve, deps: ChangeTableDeps & { database: Database }): void {
  serve(endpoints.listTables, ({ principal }) => listTables(deps.database.read, principal.storeId));

  serve(endpoints.changeTable, ({ principal, params, body }) => changeTable(deps, principal, params.id, body));

  serve(endpoints.endSession, ({ principal, params }) => endVisit(deps, principal, params.id));

  serve(endpoints.readHistory, async ({ principal, params, query }) => {
    const page = pageOf(query);
    return toPage(await readHistory(deps, principal, params.id, query, page), page);
  });
}
