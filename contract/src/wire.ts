import Type, { type TSchema } from 'typebox';
import { maxNoteLength } from './vocabulary.ts';

/** Text from outside, in code points: without NUL and halves of characters, which not every engine keeps. */
export function Text(length: { minLength?: number; maxLength: number }) {
  return Type.String({ ...length, pattern: '^[^\\u0000\\ud800-\\udfff]*$' });
}

/** An opaque id (UUIDv7 today; clients must not look inside). */
export const Id = Text({ minLength: 1, maxLength: 64 });

/** An instant: RFC 3339, UTC, with `Z`. */
export const Instant = Type.String({ format: 'date-time' });

/** Free text that a person types and another reads, at most 200 characters. */
export const Note = Text({ maxLength: maxNoteLength });

/** Why something is taken back, in words that a guest reads. */
export const Reason = Type.Intersect([Text({ maxLength: 200 }), Type.String({ pattern: '\\S' })]);

/** A person's password; bcrypt reads at most 72 bytes, so the server refuses longer ones instead of cutting them. */
export const Password = Type.String({ minLength: 1, maxLength: 200 });

/** `?limit=&cursor=` of every list that can grow. */
export const PageQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
});
export type PageQuery = Type.Static<typeof PageQuery>;

/** One page of a list; `nextCursor` is null at its end. */
export function Page<Item extends TSchema>(item: Item) {
  return Type.Object({
    items: Type.Array(item),
    nextCursor: Nullable(Type.String()),
  });
}

export function Nullable<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()]);
}

/** The answer that has no body. */
export const Nothing = Type.Unsafe<void>({ type: 'null', description: 'Done.' });
