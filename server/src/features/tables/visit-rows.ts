import type { EndedSession, SessionSummary } from '@soban/contract/tables';
import type { Connection } from '../../db/database.ts';
import { type Params, preparedChange, preparedInsert } from '../../db/prepared.ts';
import type { VisitRow } from '../../db/schema.ts';

const insertVisits = preparedInsert('table_sessions');

/** Opens a table's visit with its first order. */
export async function openVisit(tx: Connection, visit: VisitRow): Promise<void> {
  await insertVisits(tx, [visit]);
}

interface AddedOrder {
  tableId: string;
  orderId: string;
  /** Minor units. */
  total: number;
}

const addToVisit = preparedChange(
  (db, param: Params<AddedOrder>) =>
    db
      .updateTable('table_sessions')
      .set((eb) => ({
        total: eb('total', '+', param('total')),
        order_count: eb('order_count', '+', 1),
        // In this order: MySQL assigns from left to right.
        before_newest_id: eb.ref('newest_order_id'),
        newest_order_id: param('orderId'),
      }))
      .where('open_table_id', '=', param('tableId')),
  (db, param) =>
    db
      .selectFrom('table_sessions')
      .select(['id', 'started_at', 'total', 'order_count', 'before_newest_id'])
      .where('open_table_id', '=', param('tableId')),
);

/**
 * Adds an order to the open visit of its table. Answers the visit as it is then and the order before this one,
 * undefined where nobody is sitting there.
 */
export async function addOrderToVisit(tx: Connection, order: AddedOrder) {
  const row = await addToVisit(tx, order);
  return row && { visit: summaryOf(row), previousOrderId: row.before_newest_id };
}

/** Adds to the running totals of the table's open visit, or takes off; answers it as it is then, undefined where it has ended. */
export async function adjustVisit(
  tx: Connection,
  tableId: string,
  total: number,
  orders: number,
): Promise<SessionSummary | undefined> {
  await tx
    .updateTable('table_sessions')
    .set((eb) => ({ total: eb('total', '+', total), order_count: eb('order_count', '+', orders) }))
    .where('open_table_id', '=', tableId)
    .execute();
  return (await findOpenVisit(tx, tableId))?.visit;
}

/** A visit and where the chain of its orders begins. */
export interface VisitWithOrders<Visit = SessionSummary> {
  visit: Visit;
  newestOrderId: string;
}

/** The open visit of a table, if a party is sitting there. */
export async function findOpenVisit(db: Connection, tableId: string): Promise<VisitWithOrders | undefined> {
  const row = await db
    .selectFrom('table_sessions')
    .select(['id', 'started_at', 'total', 'order_count', 'newest_order_id'])
    .where('open_table_id', '=', tableId)
    .executeTakeFirst();
  return row && { visit: summaryOf(row), newestOrderId: row.newest_order_id };
}

/** The store's open visits by their table's id. */
export async function listOpenVisits(db: Connection, storeId: string): Promise<Map<string, VisitWithOrders>> {
  const rows = await db
    .selectFrom('tables')
    .innerJoin('table_sessions as visit', 'visit.open_table_id', 'tables.id')
    .select(['tables.id as table_id', 'visit.id', 'visit.started_at', 'visit.total', 'visit.order_count'])
    .select('visit.newest_order_id')
    .where('tables.store_id', '=', storeId)
    .execute();
  return new Map(rows.map((row) => [row.table_id, { visit: summaryOf(row), newestOrderId: row.newest_order_id }]));
}

/** Ends the table's open visit; answers it as it ended, with all its orders, undefined where nobody is sitting there. */
export async function closeVisit(tx: Connection, tableId: string, at: number): Promise<SessionSummary | undefined> {
  const open = await findOpenVisit(tx, tableId);
  if (!open) return undefined;
  const { id } = open.visit;
  const { numUpdatedRows } = await tx
    .updateTable('table_sessions')
    .set({ open_table_id: null, ended_at: at })
    .where('id', '=', id)
    .where('open_table_id', 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return undefined;
  // Read once more: an order may have come in between the finding and the closing.
  const row = await tx
    .selectFrom('table_sessions')
    .select(['id', 'started_at', 'total', 'order_count'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return summaryOf(row);
}

export function summaryOf(row: Pick<VisitRow, 'id' | 'started_at' | 'total' | 'order_count'>): SessionSummary {
  return {
    id: row.id,
    startedAt: new Date(Number(row.started_at)).toISOString(),
    total: Number(row.total),
    orderCount: row.order_count,
  };
}

/** A table's ended visits that began on the business days, newest first, from after the visit `before`, at most `limit`. */
export async function listEndedVisits(
  db: Connection,
  tableId: string,
  days: { from?: string | undefined; to?: string | undefined },
  page: { before?: string | undefined; limit: number },
): Promise<VisitWithOrders<EndedSession>[]> {
  let query = db
    .selectFrom('table_sessions')
    .select(['id', 'table_id', 'started_at', 'ended_at', 'total', 'order_count', 'newest_order_id'])
    .where('table_id', '=', tableId)
    .where('ended_at', 'is not', null);
  if (days.from !== undefined) query = query.where('business_day', '>=', days.from);
  if (days.to !== undefined) query = query.where('business_day', '<=', days.to);
  if (page.before !== undefined) query = query.where('id', '<', page.before);
  const rows = await query.orderBy('id', 'desc').limit(page.limit).execute();
  return rows.map((row) => ({
    visit: { ...summaryOf(row), tableId: row.table_id, endedAt: new Date(Number(row.ended_at)).toISOString() },
    newestOrderId: row.newest_order_id,
  }));
}
