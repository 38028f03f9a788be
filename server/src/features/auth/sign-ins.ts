import { LRUCache } from 'lru-cache';
import { clock } from '../../clock.ts';
import type { Connection, Database } from '../../db/database.ts';
import { newId } from '../../ids.ts';
import type { Hub } from '../../live/hub.ts';
import type { Principal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { extendSignIn, findRevoked, findSignIn, insertSignIn, revokeSignIn, revokeSignInsOf } from './sign-in-store.ts';
import type { Tokens } from './tokens.ts';

export interface SignInDeps {
  database: Database;
  tokens: Tokens;
  hub: Hub;
  /** How long a sign-in of each kind lasts, in milliseconds. */
  lifetime: { staff: number; table: number };
}

type Subject = { storeId: string } & (
  | { kind: 'table'; tableId: string }
  | { kind: 'staff'; staffId: string; role: 'owner' | 'manager' | 'staff' }
);

export interface IssuedToken {
  token: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** Milliseconds between checks of everybody known here: so late at most, another process's revocation counts. */
const recheckInterval = 5000;
/** Sign-ins asked about in one query. */
const recheckBatch = 500;

/** Who is signed in: tokens are checked against the database once and then known here until they are revoked. */
export class SignIns {
  readonly #deps: SignInDeps;
  readonly #byToken = new LRUCache<string, { principal: Principal; until: number }>({ max: 20_000 });
  readonly #byId = new LRUCache<string, Principal>({ max: 20_000 });
  /** Revoked here: a sign-in that was being loaded meanwhile must not come back to life. */
  readonly #dead = new LRUCache<string, true>({ max: 20_000 });

  constructor(deps: SignInDeps) {
    this.#deps = deps;
  }

  async begin(subject: Subject): Promise<IssuedToken> {
    const { database, tokens, lifetime } = this.#deps;
    const now = clock.now();
    const id = newId();
    const expiresAt = now + lifetime[subject.kind];
    await database.transaction((tx) =>
      insertSignIn(tx, {
        id,
        store_id: subject.storeId,
        kind: subject.kind,
        subject_id: subject.kind === 'table' ? subject.tableId : subject.staffId,
        expires_at: expiresAt,
        revoked_at: null,
        created_at: now,
      }),
    );
    return { token: await tokens.sign({ signInId: id, expiresAt }), expiresAt };
  }

  /** The principal at once where the token is known and good: the hot path stays in one turn. */
  known(token: string): Principal | undefined {
    const known = this.#byToken.get(token);
    return known && known.until > clock.now() ? known.principal : undefined;
  }

  /** Whose token this is; throws `unauthenticated` with its reason. */
  async verify(token: string): Promise<Principal> {
    const claims = await this.#deps.tokens.verify(token);
    if (claims === 'expired') throw unauthenticated('expired', 'The sign-in has expired. Sign in again.');
    if (claims === 'invalid') throw unauthenticated('invalid', 'This is not a valid sign-in.');
    const principal = this.#byId.get(claims.signInId) ?? (await this.#load(claims.signInId));
    if (this.#dead.has(claims.signInId)) throw unauthenticated('revoked', 'The sign-in was ended. Sign in again.');
    this.#byToken.set(token, { principal, until: claims.expiresAt });
    return principal;
  }

  /** Renews a table's sign-in for another lifetime from now; a person's ends when it ends, and is answered as it is. */
  async renew(principal: Principal): Promise<IssuedToken> {
    const { database, tokens, lifetime } = this.#deps;
    const isTable = principal.kind === 'table';
    const expiresAt = isTable ? clock.now() + lifetime.table : principal.expiresAt;
    const extended = await database.transaction((tx) => extendSignIn(tx, principal.signInId, expiresAt));
    if (!extended) throw unauthenticated('revoked', 'The sign-in was ended.');
    principal.expiresAt = expiresAt;
    return { token: await tokens.sign({ signInId: principal.signInId, expiresAt }), expiresAt };
  }

  async end(principal: Principal): Promise<void> {
    await this.#deps.database.transaction((tx) => revokeSignIn(tx, principal.signInId, clock.now()));
    this.forget([principal.signInId]);
  }

  /** Inside the caller's transaction; call `forget` with the answer once it has committed. */
  revokeAll(tx: Connection, subjectId: string, stays?: string): Promise<string[]> {
    return revokeSignInsOf(tx, subjectId, clock.now(), stays);
  }

  /** The sign-ins are dead from here on: their tokens, and their streams. */
  forget(signInIds: readonly string[]): void {
    if (signInIds.length === 0) return;
    const dead = new Set(signInIds);
    for (const id of dead) {
      this.#dead.set(id, true);
      this.#byId.delete(id);
    }
    for (const [token, { principal }] of this.#byToken.entries()) {
      if (dead.has(principal.signInId)) this.#byToken.delete(token);
    }
    this.#deps.hub.closeStreamsOf(dead);
  }

  /** Keeps asking which of the known sign-ins another process (the command line) has ended; answers how to stop it. */
  startRechecks(onError: (error: unknown) => void): () => void {
    const timer = setInterval(() => void this.recheck().catch(onError), recheckInterval);
    timer.unref();
    return () => clearInterval(timer);
  }

  async recheck(): Promise<void> {
    const { database, hub } = this.#deps;
    const ids = [...new Set([...this.#byId.keys(), ...hub.signInIds()])];
    for (let at = 0; at < ids.length; at += recheckBatch) {
      this.forget(await findRevoked(database.read, ids.slice(at, at + recheckBatch)));
    }
  }

  async #load(signInId: string): Promise<Principal> {
    const row = await findSignIn(this.#deps.database.read, signInId);
    if (!row) throw unauthenticated('invalid', 'This is not a valid sign-in.');
    if (row.revoked_at !== null) throw unauthenticated('revoked', 'The sign-in was ended. Sign in again.');
    const base = { signInId, storeId: row.store_id, expiresAt: Number(row.expires_at) };
    if (base.expiresAt <= clock.now()) throw unauthenticated('expired', 'The sign-in has expired. Sign in again.');
    const principal = principalOf(base, row);
    this.#byId.set(signInId, principal);
    return principal;
  }
}

function principalOf(
  base: Pick<Principal, 'signInId' | 'storeId' | 'expiresAt'>,
  row: NonNullable<Awaited<ReturnType<typeof findSignIn>>>,
): Principal {
  if (row.kind === 'table') return { ...base, kind: 'table', tableId: row.subject_id };
  if (row.role === null) throw unauthenticated('revoked', 'This account is gone.');
  return { ...base, kind: 'staff', staffId: row.subject_id, role: row.role };
}

function unauthenticated(reason: 'expired' | 'revoked' | 'invalid', detail: string): Refusal {
  return new Refusal('unauthenticated', detail, { reason });
}
