import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Takes the connection out of Fastify's hands for a live stream. The response has no length and no chunks: it ends when
 * the connection does, so that every client is written the same bytes. The response stays with its connection to the end:
 * Node would give a free connection to the next request on it.
 */
export function openLiveResponse(request: FastifyRequest, reply: FastifyReply) {
  const { socket } = request.raw;
  request.server.connections.goesLive(socket);
  reply.hijack();
  const response = reply.raw;
  response.shouldKeepAlive = false;
  response.useChunkedEncodingByDefault = false;
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) response.setHeader(name, value);
  }
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'close',
  });
  response.flushHeaders();
  // Whether its client keeps up is the stream's own to see.
  socket.setTimeout(0);
  socket.setNoDelay(true);
  socket.setKeepAlive(true, 30_000);
  return socket;
}
