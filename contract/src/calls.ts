import Type from 'typebox';
import { callReasons } from './vocabulary.ts';
import { Id, Instant, Note, Nullable } from './wire.ts';

export const CallReason = Type.Enum([...callReasons]);

export const PlaceCall = Type.Object(
  { reason: CallReason, note: Type.Optional(Nullable(Note)) },
  { additionalProperties: false },
);
export type PlaceCall = Type.Static<typeof PlaceCall>;

/** A guest's request for a person, shown on the board until somebody acknowledges it. */
export const StaffCall = Type.Object({
  id: Id,
  tableId: Id,
  tableNumber: Type.Integer(),
  reason: CallReason,
  note: Nullable(Type.String()),
  createdAt: Instant,
  acknowledgedAt: Nullable(Instant),
});
export type StaffCall = Type.Static<typeof StaffCall>;

/** A table's calls that nobody has acknowledged yet, oldest first. */
export const OpenCalls = Type.Object({ items: Type.Array(StaffCall) });
export type OpenCalls = Type.Static<typeof OpenCalls>;
