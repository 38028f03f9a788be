import { ChangePassword, Me, PublicKeys, Renewal, StaffLogin, StaffSignIn, TableLogin, TableSignIn } from '../auth.ts';
import { endpoint } from '../endpoint.ts';
import { staffRoles } from '../vocabulary.ts';
import { Nothing } from '../wire.ts';

const tag = 'Sign-in';

export const signInStaff = endpoint('POST /api/auth/admin/login', {
  tag,
  summary: 'Sign a staff member in',
  for: [],
  body: StaffLogin,
  answer: StaffSignIn,
  refuses: ['unauthenticated'],
});

export const signInTable = endpoint('POST /api/auth/table/login', {
  tag,
  summary: 'Pair a device with a table',
  for: [],
  body: TableLogin,
  answer: TableSignIn,
  refuses: ['unauthenticated'],
});

export const renewSignIn = endpoint('POST /api/auth/refresh', {
  tag,
  summary: 'Renew a table’s sign-in from now',
  description:
    'A tablet in daily use never has to be paired again. Staff sign-ins end when they end: they are answered as they are.',
  for: ['table', ...staffRoles],
  answer: Renewal,
});

export const signOut = endpoint('POST /api/auth/logout', {
  tag,
  summary: 'End this sign-in at once',
  for: ['table', ...staffRoles],
  status: 204,
  answer: Nothing,
});

export const changePassword = endpoint('POST /api/auth/password', {
  tag,
  summary: 'Change one’s own password',
  for: staffRoles,
  body: ChangePassword,
  status: 204,
  answer: Nothing,
});

export const whoAmI = endpoint('GET /api/auth/me', {
  tag,
  summary: 'Who is calling',
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
