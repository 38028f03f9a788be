import type { StaffCall } from '@soban/contract/calls';
import type { Database } from '../../db/database.ts';
import type { Principal } from '../../principal.ts';
import { findVisitOf } from '../orders/visit-rows.ts';
import { listOpenCalls } from './call-rows.ts';

/** Calls nobody has acknowledged: the store's for staff, a table's own, and for a phone those of its visit. */
export function readCalls({ database }: { database: Database }, principal: Principal): Promise<StaffCall[]> {
  return database.snapshot(async (db) => {
    if (principal.kind === 'staff') return listOpenCalls(db, principal.storeId);
    if (principal.phone && !(await findVisitOf(db, principal))) return [];
    return listOpenCalls(db, principal.storeId, principal);
  });
}
