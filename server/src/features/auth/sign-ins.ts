import type { StaffRole } from '@soban/contract/vocabulary';
import { LRUCache } from 'lru-cache';
import { clock } from '../../clock.ts';
import type { Connection, Database } from '../../db/database.ts';
import { newId } from '../../ids.ts';
import type { Hub } from '../../live/hub.ts';
import type { Transport } from '../../live/transport.ts';
import type { Phone, Principal } from '../../principal.ts';
import { Refusal, visitOver } from '../../refusal.ts';
import { every } from '../../waiting/every.ts';
import { Outage } from '../../waiting/outage.ts';
import {
  extendSignIn,
  type FoundSignIn,
  findSignIn,
  findSignIns,
  insertSignIn,
  revokeSignIn,
  revokeSignInsOf,
  revokeWaitingPhones,
} from './sign-in-rows.ts';
import type { Tokens } from './tokens.ts';

export interface SignInDeps {
  database: Database;
  tokens: Tokens;
  hub: Hub;
  /** Tells the other instances which sign-ins have ended here, and hears which have ended there. */
  transport: Transport;
  /** How long a sign-in of each kind lasts, in milliseconds. */
  lifetime: { staff: number; table: number };
}

type Subject = { storeId: string } & (
  | { kind: 'table'; tableId: string }
  | { kind: 'phone'; tableId: string; visitId: string }
  | { kind: 'staff'; staffId: string; role: StaffRole }
);

export interface IssuedToken {
  token: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** Milliseconds between looks at who has to be checked. */
const lookInterval = 1000;
/** Every so many looks everybody known here is checked: what another process has ended counts so late at most. */
const looksPerRound = 5;
/** Milliseconds before its end that a sign-in is checked: another instance may have renewed it. */
const beforeEnd = 2500;
/** Sign-ins asked about in one query. */
const recheckBatch = 500;

/**
 * Who is signed in: tokens are checked against the database once and then known here until they are revoked. An instance that
 * cannot hear at the moment what others revoke asks the database at every request.
 */
export class SignIns {
  readonly #deps: SignInDeps;
  readonly #byToken = new LRUCache<string, { principal: Principal; until: number }>({ max: 20_000 });
  readonly #byId = new LRUCache<string, Principal>({ max: 20_000 });
  /** Revoked here: a sign-in that was being loaded meanwhile must not come back to life. */
  readonly #dead = new LRUCache<string, true>({ max: 20_000 });
  /** False from when notices may have been missed until everybody has been checked. */
  #isUpToDate = true;
  #missed = 0;
  /** How many visits have ended as far as is known here. */
  #visitsEnded = 0;

  constructor(deps: SignInDeps) {
    this.#deps = deps;
  }

  /** `admit` has the last word, in the transaction that the sign-in is written in. */
  async begin(subject: Subject, admit?: (tx: Connection) => Promise<void>): Promise<IssuedToken> {
    const { database, tokens, lifetime } = this.#deps;
    const now = clock.now();
    const id = newId();
    const expiresAt = now + lifetime[subject.kind === 'staff' ? 'staff' : 'table'];
    await database.transaction(async (tx) => {
      await admit?.(tx);
      await insertSignIn(tx, {
        id,
        store_id: subject.storeId,
        kind: subject.kind,
        subject_id: subject.kind === 'staff' ? subject.staffId : subject.tableId,
        session_id: subject.kind === 'phone' ? subject.visitId : null,
        expires_at: expiresAt,
        revoked_at: null,
        created_at: now,
      });
    });
    return { token: await tokens.sign({ signInId: id, expiresAt }), expiresAt };
  }

  /** The principal at once where the token is known and good: the hot path stays in one turn. */
  known(token: string): Principal | undefined {
    return this.#isTold ? this.seen(token) : undefined;
  }

  /** Whose token it was when it was last looked at: good for counting, and not for letting in. */
  seen(token: string): Principal | undefined {
    const seen = this.#byToken.get(token);
    return seen && seen.until > clock.now() ? seen.principal : undefined;
  }

