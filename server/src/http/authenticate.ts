import type { FastifyReply, FastifyRequest, onRequestHookHandler, RouteOptions } from 'fastify';
import type { Principal, StaffPrincipal, TablePrincipal } from '../principal.ts';
import { Refusal } from '../refusal.ts';
import { credentialIn, type Kind } from './credentials.ts';

/** What the routes ask before anything else: an `onRequest` that lets only the named kinds of principal in. */
export type Authenticate = (...kinds: Kind[]) => onRequestHookHandler;

/** Whom each of these hooks lets in, for what is told of its route. */
const letIn = new WeakMap<object, readonly Kind[]>();

/** The kinds of sign-in that a route takes; undefined: it asks for none. */
export function kindsLetIn({ onRequest }: Pick<RouteOptions, 'onRequest'>): readonly Kind[] | undefined {
  const hooks = onRequest === undefined ? [] : [onRequest].flat();
  return hooks.map((hook) => letIn.get(hook)).find((kinds) => kinds !== undefined);
}

export interface Verifier {
  /** The principal where the token is known already. */
  known(token: string): Principal | undefined;
  /** Whose token it was when it was last looked at: good for counting, and not for letting in. */
  seen(token: string): Principal | undefined;
  verify(token: string): Promise<Principal>;
}

export function authentication(verifier: Verifier, allowedOrigins: readonly string[]): Authenticate {
  return (...kinds) => {
    // A sign-in of the other kind is told that it is the wrong one, not that it is none.
    const order: Kind[] = [...kinds, kinds.includes('staff') ? 'table' : 'staff'];

    function admit(request: FastifyRequest, principal: Principal): void {
      if (!kinds.includes(principal.kind)) {
        throw new Refusal('forbidden', `This is for ${kinds.join(' or ')} sign-ins only.`);
      }
      request.principal = principal;
    }

    const hook = (request: FastifyRequest, _: FastifyReply, done: (error?: Error) => void) => {
      try {
        const credential = credentialIn(request.headers, order);
        if (!credential) throw missing();
        if (credential.isCookie) requireSameOrigin(request, allowedOrigins);
        const known = verifier.known(credential.token);
        if (!known) {
          verifier
            .verify(credential.token)
            .then((principal) => {
              admit(request, principal);
              done();
            })
            .catch(done);
          return;
        }
        admit(request, known);
      } catch (error) {
        done(error as Error);
        return;
      }
      done();
    };
    letIn.set(hook, kinds);
    return hook;
  };
}

/** A state change by cookie has to come from a page of ours: its `Origin` shows where it was made. */
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
