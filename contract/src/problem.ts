import Type from 'typebox';
import { type ProblemCode, problemStatus } from './vocabulary.ts';
import { Instant, Nullable } from './wire.ts';

const problemCodes = Object.keys(problemStatus) as ProblemCode[];

/** One field that is wrong: `path` is a JSON pointer into the request's body, or the name of a header or query parameter. */
export const FieldError = Type.Object({
  path: Type.String(),
  message: Type.String(),
});
export type FieldError = Type.Static<typeof FieldError>;

/** What cannot be had in a refused order: an item, or one of its options. */
export const SoldOut = Type.Object({
  menuItemId: Type.String(),
  name: Type.String(),
  optionId: Type.Optional(Type.String()),
});
export type SoldOut = Type.Static<typeof SoldOut>;

/** Every error's body: RFC 9457 `application/problem+json`. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  code: Type.Enum(problemCodes),
  requestId: Type.String(),
  errors: Type.Optional(Type.Array(FieldError)),
  /** With `price_changed`: what the order would cost now, in minor units. */
  total: Type.Optional(Type.Integer()),
  /** With `unauthenticated`: why the sign-in does not count. */
  reason: Type.Optional(Type.Enum(['missing', 'invalid', 'expired', 'revoked'])),
  /** With `sold_out`: what cannot be had. With `store_closed`: what is paused, where not everything is. */
  items: Type.Optional(Type.Array(SoldOut)),
  /** With `store_closed`: when it can be ordered again; null where nobody knows yet. */
  until: Type.Optional(Nullable(Instant)),
});
export type Problem = Type.Static<typeof Problem>;
