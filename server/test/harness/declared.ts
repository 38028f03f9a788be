import type { Endpoint } from '@soban/contract/endpoint';
import * as endpoints from '@soban/contract/endpoints';
import { refusalsOf } from '@soban/contract/refusals';
import { problemStatus } from '@soban/contract/vocabulary';
import { isAt } from './openapi.ts';

const all: Endpoint[] = Object.values(endpoints);

/** Throws where an endpoint answers what it does not declare, or with a fault of ours; what is none may answer anything. */
export function expectDeclared(method: string, path: string, status: number): void {
  const endpoint = all.find((candidate) => candidate.method === method && isAt(candidate.path, path));
  if (!endpoint) return;
  const refused = [...refusalsOf(endpoint)].filter((code) => code !== 'internal').map((code) => problemStatus[code]);
  const declared = [endpoint.status ?? 200, ...(endpoint.tagged ? [304] : []), ...refused];
  if (declared.some((known) => known === status)) return;
  throw new Error(`${method} ${path} answered ${status}, which it does not declare: ${declared.join(', ')}`);
}
