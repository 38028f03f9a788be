import { OpenCalls, PlaceCall, StaffCall } from '@soban/contract/calls';
import { Id } from '@soban/contract/wire';
import Type from 'typebox';
import type { Connection } from '../../db/database.ts';
import { type Authenticate, principalOf, staffOf, tableOf } from '../../http/authenticate.ts';
import type { Server } from '../../http/server.ts';
import type { Transact } from '../../live/relay.ts';
import { acknowledgeCall } from './acknowledge-call.ts';
import { listOpenCalls } from './call-store.ts';
import { placeCall } from './place-call.ts';

export function callRoutes(
  server: Server,
  authenticate: Authenticate,
  { db, transact }: { db: Connection; transact: Transact },
): void {
  const tags = ['Staff calls'];

  server.post(
    '/api/calls',
    {
      onRequest: authenticate('table'),
      schema: {
        tags,
        summary: 'Call a person to the table',
        description: 'The same call, while it is open, is answered again and not made twice.',
        body: PlaceCall,
        response: { 201: StaffCall },
      },
    },
    async (request, reply) => reply.code(201).send(await placeCall(transact, tableOf(request), request.body)),
  );

  server.get(
    '/api/calls',
    {
      onRequest: authenticate('table', 'staff'),
      schema: {
        tags,
        summary: 'Calls nobody has acknowledged yet: the table’s own, or the store’s for staff',
        response: { 200: OpenCalls },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      return { items: await listOpenCalls(db, principal.storeId, principal.kind === 'table' ? principal : {}) };
    },
  );

  server.post(
    '/api/calls/:id/acknowledge',
    {
      onRequest: authenticate('staff'),
      schema: {
        tags,
        summary: 'Somebody is on the way',
        params: Type.Object({ id: Id }),
        response: { 200: StaffCall },
      },
    },
    (request) => acknowledgeCall(transact, staffOf(request), request.params.id),
  );
}
