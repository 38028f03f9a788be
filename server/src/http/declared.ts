import type { ProblemCode } from '@soban/contract/vocabulary';
import type { FastifySchema, RouteOptions } from 'fastify';
import { refusals } from './answers.ts';
import { kindsLetIn } from './authenticate.ts';

/** The route's schema with what it can answer for no reason of its own, so that no route has to say it. */
export function declared(route: RouteOptions, schema: FastifySchema): FastifySchema {
  const kinds = kindsLetIn(route);
  const own = schema.response as Record<number, unknown> | undefined;
  return {
    ...schema,
    security: (kinds ?? []).map((kind) => ({ [kind]: [] })),
    response: { ...refusals(...refusalsOf(route, schema)), ...own },
  };
}

function refusalsOf(route: RouteOptions, { params, querystring, headers }: FastifySchema): ProblemCode[] {
  const kinds = kindsLetIn(route);
  const isRead = route.method === 'GET';
  const codes: [ProblemCode, boolean][] = [
    // What comes along with a change is read even where nothing is asked for.
    ['validation_failed', !isRead || [params, querystring, headers].some((part) => part !== undefined)],
    ['unauthenticated', kinds !== undefined],
    // The other kind of sign-in, or a change by cookie from another page.
    ['forbidden', kinds !== undefined && (kinds.length === 1 || !isRead)],
    ['not_found', params !== undefined],
    ['too_large', !isRead],
    ['unsupported_media_type', !isRead],
    ['rate_limited', route.url.startsWith('/api/')],
    ['unavailable', route.url.startsWith('/api/')],
  ];
  return codes.flatMap(([code, can]) => (can ? [code] : []));
}
