import type { Me, PublicKey } from '@soban/contract/auth';
import * as endpoints from '@soban/contract/endpoints';
import type { FastifyRequest } from 'fastify';
import { addressKey } from '../../http/address-key.ts';
import { clearSignInCookie, credentialIn, setSignInCookie } from '../../http/credentials.ts';
import { deviceOf, setDeviceCookie } from '../../http/device-cookie.ts';
import type { Serve } from '../../http/serve.ts';
import { Refusal } from '../../refusal.ts';
import { getStaff } from '../staff/staff-rows.ts';
import { getStore } from '../store/store-rows.ts';
import { getTable } from '../tables/table-rows.ts';
import type { Caller } from './attempt-counts.ts';
import { type ChangePasswordDeps, changePassword } from './change-password.ts';
import { type JoinDeps, joinTable } from './join-table.ts';
import { type SignInDeps, signInStaff, signInTable, wire } from './sign-in.ts';

interface AuthDeps extends SignInDeps, JoinDeps, ChangePasswordDeps {
  /** What others can check this server's tokens with. */
  publicKeys: readonly PublicKey[];
}

/** Seconds that a public key may be kept. */
const keysMaxAge = 300;

export function authRoutes(serve: Serve, deps: AuthDeps): void {
  const { db, signIns } = deps;

  serve(endpoints.signInStaff, async (request, reply) => {
    const caller = callerOf(request);
    const answer = await signInStaff(deps, request.body, caller);
    setSignInCookie(request, reply, 'staff', answer.token, Date.parse(answer.expiresAt));
    setDeviceCookie(request, reply, caller.device);
    return answer;
  });

  serve(endpoints.signInTable, async (request, reply) => {
    const caller = callerOf(request);
    const answer = await signInTable(deps, request.body, caller);
    setSignInCookie(request, reply, 'table', answer.token, Date.parse(answer.expiresAt));
    setDeviceCookie(request, reply, caller.device);
    return answer;
  });

  serve(endpoints.joinTable, async (request, reply) => {
    const caller = callerOf(request);
    setDeviceCookie(request, reply, caller.device);
    const token = credentialIn(request.headers, ['table'])?.token;
    const known = token === undefined ? undefined : await signIns.verify(token).catch(ifRefused);
    const answer = await joinTable(deps, request.body, caller, known);
    setSignInCookie(request, reply, 'table', answer.token, Date.parse(answer.expiresAt));
    return answer;
  });

  serve(endpoints.renewSignIn, async (request, reply) => {
    const { principal } = request;
    const renewed = await signIns.renew(principal);
    setSignInCookie(request, reply, principal.kind, renewed.token, renewed.expiresAt);
    return wire(renewed);
  });

  serve(endpoints.signOut, async (request, reply) => {
    await signIns.end(request.principal);
    clearSignInCookie(request, reply, request.principal.kind);
  });

  serve(endpoints.changePassword, (request) =>
    changePassword(deps, request.principal, request.body, callerOf(request)),
  );

  serve(endpoints.whoAmI, async ({ principal }): Promise<Me> => {
    const { storeId } = principal;
    const store = await getStore(db, storeId);
    const expiresAt = new Date(principal.expiresAt).toISOString();
    if (principal.kind === 'table') {
      const table = await getTable(db, storeId, principal.tableId);
      return { kind: 'table', phone: principal.phone !== null, table, store, expiresAt };
    }
    const { id, username, role } = await getStaff(db, storeId, principal.staffId);
    return { kind: 'staff', staff: { id, username, role }, store, expiresAt };
  });

  serve(endpoints.readPublicKeys, (_, reply) => {
    reply.header('cache-control', `public, max-age=${keysMaxAge}`);
    return { keys: [...deps.publicKeys] };
  });
}

/** A sign-in that is over is none. */
function ifRefused(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error;
}

function callerOf(request: Pick<FastifyRequest, 'headers' | 'ip' | 'raw'>): Caller {
  const { socket } = request.raw;
  return { address: addressKey(request.ip), device: deviceOf(request), isGone: () => socket.destroyed };
}
