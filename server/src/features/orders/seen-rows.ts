import type { Connection } from '../../db/database.ts';

/** Marks those of the store's orders that nobody had looked at; answers which they were. */
export async function markSeen(
  tx: Connection,
  storeId: string,
  orderIds: readonly string[],
  at: number,
): Promise<string[]> {
  const unseen = await tx
    .selectFrom('orders')
    .select('id')
    .where('id', 'in', orderIds)
    .where('store_id', '=', storeId)
    .where('seen_at', 'is', null)
    // Whoever marks several takes them in one order, so that two never wait for each other.
    .orderBy('id')
    .execute();
  const seen: string[] = [];
  for (const { id } of unseen) {
    const { numUpdatedRows } = await tx
      .updateTable('orders')
      .set({ seen_at: at })
      .where('id', '=', id)
      .where('seen_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) seen.push(id);
  }
  return seen;
}

/** Orders asked about in one query. */
const mostAtOnce = 10_000;

/** Which of the orders somebody has looked at. */
export async function seenAmong(db: Connection, orderIds: readonly string[]): Promise<string[]> {
  const seen: string[] = [];
  for (let at = 0; at < orderIds.length; at += mostAtOnce) {
    const rows = await db
      .selectFrom('orders')
      .select('id')
      .where('id', 'in', orderIds.slice(at, at + mostAtOnce))
      .where('seen_at', 'is not', null)
      .execute();
    seen.push(...rows.map(({ id }) => id));
  }
  return seen;
}
