import { Problem } from '@soban/contract/problem';
import { type ProblemCode, problemStatus } from '@soban/contract/vocabulary';
import Type, { type TSchema } from 'typebox';

/** The refusals of a route, for its `response` schema: what may come back beside success. */
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

/** 204 */
export const nothing = Type.Unsafe<void>(Type.Null({ description: 'Done.' }));
