import Type from 'typebox';
import { maxPartySize, unfinishedFates } from './vocabulary.ts';
import { Id, Instant, Nullable, Password, Reason, Text } from './wire.ts';

/** A numbered place in a store. */
export const Table = Type.Object({
  id: Id,
  number: Type.Integer({ minimum: 1, maximum: 9999 }),
  name: Type.String(),
});
export type Table = Type.Static<typeof Table>;

/** Four digits that those who sit there can read, and strangers cannot. */
export const VisitCode = Type.String({ minLength: 4, maxLength: 4, pattern: '^[0-9]{4}$' });

const PartySize = Nullable(Type.Integer({ minimum: 1, maximum: maxPartySize }));

/** A party's stay: from when it is seated, or its first order, until staff end it. Totals leave canceled orders out. */
export const SessionSummary = Type.Object({
  id: Id,
  startedAt: Instant,
  /** How many people sit there; null where nobody has said. */
  partySize: PartySize,
  /** Minor units. */
  total: Type.Integer(),
  orderCount: Type.Integer(),
  /** A guest's phone has opened it, and nobody has nodded yet: the kitchen does not see what is pending in it. */
  awaiting: Type.Optional(Type.Boolean()),
  /** What phones are asked for that join it; made where the store wanted it when the visit began. */
  code: Type.Optional(VisitCode),
});
export type SessionSummary = Type.Static<typeof SessionSummary>;

/** The visit that an order belongs to. `endedAt` is there where the party has left: what the kitchen still makes is packed. */
export const OrderSession = Type.Object({
  ...SessionSummary.properties,
  endedAt: Type.Optional(Instant),
});
export type OrderSession = Type.Static<typeof OrderSession>;

/** A visit that goes on, and where. */
export const OpenSession = Type.Object({
  ...SessionSummary.properties,
  tableId: Id,
  tableNumber: Type.Integer(),
});
export type OpenSession = Type.Static<typeof OpenSession>;

export const StartSession = Type.Object({ partySize: Type.Optional(PartySize) }, { additionalProperties: false });
export type StartSession = Type.Static<typeof StartSession>;

export const PatchSession = Type.Object({ partySize: PartySize }, { additionalProperties: false });
export type PatchSession = Type.Static<typeof PatchSession>;

/** The guests' history shows the reason; where none is given it says, in the store's language, that the visit has ended. */
export const EndSession = Type.Object(
  { unfinished: Type.Optional(Type.Enum([...unfinishedFates])), reason: Type.Optional(Reason) },
  { additionalProperties: false },
);
export type EndSession = Type.Static<typeof EndSession>;

/** A visit that is over. */
export const EndedSession = Type.Object({
  ...SessionSummary.properties,
  tableId: Id,
  endedAt: Instant,
});
export type EndedSession = Type.Static<typeof EndedSession>;

/** Where a party, or an order, has gone to. */
export const Place = Type.Object({ tableId: Id, tableNumber: Type.Integer() });
export type Place = Type.Static<typeof Place>;

/** A visit that is over at its table: ended, moved to another table, or merged into the visit of the party that sits there. */
export const SessionEnd = Type.Object({
  ...EndedSession.properties,
  movedTo: Type.Optional(Place),
  mergedInto: Type.Optional(Id),
});
export type SessionEnd = Type.Static<typeof SessionEnd>;

export const MoveSession = Type.Object({ tableId: Id }, { additionalProperties: false });
export type MoveSession = Type.Static<typeof MoveSession>;

/** The visit that goes on, with the orders of both. */
export const MergeSession = Type.Object({ into: Id }, { additionalProperties: false });
export type MergeSession = Type.Static<typeof MergeSession>;

/** Changing the password signs every device of the table out at once. */
export const PatchTable = Type.Object(
  {
    name: Type.Optional(Text({ maxLength: 40 })),
    password: Type.Optional(Password),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type PatchTable = Type.Static<typeof PatchTable>;

/** What the table's QR code says. The token is in the part of the address that browsers send to no server. */
export const TableQr = Type.Object({
  url: Type.String(),
  joinToken: Type.String(),
  /** Whether the operator has set the address (`PUBLIC_URL`); else it is the one that was called. */
  isAddressSet: Type.Boolean(),
});
export type TableQr = Type.Static<typeof TableQr>;

/** The QR codes of all tables, by their numbers. */
export const TableQrs = Type.Object({ items: Type.Array(Type.Object({ table: Table, ...TableQr.properties })) });
export type TableQrs = Type.Static<typeof TableQrs>;
