import { Conflict, type Connection } from '../../db/database.ts';
import { Refusal } from '../../refusal.ts';
import { type FoundVisit, lockVisit } from '../orders/visit-rows.ts';
import { lockTable } from '../tables/table-rows.ts';

/**
 * Locks the tables of visits, and others, in the order of their ids, which everybody keeps: nobody orders, leaves or sits down
 * there until the commit. The visits are locked after them.
 */
export async function lockTablesOf(
  tx: Connection,
  storeId: string,
  seen: readonly FoundVisit[],
  ...others: string[]
): Promise<void> {
  const ids = new Set([...seen.map(({ visit }) => visit.tableId), ...others]);
  for (const id of [...ids].toSorted()) await lockTable(tx, storeId, id);
}

/** The visit as it is now that the table is locked at which it was seen. */
export async function lockSeen(tx: Connection, storeId: string, seen: FoundVisit): Promise<FoundVisit> {
  const found = await lockVisit(tx, storeId, seen.visit.id);
  if (found.visit.tableId !== seen.visit.tableId) throw new Conflict('the visit has just been moved');
  return found;
}

/** The same, of a party that has to sit there still. */
export async function lockOpen(tx: Connection, storeId: string, seen: FoundVisit): Promise<FoundVisit> {
  const found = await lockSeen(tx, storeId, seen);
  if (found.endedAt !== null) throw new Refusal('session_ended', 'The party has left.');
  return found;
}
