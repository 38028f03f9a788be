import * as endpoints from '@soban/contract/endpoints';
import type { Database } from '../../db/database.ts';
import { pageOf, toPage } from '../../http/page.ts';
import type { Serve } from '../../http/serve.ts';
import type { Transact } from '../../live/relay.ts';
import { acceptVisit } from './accept-visit.ts';
import { changeVisit } from './change-visit.ts';
import { endVisit } from './end-visit.ts';
import { mergeVisits } from './merge-visits.ts';
import { moveVisit } from './move-visit.ts';
import { readHistory } from './read-history.ts';
import { readWholeVisit } from './read-whole-visit.ts';
import { reopenVisit } from './reopen-visit.ts';
import { startVisit } from './start-visit.ts';
import { transferOrder } from './transfer-order.ts';

export interface VisitDeps {
  database: Database;
  transact: Transact;
}

export function visitRoutes(serve: Serve, deps: VisitDeps): void {
  serve(endpoints.startSession, ({ principal, params, body }) => startVisit(deps, principal, params.id, body));

  serve(endpoints.readSession, ({ principal, params }) => readWholeVisit(deps, principal, params.id));

  serve(endpoints.changeSession, ({ principal, params, body }) => changeVisit(deps, principal, params.id, body));

  serve(endpoints.acceptSession, ({ principal, params }) => acceptVisit(deps, principal, params.id));

  serve(endpoints.endSession, ({ principal, params, body }) => endVisit(deps, principal, params.id, body));

  serve(endpoints.reopenSession, ({ principal, params }) => reopenVisit(deps, principal, params.id));

  serve(endpoints.moveSession, ({ principal, params, body }) => moveVisit(deps, principal, params.id, body));

  serve(endpoints.mergeSession, ({ principal, params, body }) => mergeVisits(deps, principal, params.id, body));

  serve(endpoints.transferOrder, ({ principal, params, body }) => transferOrder(deps, principal, params.id, body));

  serve(endpoints.readHistory, async ({ principal, params, query }) => {
    const page = pageOf(query);
    return toPage(await readHistory(deps, principal, params.id, query, page), page);
  });
}
