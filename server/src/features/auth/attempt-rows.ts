import { Conflict, type Connection } from '../../db/database.ts';
import { type Params, prepared, unlessTaken } from '../../db/prepared.ts';
import type { FamiliarCallerRow, SignInCountRow } from '../../db/schema.ts';

/** Milliseconds after the first failure that all are forgotten. */
export const countingTime = 15 * 60_000;
/** Milliseconds after which an attempt has come to its end, or the instance has that made it. */
const pendingTime = 15_000;
/** How many devices, and how many addresses, each account is remembered on, and for how long (milliseconds). */
const familiarMost = 20;
const familiarTime = 400 * 86_400_000;

/** Something that failures are counted for. */
export interface Limit {
  /** A digest of what it is. */
  name: string;
  /** Failures that it takes. */
  most: number;
  /** Whether a right password clears it: it is the account's own. */
  isOwn: boolean;
}

export interface Standing {
  failures: number;
  endsAt: number;
}

/** What came of asking for an attempt: it counts as pending, has to wait for others that do, or is refused until then. */
export type Admission =
  | { kind: 'counted'; standings: Map<string, Standing> }
  | { kind: 'others pending' }
  | { kind: 'refused'; name: string; standing: Standing };

/** Counts the attempt for all of its limits, or for none. The limits come in the order of their names. */
export async function countAttempt(tx: Connection, limits: readonly Limit[], now: number): Promise<Admission> {
  const counts = [];
  for (const limit of limits) counts.push({ limit, row: await findCount(tx, limit.name) });
  const standings = new Map<string, Standing>();
  let mustWait = false;
  for (const { limit, row } of counts) {
    const { failures, pending, ends_at: endsAt } = atPresent(limit.name, row, now);
    const standing = { failures, endsAt };
    if (failures >= limit.most) return { kind: 'refused', name: limit.name, standing };
    mustWait ||= failures + pending >= limit.most;
    standings.set(limit.name, standing);
  }
  if (mustWait) return { kind: 'others pending' };
  for (const { limit, row } of counts) {
    const present = atPresent(limit.name, row, now);
    await replaceCount(tx, row, { ...present, pending: present.pending + 1, pending_until: now + pendingTime });
  }
  return { kind: 'counted', standings };
}

/** The pending attempt has failed. */
export async function countFailure(tx: Connection, limits: readonly Limit[]): Promise<void> {
  for (const { name } of limits) {
    await tx
      .updateTable('sign_in_counts')
      .set((row) => ({ failures: row('failures', '+', 1), pending: row('pending', '-', 1) }))
      .where('name', '=', name)
      .execute();
  }
}

/** The pending attempt counts no more. */
export async function giveBack(tx: Connection, limits: readonly Limit[]): Promise<void> {
  for (const { name } of limits) {
    await tx
      .updateTable('sign_in_counts')
      .set((row) => ({ pending: row('pending', '-', 1) }))
      .where('name', '=', name)
      .execute();
  }
}

/** Nothing that is the account's own counts any more. */
export async function clearFailures(tx: Connection, limits: readonly Limit[]): Promise<void> {
  for (const { name, isOwn } of limits) {
    if (isOwn) await tx.updateTable('sign_in_counts').set({ failures: 0 }).where('name', '=', name).execute();
  }
}

async function findCount(tx: Connection, name: string): Promise<SignInCountRow | undefined> {
  const row = await tx.selectFrom('sign_in_counts').selectAll().where('name', '=', name).executeTakeFirst();
  return row && { ...row, pending_until: Number(row.pending_until), ends_at: Number(row.ends_at) };
}

/**
 * What the row says now. An end that is further away than it can be was written before the clock was set back: nobody is
 * refused for as long as that.
 */
function atPresent(name: string, row: SignInCountRow | undefined, now: number): SignInCountRow {
  const isWithin = (end: number, time: number) => end > now && end <= now + time;
  const pending = row && isWithin(row.pending_until, pendingTime) ? Math.max(0, row.pending) : 0;
  const failures = row && isWithin(row.ends_at, countingTime) ? row.failures : 0;
  const ends_at = row && failures > 0 ? row.ends_at : now + countingTime;
  return { name, failures, pending, pending_until: 0, ends_at };
}

/** Unless somebody else has changed it meanwhile: then all is looked at again. */
async function replaceCount(tx: Connection, before: SignInCountRow | undefined, after: SignInCountRow): Promise<void> {
  const isMine = before
    ? (
        await tx
          .updateTable('sign_in_counts')
          .set(after)
          .where('name', '=', before.name)
          .where('failures', '=', before.failures)
          .where('pending', '=', before.pending)
          .where('pending_until', '=', before.pending_until)
          .executeTakeFirst()
      ).numUpdatedRows > 0n
    : ((await unlessTaken(tx, tx.insertInto('sign_in_counts').values(after)).executeTakeFirst())
        .numInsertedOrUpdatedRows ?? 0n) > 0n;
  if (!isMine) throw new Conflict('another attempt has just been counted');
}

export type Mark = Pick<FamiliarCallerRow, 'kind' | 'mark'>;

const familiar = prepared((db, param: Params<{ account: string; device: string; address: string }>) =>
  db
    .selectFrom('familiar_callers')
    .select('kind')
    .where('account', '=', param('account'))
    .where((row) =>
      row.or([
        row.and({ kind: 'device', mark: param('device') }),
        row.and({ kind: 'address', mark: param('address') }),
      ]),
    ),
);

/** Whether the account has signed in before with the device, and whether at the address. */
export async function findFamiliar(
  db: Connection,
  by: { account: string; device: string; address: string },
): Promise<Set<Mark['kind']>> {
  const { rows } = await familiar(db, by);
  return new Set(rows.map(({ kind }) => kind));
}

/** From now on the account is familiar there; the longest unseen is forgotten for it. */
export async function rememberFamiliar(
  tx: Connection,
  account: string,
  marks: readonly Mark[],
  now: number,
): Promise<void> {
  for (const { kind, mark } of marks) {
    const { numUpdatedRows } = await tx
      .updateTable('familiar_callers')
      .set({ seen_at: now })
      .where('account', '=', account)
      .where('kind', '=', kind)
      .where('mark', '=', mark)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) continue;
    const row = { account, kind, mark, seen_at: now };
    await unlessTaken(tx, tx.insertInto('familiar_callers').values(row)).execute();
    await forgetOldest(tx, account, kind);
  }
}

async function forgetOldest(tx: Connection, account: string, kind: Mark['kind']): Promise<void> {
  const rows = await tx
    .selectFrom('familiar_callers')
    .select('mark')
    .where('account', '=', account)
    .where('kind', '=', kind)
    .orderBy('seen_at', 'desc')
    .execute();
  const old = rows.slice(familiarMost).map(({ mark }) => mark);
  if (old.length === 0) return;
  await tx
    .deleteFrom('familiar_callers')
    .where('account', '=', account)
    .where('kind', '=', kind)
    .where('mark', 'in', old)
    .execute();
}

/** Forgets what counts no more. */
export async function pruneAttempts(tx: Connection, now: number): Promise<void> {
  await tx.deleteFrom('sign_in_counts').where('ends_at', '<', now).where('pending_until', '<', now).execute();
  await tx
    .deleteFrom('familiar_callers')
    .where('seen_at', '<', now - familiarTime)
    .execute();
}
