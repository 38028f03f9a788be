import Type from 'typebox';
import { StaffCall } from './calls.ts';
import { Order } from './orders.ts';
import { SessionSummary, Table } from './tables.ts';
import { Id, Nullable } from './wire.ts';

/**
 * A table as staff see it: its open session, that session's orders (newest first), what the kitchen still makes for parties that
 * have left (newest first), and its unacknowledged calls.
 */
export const BoardTable = Type.Object({
  ...Table.properties,
  session: Nullable(SessionSummary),
  orders: Type.Array(Order),
  leaving: Type.Array(Order),
  calls: Type.Array(StaffCall),
});
export type BoardTable = Type.Static<typeof BoardTable>;

/** The store at one moment; the stream resumed after `lastEventId` tells everything that happened since. */
export const Board = Type.Object({
  tables: Type.Array(BoardTable),
  /** Of the orders that wait, those that somebody has looked at. */
  seenOrderIds: Type.Array(Id),
  lastEventId: Type.String(),
});
export type Board = Type.Static<typeof Board>;