  /** Whose token this is; throws `unauthenticated` with its reason. */
  async verify(token: string): Promise<Principal> {
    const claims = await this.#deps.tokens.verify(token);
    if (claims === 'expired') throw unauthenticated('expired', 'The sign-in has expired. Sign in again.');
    if (claims === 'invalid') throw unauthenticated('invalid', 'This is not a valid sign-in.');
    const known = this.#isTold ? this.#byId.get(claims.signInId) : undefined;
    // A token that lasts longer than its sign-in was renewed on another instance.
    const isCurrent = known !== undefined && known.expiresAt >= claims.expiresAt && !isWaiting(known);
    const principal = isCurrent ? known : await this.#load(claims.signInId);
    if (this.#dead.has(claims.signInId)) throw unauthenticated('revoked', 'The sign-in was ended. Sign in again.');
    // Whether a waiting phone still waits is nothing that anybody tells.
    if (!isWaiting(principal)) this.#byToken.set(token, { principal, until: claims.expiresAt });
    return principal;
  }

  /** Renews a sign-in for another lifetime from now. */
  async renew(principal: Principal): Promise<IssuedToken> {
    const { database, tokens, lifetime } = this.#deps;
    const expiresAt = clock.now() + lifetime[principal.kind];
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

  /** The same for the phones that joined at the tables and have no visit yet. */
  revokeWaiting(tx: Connection, tableIds: readonly string[]): Promise<string[]> {
    return revokeWaitingPhones(tx, tableIds, clock.now());
  }

  /** The sign-ins are dead from here on, on every instance: their tokens, and their streams. */
  forget(signInIds: readonly string[]): void {
    if (signInIds.length === 0) return;
    this.heardOver(signInIds);
    this.#deps.transport.announce({ kind: 'sign_ins_ended', signInIds: [...signInIds] });
  }

  /** The same where another instance or process has ended them. */
  heardOver(signInIds: readonly string[]): void {
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

  /** Visits are over from here on, on every instance: their phones are out. Should one go on again, so do they. */
  visitsEnded(visitIds: readonly string[]): void {
    if (visitIds.length === 0) return;
    this.heardVisitsEnded(visitIds);
    this.#deps.transport.announce({ kind: 'visits_ended', visitIds: [...visitIds] });
  }

  /** The same where another instance has ended them. */
  heardVisitsEnded(visitIds: readonly string[]): void {
    this.#visitsEnded += visitIds.length;
    const over = new Set(visitIds);
    const isOver = (principal: Principal) =>
      principal.kind === 'table' && principal.phone !== null && over.has(principal.phone.visitId);
    this.#forgetWhere(isOver);
  }

  /** What is known of them is looked up again, and their streams have to come back. */
  #forgetWhere(isMeant: (principal: Principal) => boolean): void {
    const meant = new Set<string>();
    for (const [id, principal] of this.#byId.entries()) {
      if (!isMeant(principal)) continue;
      meant.add(id);
      this.#byId.delete(id);
    }
    if (meant.size === 0) return;
    for (const [token, { principal }] of this.#byToken.entries()) {
      if (meant.has(principal.signInId)) this.#byToken.delete(token);
    }
    this.#deps.hub.closeStreamsOf(meant);
  }

  /**
   * What others have ended may have been missed: nobody is believed from memory until everybody has been checked. Rejects where
   * the database is away; the next recheck makes up for it.
   */
  async missedNotices(): Promise<void> {
    this.#isUpToDate = false;
    this.#missed += 1;
    const missed = this.#missed;
    await this.#check(this.#everybody());
    if (missed === this.#missed && this.#deps.transport.isConnected) this.#isUpToDate = true;
  }

  /** Keeps asking what other instances and processes have changed, and tells once when it cannot; answers how to stop it. */
  startRechecks(onError: (error: unknown) => void): () => void {
    const blindness = new Outage(onError);
    let looks = 0;
    return every(lookInterval, async () => {
      looks += 1;
      try {
        if (!this.#isTold) await this.missedNotices();
        else await this.#check(looks % looksPerRound === 0 ? this.#everybody() : this.#aboutToEnd());
        blindness.worked();
      } catch (error) {
        blindness.failed(error);
      }
    });
  }

  /** Whether what other instances end is heard of here, and everything until now has been. */
  get #isTold(): boolean {
    return !this.#deps.database.isShared || (this.#isUpToDate && this.#deps.transport.isConnected);
  }

  #everybody(): string[] {
    return [...new Set([...this.#byId.keys(), ...this.#deps.hub.signInIds()])];
  }

  /** Whose streams would end soon, as far as is known here. */
  #aboutToEnd(): string[] {
    const soon = clock.now() + beforeEnd;
    const isEnding = (id: string) => (this.#byId.get(id)?.expiresAt ?? soon) <= soon;
    return [...new Set(this.#deps.hub.signInIds())].filter(isEnding);
  }

  /** Ends what has been ended elsewhere, and takes over what has been renewed or changed there. */
  async #check(ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += recheckBatch) {
      const over: string[] = [];
      const moved = new Set<string>();
      for (const row of await findSignIns(this.#deps.database.read, ids.slice(at, at + recheckBatch))) {
        const isGone = row.kind === 'staff' && row.role === null;
        if (row.revoked_at !== null || isGone) over.push(row.id);
        else if (this.#hasMoved(row)) moved.add(row.id);
        else this.#update(row.id, Number(row.expires_at), row.role);
      }
      this.heardOver(over);
      this.#forgetWhere(({ signInId }) => moved.has(signInId));
    }
  }

  /** Whether the phone's visit has begun or ended, or is at another table, since it was looked at. */
  #hasMoved(row: FoundSignIn): boolean {
    const known = this.#byId.get(row.id);
    if (known?.kind !== 'table' || !known.phone) return false;
    const place = placeOf(row);
    const { phone } = known;
    return (
      place?.tableId !== known.tableId ||
      place.phone.isWaiting !== phone.isWaiting ||
      place.phone.visitId !== phone.visitId
    );
  }

  #update(id: string, expiresAt: number, role: StaffRole | null): void {
    const principal = this.#byId.get(id);
    if (!principal) return;
    // Never earlier: it may have been renewed here since the row was read.
    principal.expiresAt = Math.max(principal.expiresAt, expiresAt);
    if (principal.kind === 'staff' && role !== null) principal.role = role;
  }

  async #load(signInId: string): Promise<Principal> {
    const before = this.#visitsEnded;
    const row = await findSignIn(this.#deps.database.read, signInId);
    // The visit may be one that has ended since the row was read.
    if (row?.kind === 'phone' && before !== this.#visitsEnded) return this.#load(signInId);
    if (!row) throw unauthenticated('invalid', 'This is not a valid sign-in.');
    if (row.revoked_at !== null) throw unauthenticated('revoked', 'The sign-in was ended. Sign in again.');
    const base = { signInId, storeId: row.store_id, expiresAt: Number(row.expires_at) };
    if (base.expiresAt <= clock.now()) throw unauthenticated('expired', 'The sign-in has expired. Sign in again.');
    if (this.#hasMoved(row)) this.#forgetWhere((principal) => principal.signInId === signInId);
    const known = this.#byId.get(signInId);
    // The same object stays: open streams end when it says so.
    if (known) this.#update(signInId, base.expiresAt, row.role);
    const principal = known ?? principalOf(base, row);
    this.#byId.set(signInId, principal);
    return principal;
  }
}

function principalOf(base: Pick<Principal, 'signInId' | 'storeId' | 'expiresAt'>, row: FoundSignIn): Principal {
  if (row.kind === 'table') return { ...base, kind: 'table', tableId: row.subject_id, phone: null };
  if (row.kind === 'phone') {
    const place = placeOf(row);
    if (!place) throw visitOver();
    return { ...base, kind: 'table', ...place };
  }
  if (row.role === null) throw unauthenticated('revoked', 'This account is gone.');
  return { ...base, kind: 'staff', staffId: row.subject_id, role: row.role };
}

/** Where a phone is, if it still is anywhere: at the table of its visit or, before there is one, where nobody else sits. */
function placeOf(row: FoundSignIn): { tableId: string; phone: Phone } | undefined {
  const { session_id: joined, visit_id: visitId, open_table_id, others_id, subject_id } = row;
  if (joined === null) return undefined;
  if (visitId !== null) {
    return open_table_id === null
      ? undefined
      : { tableId: open_table_id, phone: { visitId, joined, isWaiting: false } };
  }
  return others_id === null ? { tableId: subject_id, phone: { visitId: joined, joined, isWaiting: true } } : undefined;
}

function isWaiting(principal: Principal): boolean {
  return principal.kind === 'table' && principal.phone?.isWaiting === true;
}

function unauthenticated(reason: 'expired' | 'revoked' | 'invalid', detail: string): Refusal {
  return new Refusal('unauthenticated', detail, { reason });
}
