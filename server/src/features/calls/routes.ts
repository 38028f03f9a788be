import * as endpoints from '@soban/contract/endpoints';
import type { Database } from '../../db/database.ts';
import type { Serve } from '../../http/serve.ts';
import type { Transact } from '../../live/relay.ts';
import { acknowledgeCall } from './acknowledge-call.ts';
import { placeCall } from './place-call.ts';
import { readCalls } from './read-calls.ts';

export function callRoutes(serve: Serve, deps: { database: Database; transact: Transact }): void {
  serve(endpoints.placeCall, ({ principal, body }) => placeCall(deps, principal, body));

  serve(endpoints.listCalls, async ({ principal }) => ({ items: await readCalls(deps, principal) }));

  serve(endpoints.acknowledgeCall, ({ principal, params }) => acknowledgeCall(deps, principal, params.id));
}
