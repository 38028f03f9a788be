import type { Endpoint } from './endpoint.ts';
import { type ProblemCode, staffRoles } from './vocabulary.ts';

/** All that an endpoint may refuse: its own reasons, and those that follow from who may call it, what it takes and who serves it. */
export function refusalsOf({ method, path, for: callers, query, headers, refuses = [] }: Endpoint): Set<ProblemCode> {
  const codes = new Set<ProblemCode>(refuses);
  const add = (...more: ProblemCode[]) => more.forEach((code) => codes.add(code));
  const isChange = method !== 'GET';
  const isForAll = callers.includes('table') && staffRoles.every((role) => callers.includes(role));
  if (callers.length > 0) add('unauthenticated');
  // A sign-in of the wrong kind or role; a change by a cookie from somewhere else.
  if (callers.length > 0 && (isChange || !isForAll)) add('forbidden');
  if (path.includes(':')) add('validation_failed', 'not_found');
  if (query || headers || isChange) add('validation_failed');
  if (isChange) add('too_large', 'unsupported_media_type');
  // Whether the server is well may be asked without end.
  if (!path.startsWith('/health')) add('rate_limited');
  if (path.startsWith('/api/')) add('unavailable', 'internal');
  return codes;
}
