import { randomUUID } from 'node:crypto';
import type { Caller, Endpoint } from '@soban/contract/endpoint';
import * as endpoints from '@soban/contract/endpoints';
import { Problem } from '@soban/contract/problem';
import { managingRoles } from '@soban/contract/vocabulary';
import type { TestApp } from '../harness/app-harness.ts';
import type { Answer, Client } from '../harness/client.ts';
import { type Document, type Operation, operationsOf } from '../harness/openapi.ts';
import { sampleRequest, unknownId } from './sample.ts';

/** Who may call each operation, as the contract says. */
export const whoMayCall = new Map<string, readonly Caller[]>(
  Object.values<Endpoint>(endpoints).map((each) => [
    `${each.method} ${each.path.replaceAll(/:(\w+)/g, '{$1}')}`,
    // The sample of a change to a dish changes its price too, which is not for everybody on the staff.
    each === endpoints.changeMenuItem ? managingRoles : each.for,
  ]),
);
/** Who may call it; nobody in particular where anybody may. */
export const mayCall = ({ call }: Operation) => whoMayCall.get(call) ?? [];
export const may = (operation: Operation, caller: Caller) => mayCall(operation).includes(caller);
export const isRead = ({ method }: Operation) => method === 'GET';

/** The operations of the served document: those that ask for a sign-in, and those that anybody may call. */
export async function operationsServedBy({ anyone }: TestApp) {
  const all = operationsOf(JSON.parse((await anyone.get('/api/openapi.json')).text) as Document);
  const { guarded = [], open = [] } = Object.groupBy(all, (each) => (mayCall(each).length > 0 ? 'guarded' : 'open'));
  return { all, guarded, open };
}

/** Each time from another place, so that no sign-in is throttled for another's failure. */
export function somewhere({ anyone }: TestApp): () => Client {
  let places = 0;
  return () => anyone.with({ 'x-forwarded-for': `10.1.${(places += 1) >> 8}.${places & 255}` });
}

/** The operation's sample, as this client; the ids in it are of nothing unless one is given. */
export function ask(client: Client, operation: Operation, id = unknownId): Promise<Answer> {
  const { path, headers, body } = sampleRequest(operation, id);
  // One key is one intent.
  const named = 'idempotency-key' in headers ? { ...headers, 'idempotency-key': randomUUID() } : headers;
  return client.with(named).send(operation.method, path, body);
}

/** What a credential comes to at an operation, in a word or two. */
function verdict(answer: Answer): string {
  const { status, text } = answer;
  if (status !== 401 && status !== 403) return status < 500 ? 'let in' : `${status} ${text}`;
  const { code, reason } = answer.as(Problem, status);
  return reason === undefined ? code : `${code}: ${reason}`;
}

export const callsOf = (some: readonly Operation[], is: (operation: Operation) => string) =>
  Object.fromEntries(some.map((operation) => [operation.call, is(operation)]));

/** The operations' verdicts on what `as` presents at each. */
export async function verdictsOf(
  operations: readonly Operation[],
  as: (operation: Operation) => Client | Promise<Client>,
): Promise<Record<string, string>> {
  const all = operations.map(async (operation): Promise<[string, string]> => {
    const answer = await ask(await as(operation), operation);
    if (answer.status === 401) answer.refused('unauthenticated');
    if (answer.status === 403) answer.refused('forbidden');
    return [operation.call, verdict(answer)];
  });
  return Object.fromEntries(await Promise.all(all));
}
