import Type from 'typebox';
import { Store } from './store.ts';
import { SessionSummary, Table, VisitCode } from './tables.ts';
import { staffRoles } from './vocabulary.ts';
import { Id, Instant, Nullable, Password, Text } from './wire.ts';

export const StaffRole = Type.Enum([...staffRoles]);

export const Staff = Type.Object({
  id: Id,
  username: Type.String(),
  role: StaffRole,
});
export type Staff = Type.Static<typeof Staff>;

const StoreCode = Text({ minLength: 1, maxLength: 40 });

export const StaffLogin = Type.Object(
  {
    storeCode: StoreCode,
    username: Text({ minLength: 1, maxLength: 60 }),
    password: Password,
  },
  { additionalProperties: false },
);
export type StaffLogin = Type.Static<typeof StaffLogin>;

export const TableLogin = Type.Object(
  {
    storeCode: StoreCode,
    tableNumber: Type.Integer({ minimum: 1, maximum: 9999 }),
    password: Password,
  },
  { additionalProperties: false },
);
export type TableLogin = Type.Static<typeof TableLogin>;

const signIn = { token: Type.String(), expiresAt: Instant, store: Store };

export const StaffSignIn = Type.Object({ ...signIn, staff: Staff });
export type StaffSignIn = Type.Static<typeof StaffSignIn>;

export const TableSignIn = Type.Object({ ...signIn, table: Table });
export type TableSignIn = Type.Static<typeof TableSignIn>;

/** What a table's QR code carries; nobody can guess one. */
export const JoinToken = Type.String({ minLength: 16, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' });

/** `code` is what the visit's tablet and the board show, where the store wants it asked. */
export const TableJoin = Type.Object(
  { joinToken: JoinToken, code: Type.Optional(VisitCode) },
  { additionalProperties: false },
);
export type TableJoin = Type.Static<typeof TableJoin>;

/** A phone's sign-in; it is of the visit that goes on or, where nobody sits there yet, of the one that the phone will open. */
export const JoinedTable = Type.Object({ ...TableSignIn.properties, session: Nullable(SessionSummary) });
export type JoinedTable = Type.Static<typeof JoinedTable>;

/** Who is calling. */
export const Me = Type.Union([
  Type.Object({
    kind: Type.Literal('staff'),
    staff: Staff,
    store: Store,
    expiresAt: Instant,
  }),
  Type.Object({
    kind: Type.Literal('table'),
    /** Whether it is a guest's phone, whose sign-in ends with its visit, and not the table's own tablet. */
    phone: Type.Boolean(),
    table: Table,
    store: Store,
    expiresAt: Instant,
  }),
]);
export type Me = Type.Static<typeof Me>;

/** One's own password; every other sign-in of the same person ends. */
export const ChangePassword = Type.Object(
  { currentPassword: Password, password: Password },
  { additionalProperties: false },
);
export type ChangePassword = Type.Static<typeof ChangePassword>;

/** A renewed sign-in. */
export const Renewal = Type.Object({ token: Type.String(), expiresAt: Instant });
export type Renewal = Type.Static<typeof Renewal>;

/** A key that tokens can be checked with (RFC 7517). */
const PublicKey = Type.Object({
  kty: Type.Literal('RSA'),
  kid: Type.String({ description: 'The key’s RFC 7638 thumbprint; a token’s header names it' }),
  use: Type.Literal('sig'),
  alg: Type.Enum(['RS256', 'RS384', 'RS512']),
  n: Type.String(),
  e: Type.String(),
});
export type PublicKey = Type.Static<typeof PublicKey>;

export const PublicKeys = Type.Object({ keys: Type.Array(PublicKey) });
