import { Problem } from '@soban/contract/problem';
import { type ProblemCode, problemStatus } from '@soban/contract/vocabulary';
import Type, { type TSchema } from 'typebox';

/** What a route may refuse with for reasons of its own, for its `response` schema; `declared` adds what holds for every route. */
export function refusals(...codes: ProblemCode[]): Record<number, TSchema> {
  const byStatus = Map.groupBy(codes, (code) => problemStatus[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [status, Type.Unsafe<Problem>({ ...Problem, description: same.join(', ') })]),
  );
}

/** An answer that the handler has as the JSON's bytes already: described by its schema, sent as it is. */
export function asBytes(schema: TSchema) {
  return Type.Unsafe<Buffer>(schema);
}

/** A live stream, which is no JSON. */
export const eventStream = {
  description: 'The stream, for as long as it lasts.',
  content: { 'text/event-stream': { schema: Type.String() } },
};

/** 304 */
export const unchanged = Type.Unsafe<void>(Type.Null({ description: 'Nothing has changed since.' }));

/** 204 */
export const nothing = Type.Unsafe<void>(Type.Null({ description: 'Done.' }));
