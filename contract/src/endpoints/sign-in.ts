import {
  ChangePassword,
  JoinedTable,
  Me,
  PublicKeys,
  Renewal,
  StaffLogin,
  StaffSignIn,
  TableJoin,
  TableLogin,
  TableSignIn,
} from '../auth.ts';
import { endpoint } from '../endpoint.ts';
import { staffRoles } from '../vocabulary.ts';
import { Nothing } from '../wire.ts';

const tag = 'Sign-in';

export const signInStaff = endpoint('POST /api/auth/admin/login', {
  tag,
  summary: 'Sign a staff member in',
  description:
    'A wrong store, username or password is answered alike. After five failures for an account, or twenty from an address, in a quarter of an hour: 429 with `Retry-After`.',
  for: [],
  body: StaffLogin,
  answer: StaffSignIn,
  refuses: ['unauthenticated'],
});

export const signInTable = endpoint('POST /api/auth/table/login', {
  tag,
  summary: 'Pair a device with a table',
  description:
    'A wrong store, table or password is answered alike, and guessing is slowed down as for staff. Devices of one table do not sign each other out.',
  for: [],
  body: TableLogin,
  answer: TableSignIn,
  refuses: ['unauthenticated'],
});

export const joinTable = endpoint('POST /api/auth/table/join', {
  tag,
  summary: 'Sign a guest’s phone in with what the table’s QR code carries',
  description:
    'It may do what the table’s tablet may, in the visit that goes on and no other: when that ends the sign-in is over. Where nobody sits there, it is good for the visit that the phone opens with its first order (`phoneOrdering`), and shows the menu until then. A token that is wrong or no longer printed is answered alike, 401. A phone that joins its visit again has the same sign-in renewed.',
  for: [],
  body: TableJoin,
  answer: JoinedTable,
  refuses: ['unauthenticated', 'code_required'],
});

export const renewSignIn = endpoint('POST /api/auth/refresh', {
  tag,
  summary: 'Renew a sign-in from now',
  description:
    'It lasts as long again as a new one, and its streams go on. So a tablet or a board in daily use never has to sign in again. The old token is good until its own end.',
  for: ['table', ...staffRoles],
  answer: Renewal,
});

export const signOut = endpoint('POST /api/auth/logout', {
  tag,
  summary: 'End this sign-in at once',
  description: 'Its token is dead from now on, and its streams are closed.',
  for: ['table', ...staffRoles],
  status: 204,
  answer: Nothing,
});

export const changePassword = endpoint('POST /api/auth/password', {
  tag,
  summary: 'Change one’s own password',
  description: 'At least 8 characters and at most 72 bytes in UTF-8. Every other sign-in of the same person ends.',
  for: staffRoles,
  body: ChangePassword,
  status: 204,
  answer: Nothing,
});

export const whoAmI = endpoint('GET /api/auth/me', {
  tag,
  summary: 'Who is calling',
  description: 'And until when, in which store.',
  for: ['table', ...staffRoles],
  answer: Me,
});

export const readPublicKeys = endpoint('GET /.well-known/jwks.json', {
  tag,
  summary: 'The public keys that tokens can be checked with',
  description: 'Empty where tokens are signed with a secret.',
  for: [],
  answer: PublicKeys,
});
