import type { JoinedTable, TableJoin } from '@soban/contract/auth';
import type { Connection } from '../../db/database.ts';
import { newId } from '../../ids.ts';
import type { Principal, TablePrincipal } from '../../principal.ts';
import { Refusal } from '../../refusal.ts';
import { findOpenVisit } from '../orders/visit-rows.ts';
import { getStore } from '../store/store-rows.ts';
import { findTableForJoin, lockTable } from '../tables/table-rows.ts';
import type { Attempt, AttemptCounts, Caller } from './attempt-counts.ts';
import { wire } from './sign-in.ts';
import type { SignIns } from './sign-ins.ts';

export interface JoinDeps {
  db: Connection;
  signIns: SignIns;
  /** Of wrong tokens and wrong codes. */
  joins: AttemptCounts;
}

/**
 * Signs a phone in with what the table's QR code carries: for the visit that goes on or, where nobody sits there, for the one that
 * it will open. Who is signed in there already, as `known`, stays who they are.
 */
export async function joinTable(
  { db, signIns, joins }: JoinDeps,
  { joinToken, code }: TableJoin,
  caller: Caller,
  known: Principal | undefined,
): Promise<JoinedTable> {
  const found = await findTableForJoin(db, joinToken);
  if (!found) return refused(joins, joins.joinAttemptOf(caller), deadCode());
  const { store_id: storeId, ...table } = found;
  const store = await getStore(db, storeId);
  const session = (await findOpenVisit(db, table.id))?.visit ?? null;
  const own = known?.kind === 'table' && known.tableId === table.id && belongs(known, session?.id) ? known : undefined;
  if (own) return { ...wire(await signIns.renew(own)), table, store, session };

  if (session?.code !== undefined && store.visitCode) {
    if (code === undefined)
      throw new Refusal('code_required', 'This table has a code. It is on its tablet, and with the staff.');
    const attempt = joins.codeAttemptOf(session.id, caller);
    const wrong = new Refusal('code_required', 'That is not the code of this table.');
    if (code !== session.code) return refused(joins, attempt, wrong);
    const full = joins.refusal(attempt);
    if (full) throw full;
    await joins.begin(attempt);
    await joins.undone(attempt);
  }
  const subject = { kind: 'phone', storeId, tableId: table.id, visitId: session?.id ?? newId() } as const;
  const issued = await signIns.begin(subject, async (tx) => {
    // The code may have been rotated since it was looked up: then it is as dead for who was just before.
    await lockTable(tx, storeId, table.id);
    if ((await findTableForJoin(tx, joinToken))?.id !== table.id) throw deadCode();
  });
  return { ...wire(issued), table, store, session };
}

/** Whether whoever is signed in at the table is of its visit: the tablet always is. */
function belongs({ phone }: TablePrincipal, visitId: string | undefined): boolean {
  if (!phone) return true;
  return visitId === undefined ? phone.isWaiting : phone.visitId === visitId;
}

/** Counts the failure and says so, or that there have been too many. */
async function refused(joins: AttemptCounts, attempt: Attempt, refusal: Refusal): Promise<never> {
  const full = joins.refusal(attempt);
  if (full) throw full;
  await joins.begin(attempt);
  await joins.failed(attempt);
  throw refusal;
}

function deadCode(): Refusal {
  return new Refusal('unauthenticated', 'This QR code is no longer good. Ask a member of the staff.', {
    reason: 'invalid',
  });
}
