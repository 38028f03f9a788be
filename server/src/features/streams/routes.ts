import { StreamQuery } from '@soban/contract/events';
import { Id } from '@soban/contract/wire';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { eventStream } from '../../http/answers.ts';
import { type Authenticate, principalOf, tableOf } from '../../http/authenticate.ts';
import { openLiveResponse } from '../../http/live-response.ts';
import type { Server } from '../../http/server.ts';
import type { Hub } from '../../live/hub.ts';
import { Stream, type StreamLimits } from '../../live/stream.ts';
import { notFound } from '../../refusal.ts';

export interface StreamDeps {
  hub: Hub;
  limits: StreamLimits;
  /** Milliseconds between heartbeats where the client asks for no other interval. */
  heartbeat: number;
}

const what =
  'Server-Sent Events: `id` is the store’s event sequence, `event` the type, `data` one JSON object. `Last-Event-ID` (header or query) resumes; `resync` says to reload the snapshot.';

export function streamRoutes(server: Server, authenticate: Authenticate, { hub, limits, heartbeat }: StreamDeps): void {
  const tags = ['Live streams'];
  const response = { 200: eventStream };

  async function open(request: FastifyRequest, reply: FastifyReply, query: StreamQuery, tableId: string | null) {
    const header = request.headers['last-event-id'];
    const lastEventId = (typeof header === 'string' && header) || query.lastEventId || undefined;
    const owner = principalOf(request);
    const socket = openLiveResponse(request, reply);
    const interval = query.heartbeat === undefined ? heartbeat : query.heartbeat * 1000;
    try {
      await hub.open(new Stream({ socket, owner, tableId, lastEventId, heartbeat: interval }, limits));
    } catch (error) {
      request.log.error({ err: error, reqId: request.id }, 'a live stream could not be opened');
      socket.destroy();
    }
  }

  server.get(
    '/api/sse/store',
    {
      onRequest: authenticate('staff'),
      schema: { tags, summary: 'The whole store’s live stream', description: what, querystring: StreamQuery, response },
    },
    (request, reply) => open(request, reply, request.query, null),
  );

  server.get(
    '/api/sse/orders/:tableId',
    {
      onRequest: authenticate('table'),
      schema: {
        tags,
        summary: 'The table’s own live stream',
        description: what,
        params: Type.Object({ tableId: Id }),
        querystring: StreamQuery,
        response,
      },
    },
    (request, reply) => {
      const { tableId } = tableOf(request);
      if (request.params.tableId !== tableId) throw notFound('table');
      return open(request, reply, request.query, tableId);
    },
  );
}
