import type { Connection, Database } from '../db/database.ts';

/** How far the feed has got in a store, and how far the store is. */
export interface FeedMark {
  storeId: string;
  /** The newest event that the broker has confirmed. */
  sequence: number;
  newest: number;
}

export interface FedEvent {
  sequence: number;
  type: string;
  tableId: string | null;
  data: string;
  /** Epoch milliseconds. */
  createdAt: number;
}

/**
 * At the feed's very first start its stores' pasts stay past; a store that comes later is fed from its first event. The
 * lease's row tells which it is, and is made with the marks or not at all.
 */
export async function beginFeed(database: Database, lease: string): Promise<void> {
  if (await hasBegun(database.read, lease)) return;
  try {
    await database.transaction(async (tx) => {
      await tx.insertInto('leases').values({ name: lease, holder: null, beats: 0 }).execute();
      await tx
        .insertInto('event_feed')
        .columns(['store_id', 'sequence'])
        .expression(tx.selectFrom('stores').select(['id', 'event_sequence']))
        .execute();
    });
  } catch (error) {
    // Another instance has begun it in the same moment.
    if (!(await hasBegun(database.read, lease))) throw error;
  }
}

async function hasBegun(db: Connection, lease: string): Promise<boolean> {
  const row = await db.selectFrom('leases').select('name').where('name', '=', lease).executeTakeFirst();
  return row !== undefined;
}

/** Stores that the feed is behind in, at most `limit`: among these, or among all. */
export async function storesBehind(db: Connection, limit: number, among?: ReadonlySet<string>): Promise<FeedMark[]> {
  let query = db
    .selectFrom('stores')
    .leftJoin('event_feed', 'event_feed.store_id', 'stores.id')
    .select((eb) => ['stores.id', 'stores.event_sequence', eb.fn.coalesce('event_feed.sequence', eb.lit(0)).as('fed')])
    .where((eb) => eb('stores.event_sequence', '>', eb.fn.coalesce('event_feed.sequence', eb.lit(0))))
    .limit(limit);
  if (among) query = query.where('stores.id', 'in', [...among]);
  const rows = await query.execute();
  return rows.map((row) => ({ storeId: row.id, sequence: Number(row.fed), newest: Number(row.event_sequence) }));
}

export async function eventsToFeed(db: Connection, mark: FeedMark, limit: number): Promise<FedEvent[]> {
  const rows = await db
    .selectFrom('events')
    .select(['sequence', 'type', 'table_id', 'data', 'created_at'])
    .where('store_id', '=', mark.storeId)
    .where('sequence', '>', mark.sequence)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    sequence: Number(row.sequence),
    type: row.type,
    tableId: row.table_id,
    data: row.data,
    createdAt: Number(row.created_at),
  }));
}

/** Remembers how far it has got; false where somebody else has moved the mark meanwhile. */
export async function moveMark(tx: Connection, { storeId, sequence }: FeedMark, to: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('event_feed')
    .set({ sequence: to })
    .where('store_id', '=', storeId)
    .where('sequence', '=', sequence)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return true;
  const row = await tx.selectFrom('event_feed').select('sequence').where('store_id', '=', storeId).executeTakeFirst();
  if (row) return false;
  await tx.insertInto('event_feed').values({ store_id: storeId, sequence: to }).execute();
  return true;
}
