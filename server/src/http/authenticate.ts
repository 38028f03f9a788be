import type { Caller } from '@soban/contract/endpoint';
import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import type { Principal } from '../principal.ts';
import { Refusal } from '../refusal.ts';
import { credentialIn, type Kind } from './credentials.ts';

/** What is asked before anything else: an `onRequest` that lets only these callers in. */
export type Authenticate = (callers: readonly Caller[]) => onRequestHookHandler;

export interface Verifier {
  /** The principal where the token is known already. */
  known(token: string): Principal | undefined;
  /** Whose token it was when it was last looked at: good for counting, and not for letting in. */
  seen(token: string): Principal | undefined;
  verify(token: string): Promise<Principal>;
}

/** The kinds of sign-in that these callers have. */
export function kindsOf(callers: readonly Caller[]): Kind[] {
  const isForStaff = callers.some((caller) => caller !== 'table');
  return [...(isForStaff ? ['staff' as const] : []), ...(callers.includes('table') ? ['table' as const] : [])];
}

export function authentication(verifier: Verifier, allowedOrigins: readonly string[]): Authenticate {
  return (callers) => {
    const kinds = kindsOf(callers);
    // A sign-in of the other kind is told that it is the wrong one, not that it is none.
    const order: Kind[] = [...kinds, kinds.includes('staff') ? 'table' : 'staff'];

    function admit(request: FastifyRequest, principal: Principal): void {
      if (!kinds.includes(principal.kind)) {
        throw new Refusal('forbidden', `This is for ${kinds.join(' or ')} sign-ins only.`);
      }
      if (principal.kind === 'staff' && !callers.includes(principal.role)) {
        throw new Refusal('forbidden', `Only ${callers.join(' or ')} may do this.`);
      }
      request.principal = principal;
    }

    return (request: FastifyRequest, _: FastifyReply, done: (error?: Error) => void) => {
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
  };
}

/**
 * A state change by cookie has to come from a page of ours: its `Origin` shows where it was made. Hosts are compared and not
 * schemes: behind a proxy that ends TLS, a page of `https` calls a server of `http`.
 */
function requireSameOrigin(request: FastifyRequest, allowedOrigins: readonly string[]): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { origin } = request.headers;
  if (origin !== undefined && (hostOf(origin) === request.host || allowedOrigins.includes(origin))) return;
  throw new Refusal('forbidden', 'A change by cookie must come from the app itself.');
}

function hostOf(origin: string): string | undefined {
  if (!URL.canParse(origin)) return undefined;
  const { host, origin: whole, protocol } = new URL(origin);
  return origin === whole && (protocol === 'http:' || protocol === 'https:') ? host : undefined;
}

function missing(): Refusal {
  return new Refusal('unauthenticated', 'Sign in first.', { reason: 'missing' });
}
