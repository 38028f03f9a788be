import * as endpoints from '@soban/contract/endpoints';
import type { FastifyReply } from 'fastify';
import { openLiveResponse } from '../../http/live-response.ts';
import type { Call, Serve } from '../../http/serve.ts';
import { waitingRoom } from '../../live/channel.ts';
import type { Hub } from '../../live/hub.ts';
import { Stream, type StreamLimits } from '../../live/stream.ts';
import { notFound } from '../../refusal.ts';

export interface StreamDeps {
  hub: Hub;
  limits: StreamLimits;
  /** Milliseconds between heartbeats where the client asks for no other interval. */
  heartbeat: number;
}

export function streamRoutes(serve: Serve, { hub, limits, heartbeat }: StreamDeps): void {
  type StreamCall = Call<typeof endpoints.streamStore | typeof endpoints.streamTable>;

  async function open(request: StreamCall, reply: FastifyReply, tableId: string | null): Promise<FastifyReply> {
    const { query, principal: owner } = request;
    const lastEventId = request.headers['last-event-id'] || query.lastEventId || undefined;
    const socket = openLiveResponse(request, reply);
    const interval = query.heartbeat === undefined ? heartbeat : query.heartbeat * 1000;
    await hub.open(new Stream({ socket, owner, tableId, lastEventId, heartbeat: interval }, limits));
    return reply;
  }

  serve(endpoints.streamStore, (request, reply) => open(request, reply, null));

  serve(endpoints.streamTable, (request, reply) => {
    const { tableId, phone } = request.principal;
    if (request.params.tableId !== tableId) throw notFound('table');
    return open(request, reply, phone?.isWaiting ? waitingRoom(tableId) : tableId);
  });
}
