import { principalHeader } from '@soban/contract/vocabulary';
import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import type { Principal, StaffPrincipal, TablePrincipal } from '../principal.ts';
import { Refusal } from '../refusal.ts';

export type Kind = Principal['kind'];

export const cookieNames = { staff: 'soban_staff', table: 'soban_table' } as const;

/** What the routes ask before anything else: an `onRequest` that lets only the named kinds of principal in. */
export type Authenticate = (...kinds: Kind[]) => onRequestHookHandler;

export interface Verifier {
  /** The principal where the token is known already. */
  known(token: string): Principal | undefined;
  verify(token: string): Promise<Principal>;
}

export function authentication(verifier: Verifier, allowedOrigins: readonly string[]): Authenticate {
  return (...kinds) => {
    function admit(request: FastifyRequest, principal: Principal): void {
      if (!kinds.includes(principal.kind)) {
        throw new Refusal('forbidden', `This is for ${kinds.join(' or ')} sign-ins only.`);
      }
      request.principal = principal;
    }
    return (request: FastifyRequest, _: FastifyReply, done: (error?: Error) => void) => {
      try {
        const token = tokenOf(request, kinds, allowedOrigins);
        const known = verifier.known(token);
        if (known) {
          admit(request, known);
          return done();
        }
        verifier
          .verify(token)
          .then((principal) => {
            admit(request, principal);
            done();
          })
          .catch(done);
      } catch (error) {
        done(error as Error);
      }
    };
  };
}

/** The bearer token, or the cookie of the kind that the route is for. */
function tokenOf(request: FastifyRequest, kinds: readonly Kind[], allowedOrigins: readonly string[]): string {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const bearer = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (bearer === undefined) throw missing();
    return bearer;
  }
  const { cookies } = request;
  const named = request.headers[principalHeader];
  const preferred = kinds.find((kind) => kind === named) ?? kinds.find((kind) => cookies[cookieNames[kind]]);
  const other = kinds.includes('staff') ? cookies[cookieNames.table] : cookies[cookieNames.staff];
  const token = preferred ? cookies[cookieNames[preferred]] : other;
  if (token === undefined || token === '') throw missing();
  requireSameOrigin(request, allowedOrigins);
  return token;
}

/** A cookie goes along with a forged request too; its `Origin` shows where it was made. */
function requireSameOrigin(request: FastifyRequest, allowedOrigins: readonly string[]): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { origin } = request.headers;
  if (origin !== undefined && (hostOf(origin) === request.host || allowedOrigins.includes(origin))) return;
  throw new Refusal('forbidden', 'A change by cookie must come from the app itself.');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function missing(): Refusal {
  return new Refusal('unauthenticated', 'Sign in first.', { reason: 'missing' });
}

/** The calling table, on a route that lets only tables in. */
export function tableOf(request: FastifyRequest): TablePrincipal {
  if (request.principal?.kind !== 'table') throw missing();
  return request.principal;
}

/** The calling staff member, on a route that lets only staff in. */
export function staffOf(request: FastifyRequest): StaffPrincipal {
  if (request.principal?.kind !== 'staff') throw missing();
  return request.principal;
}

export function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw missing();
  return request.principal;
}

/** HttpOnly and SameSite=Strict; kept past its sign-in, so that the server can still say that it has expired. */
export function setSignInCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: Kind,
  token: string,
  expiresAt: number,
): void {
  const kept = 30 * 86_400;
  const maxAge = Math.ceil((expiresAt - Date.now()) / 1000) + kept;
  reply.setCookie(cookieNames[kind], token, { ...cookieOptions(request), maxAge });
}

export function clearSignInCookie(request: FastifyRequest, reply: FastifyReply, kind: Kind): void {
  reply.clearCookie(cookieNames[kind], cookieOptions(request));
}

function cookieOptions(request: FastifyRequest) {
  return { httpOnly: true, sameSite: 'strict', path: '/', secure: request.protocol === 'https' } as const;
}
