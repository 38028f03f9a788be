import { audit } from '../../audit.ts';
import type { Database } from '../../db/database.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { notFound } from '../../refusal.ts';
import type { SignIns } from '../auth/sign-ins.ts';
import { newJoinToken, type PublicAddress, type QrOfTable, qrsOf } from './read-qr.ts';
import { listJoinTokens, setJoinToken } from './table-rows.ts';

/**
 * Gives the store's tables other QR codes, or one of them. The ones before are dead, and so are phones that joined by them and have
 * no visit yet; those of a visit that goes on stay to its end.
 */
export async function rotateQrs(
  { database, signIns }: { database: Database; signIns: SignIns },
  staff: StaffPrincipal,
  address: PublicAddress,
  id?: string,
): Promise<QrOfTable[]> {
  const [qrs, revoked] = await database.transaction(async (tx) => {
    const ids = (await listJoinTokens(tx, staff.storeId, id)).map((row) => row.id);
    if (id !== undefined && ids.length === 0) throw notFound('table');
    // The rows are locked from here on: who joins at this moment has been counted in, or is too late.
    for (const each of ids.toSorted()) {
      await setJoinToken(tx, each, newJoinToken());
      await audit(tx, staff, 'table.qr_rotated', each, {});
    }
    const after = await listJoinTokens(tx, staff.storeId, id);
    return [qrsOf(after, address), await signIns.revokeWaiting(tx, ids)] as const;
  });
  signIns.forget(revoked);
  return qrs;
}
