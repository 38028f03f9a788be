import * as endpoints from '@soban/contract/endpoints';
import type { Connection } from '../../db/database.ts';
import type { Serve } from '../../http/serve.ts';
import type { Transact } from '../../live/relay.ts';
import { acknowledgeCall } from './acknowledge-call.ts';
import { listOpenCalls } from './call-rows.ts';
import { placeCall } from './place-call.ts';

export function callRoutes(serve: Serve, { db, transact }: { db: Connection; transact: Transact }): void {
  serve(endpoints.placeCall, ({ principal, body }) => placeCall(transact, principal, body));

  serve(endpoints.listCalls, async ({ principal }) => ({
    items: await listOpenCalls(db, principal.storeId, principal.kind === 'table' ? principal : {}),
  }));

  serve(endpoints.acknowledgeCall, ({ principal, params }) => acknowledgeCall(transact, principal, params.id));
}
