import {
  ChangePassword,
  Me,
  type PublicKey,
  PublicKeys,
  Renewal,
  StaffLogin,
  StaffSignIn,
  TableLogin,
  TableSignIn,
} from '@soban/contract/auth';
import { nothing, refusals } from '../../http/answers.ts';
import { type Authenticate, principalOf, staffOf } from '../../http/authenticate.ts';
import { clearSignInCookie, setSignInCookie } from '../../http/credentials.ts';
import type { Server } from '../../http/server.ts';
import { getStaff } from '../staff/staff-store.ts';
import { getStore } from '../store/store-store.ts';
import { getTable } from '../tables/table-store.ts';
import { type ChangePasswordDeps, changePassword } from './change-password.ts';
import { type SignInDeps, signInStaff, signInTable, wire } from './sign-in.ts';

interface AuthDeps extends SignInDeps, ChangePasswordDeps {
  /** What others can check this server's tokens with. */
  publicKeys: readonly PublicKey[];
}

/** Seconds that a public key may be kept. */
const keysMaxAge = 300;

export function authRoutes(server: Server, authenticate: Authenticate, deps: AuthDeps): void {
  const { db, signIns } = deps;
  const tags = ['Sign-in'];
  const wrong = refusals('unauthenticated');

  server.post(
    '/api/auth/admin/login',
    { schema: { tags, summary: 'Sign a staff member in', body: StaffLogin, response: { 200: StaffSignIn, ...wrong } } },
    async (request, reply) => {
      const answer = await signInStaff(deps, request.body, request.ip);
      setSignInCookie(request, reply, 'staff', answer.token, Date.parse(answer.expiresAt));
      return answer;
    },
  );

  server.post(
    '/api/auth/table/login',
    {
      schema: {
        tags,
        summary: 'Pair a device with a table',
        body: TableLogin,
        response: { 200: TableSignIn, ...wrong },
      },
    },
    async (request, reply) => {
      const answer = await signInTable(deps, request.body, request.ip);
      setSignInCookie(request, reply, 'table', answer.token, Date.parse(answer.expiresAt));
      return answer;
    },
  );

  server.post(
    '/api/auth/refresh',
    {
      onRequest: authenticate('staff', 'table'),
      schema: {
        tags,
        summary: 'Renew a table’s sign-in from now',
        description:
          'A tablet in daily use never has to be paired again. Staff sign-ins end when they end: they are answered as they are.',
        response: { 200: Renewal },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const renewed = await signIns.renew(principal);
      setSignInCookie(request, reply, principal.kind, renewed.token, renewed.expiresAt);
      return wire(renewed);
    },
  );

  server.post(
    '/api/auth/logout',
    {
      onRequest: authenticate('staff', 'table'),
      schema: { tags, summary: 'End this sign-in at once', response: { 204: nothing } },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      await signIns.end(principal);
      clearSignInCookie(request, reply, principal.kind);
      return reply.code(204).send();
    },
  );

  server.post(
    '/api/auth/password',
    {
      onRequest: authenticate('staff'),
      schema: {
        tags,
        summary: 'Change one’s own password',
        body: ChangePassword,
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      await changePassword(deps, staffOf(request), request.body, request.ip);
      return reply.code(204).send();
    },
  );

  server.get(
    '/api/auth/me',
    {
      onRequest: authenticate('staff', 'table'),
      schema: { tags, summary: 'Who is calling', response: { 200: Me } },
    },
    async (request): Promise<Me> => {
      const principal = principalOf(request);
      const { storeId } = principal;
      const store = await getStore(db, storeId);
      const expiresAt = new Date(principal.expiresAt).toISOString();
      if (principal.kind === 'table') {
        return { kind: 'table', table: await getTable(db, storeId, principal.tableId), store, expiresAt };
      }
      const { id, username, role } = await getStaff(db, storeId, principal.staffId);
      return { kind: 'staff', staff: { id, username, role }, store, expiresAt };
    },
  );

  server.get(
    '/.well-known/jwks.json',
    {
      schema: {
        tags,
        summary: 'The public keys that tokens can be checked with',
        description: 'Empty where tokens are signed with a secret.',
        response: { 200: PublicKeys },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', `public, max-age=${keysMaxAge}`);
      return { keys: [...deps.publicKeys] };
    },
  );
}
