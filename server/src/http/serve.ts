import type { AnswerOf, BodyOf, Endpoint, HeadersOf, ParamsOf, QueryOf } from '@soban/contract/endpoint';
import * as endpoints from '@soban/contract/endpoints';
import type { StaffRole } from '@soban/contract/vocabulary';
import { Id } from '@soban/contract/wire';
import type { FastifyReply, FastifyRequest, FastifySchema, preValidationHookHandler } from 'fastify';
import Type, { type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { StaffPrincipal, TablePrincipal } from '../principal.ts';
import { answersOf } from './answers.ts';
import { type Authenticate, kindsOf } from './authenticate.ts';
import type { Server } from './server.ts';

type CallerOf<E extends Endpoint> = E['for'][number];

/** Who has been let in: nobody in particular where anybody may call. */
type PrincipalOf<E extends Endpoint> = [CallerOf<E>] extends [never]
  ? undefined
  :
      | ('table' extends CallerOf<E> ? TablePrincipal : never)
      | ([Extract<CallerOf<E>, StaffRole>] extends [never] ? never : StaffPrincipal);

/** A request that its endpoint has let in: all that it says has been checked. */
export type Call<E extends Endpoint> = FastifyRequest & {
  principal: PrincipalOf<E>;
  params: ParamsOf<E>;
  query: QueryOf<E>;
  headers: HeadersOf<E>;
  body: BodyOf<E>;
};

/** Answers, or sends what is no plain answer through the reply. */
export type Handler<E extends Endpoint> = (
  call: Call<E>,
  reply: FastifyReply,
) => AnswerOf<E> | FastifyReply | Promise<AnswerOf<E> | FastifyReply>;

/** Puts endpoints of the contract on a server: their address, who may call them, what is checked, and what the document says. */
export type Serve = <E extends Endpoint>(endpoint: E, handler: Handler<E>) => void;

const names = new Map<Endpoint, string>(Object.entries(endpoints).map(([name, endpoint]) => [endpoint, name]));

/** Serves with this way of finding out who calls, on a server or on a scope of it. */
export function servingWith(authenticate: Authenticate): (server: Server) => Serve {
  return (server) => (endpoint, handler) => {
    const { method, path, consumes, produces, status = 200 } = endpoint;
    server.route({
      method,
      url: path,
      schema: schemaOf(endpoint),
      ...(endpoint.for.length > 0 && { onRequest: authenticate(endpoint.for) }),
      ...(isOptional(endpoint.body) && { preValidation: leftOut }),
      // What is no JSON is checked while it is read; its schema is there to be told.
      ...(consumes && { validatorCompiler: () => () => true }),
      // A stream has no head to be asked for alone.
      ...(produces && { exposeHeadRoute: false }),
      handler: (request, reply) => {
        if (status !== 200) reply.code(status);
        return handler(request as Call<typeof endpoint>, reply);
      },
    });
  };
}

/** Where nothing is required of a body, it may be left out. */
function isOptional(body: TSchema | undefined): boolean {
  return body !== undefined && Value.Check(body, {});
}

const leftOut: preValidationHookHandler = (request, _, done) => {
  request.body ??= {};
  done();
};

function schemaOf(endpoint: Endpoint): FastifySchema {
  const { tag, summary, description, query, headers, consumes, body } = endpoint;
  const ids = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, Id] as const);
  return {
    operationId: names.get(endpoint) ?? '',
    tags: [tag],
    summary,
    description,
    security: kindsOf(endpoint.for).map((kind) => ({ [kind]: [] })),
    ...(ids.length > 0 && { params: Type.Object(Object.fromEntries(ids)) }),
    ...(query && { querystring: query }),
    ...(headers && { headers }),
    ...(consumes && { consumes: [consumes] }),
    ...(body && { body }),
    response: answersOf(endpoint),
  };
}
