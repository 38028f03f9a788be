import type { FastifyReply, FastifyRequest } from 'fastify';
import { type EncodedBody, encodedFor, isCurrent } from '../encoded-body.ts';

/** Sends what has been made before, of a content type; 304 where the client has it. */
export function sendEncoded(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  body: EncodedBody,
): FastifyReply {
  const { bytes, headers } = encodedFor(body, request.headers['accept-encoding']);
  reply.headers(headers);
  if (isCurrent(body, request.headers['if-none-match'])) return reply.code(304).send();
  return reply.type(type).send(bytes);
}
