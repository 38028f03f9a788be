import { randomInt } from 'node:crypto';
import type { EndedSession, OpenSession, SessionSummary } from '@soban/contract/tables';
import type { Connection } from '../../db/database.ts';
import { type Params, preparedChange, preparedInsert } from '../../db/prepared.ts';
import type { VisitRow } from '../../db/schema.ts';
import { newId } from '../../ids.ts';
import type { TablePrincipal } from '../../principal.ts';
import { notFound } from '../../refusal.ts';

const insertVisits = preparedInsert('table_sessions');

interface NewVisit {
  /** Where a phone knows it already. */
  id?: string;
  storeId: string;
  tableId: string;
  /** Epoch milliseconds. */
  now: number;
  /** The business day. */
  day: string;
  partySize: number | null;
  /** Whether a person has to nod before the kitchen sees it. */
  awaiting?: boolean;
  /** Whether phones that join are asked for a code. */
  hasCode: boolean;
  /** The order that opens it, where one does. */
  first: { id: string; total: number } | undefined;
}

/** Opens a table's visit; the table's row is locked, so that no other is opened meanwhile. */
export async function openVisit(tx: Connection, visitOf: NewVisit): Promise<SessionSummary> {
  const { storeId, tableId, now, day, first } = visitOf;
  const visit: VisitRow = {
    id: visitOf.id ?? newId(),
    store_id: storeId,
    table_id: tableId,
    open_table_id: tableId,
    started_at: now,
    ended_at: null,
    business_day: day,
    party_size: visitOf.partySize,
    awaiting: visitOf.awaiting ? 1 : 0,
    code: visitOf.hasCode ? newCode() : null,
    total: first?.total ?? 0,
    order_count: first ? 1 : 0,
    last_order_id: first?.id ?? null,
    before_last_id: null,
    merged_into: null,
  };
  await insertVisits(tx, [visit]);
  return summaryOf(visit);
}

function newCode(): string {
  return String(randomInt(10_000)).padStart(4, '0');
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
        before_last_id: eb.ref('last_order_id'),
        last_order_id: param('orderId'),
      }))
      .where('open_table_id', '=', param('tableId')),
  (db, param) =>
    db
      .selectFrom('table_sessions')
      .select([...summary, 'before_last_id'])
      .where('open_table_id', '=', param('tableId')),
);

/**
 * Adds an order to the open visit of its table. Answers the visit as it is then and the order before this one,
 * undefined where nobody is sitting there.
 */
export async function addOrderToVisit(tx: Connection, order: AddedOrder) {
  const row = await addToVisit(tx, order);
  return row && { visit: summaryOf(row), previousOrderId: row.before_last_id };
}

/** The visit, open or ended, that nobody else changes until the commit; its row comes after its table's and before its orders'. */
export async function lockVisit(tx: Connection, storeId: string, id: string): Promise<FoundVisit> {
  await tx
    .updateTable('table_sessions')
    .set((eb) => ({ order_count: eb.ref('order_count') }))
    .where('id', '=', id)
    .execute();
  return findVisit(tx, storeId, id);
}

/** Adds to the running totals of a visit, or takes off. */
export async function addToTotals(tx: Connection, id: string, total: number, orders: number): Promise<void> {
  await tx
    .updateTable('table_sessions')
    .set((eb) => ({ total: eb('total', '+', total), order_count: eb('order_count', '+', orders) }))
    .where('id', '=', id)
    .execute();
}

/** A visit and where the chain of its orders begins. */
export interface VisitWithOrders<Visit = SessionSummary> {
  visit: Visit;
  /** Null before its first order. */
  lastOrderId: string | null;
}

/** The open visit of a table, if a party is sitting there. */
export async function findOpenVisit(db: Connection, tableId: string): Promise<VisitWithOrders | undefined> {
  const row = await db
    .selectFrom('table_sessions')
    .select([...summary, 'last_order_id'])
    .where('open_table_id', '=', tableId)
    .executeTakeFirst();
  return row && { visit: summaryOf(row), lastOrderId: row.last_order_id };
}

/** The open visit that the table's tablet sees; a phone sees its own and no other. */
export async function findVisitOf(
  db: Connection,
  { tableId, phone }: TablePrincipal,
): Promise<VisitWithOrders | undefined> {
  const open = await findOpenVisit(db, tableId);
  return phone && open?.visit.id !== phone.visitId ? undefined : open;
}

/** Where the visit goes on: null where it has ended, undefined where there has never been one. */
export async function findTableOfVisit(db: Connection, id: string): Promise<string | null | undefined> {
  const row = await db.selectFrom('table_sessions').select('open_table_id').where('id', '=', id).executeTakeFirst();
  return row?.open_table_id;
}

/** A visit of the store, and where. */
export interface FoundVisit extends VisitWithOrders<OpenSession> {
  endedAt: string | null;
  /** The visit that it has become a part of. */
  mergedInto: string | null;
}

/** A visit of the store, open or ended. */
export async function findVisit(db: Connection, storeId: string, id: string): Promise<FoundVisit> {
  const row = await db
    .selectFrom('table_sessions')
    .innerJoin('tables', 'tables.id', 'table_sessions.table_id')
    .select(['table_sessions.id', 'started_at', 'ended_at', 'party_size', 'total', 'order_count', 'last_order_id'])
    .select(['awaiting', 'code', 'table_id', 'tables.number as table_number', 'merged_into'])
    .where('table_sessions.id', '=', id)
    .where('table_sessions.store_id', '=', storeId)
    .executeTakeFirst();
  if (!row) throw notFound('visit');
  return {
    visit: { ...summaryOf(row), tableId: row.table_id, tableNumber: row.table_number },
    endedAt: row.ended_at === null ? null : new Date(Number(row.ended_at)).toISOString(),
    mergedInto: row.merged_into,
    lastOrderId: row.last_order_id,
  };
}

/** False where the visit has ended. */
export async function setPartySize(tx: Connection, id: string, partySize: number | null): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('table_sessions')
    .set({ party_size: partySize })
    .where('id', '=', id)
    .where('open_table_id', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Somebody has nodded; false where somebody has before, or the visit has ended. */
export async function acceptVisitRow(tx: Connection, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('table_sessions')
    .set({ awaiting: 0 })
    .where('id', '=', id)
    .where('awaiting', '=', 1)
    .where('open_table_id', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The store's open visits by their table's id. */
export async function listOpenVisits(db: Connection, storeId: string): Promise<Map<string, VisitWithOrders>> {
  const rows = await db
    .selectFrom('tables')
    .innerJoin('table_sessions as visit', 'visit.open_table_id', 'tables.id')
    .select(['tables.id as table_id', 'visit.id', 'visit.started_at', 'visit.party_size'])
    .select(['visit.total', 'visit.order_count', 'visit.awaiting', 'visit.code', 'visit.last_order_id'])
    .where('tables.store_id', '=', storeId)
    .execute();
  return new Map(rows.map((row) => [row.table_id, { visit: summaryOf(row), lastOrderId: row.last_order_id }]));
}

/** Ends the table's open visit; answers it as it ended, with all its orders, undefined where nobody is sitting there. */
export async function closeVisit(
  tx: Connection,
  tableId: string,
  at: number,
): Promise<VisitWithOrders<EndedSession> | undefined> {
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
  // Read once more: an order may have been canceled in between the finding and the closing.
  const row = await tx.selectFrom('table_sessions').select(endedColumns).where('id', '=', id).executeTakeFirstOrThrow();
  return endedOf(row);
}

/** An ended visit goes on; its table is locked, and nobody sits there. */
export async function reopenVisitRow(tx: Connection, id: string, tableId: string): Promise<void> {
  await tx.updateTable('table_sessions').set({ open_table_id: tableId, ended_at: null }).where('id', '=', id).execute();
}

/** An open visit goes on at another table; both are locked, and nobody sits there. */
export async function moveVisitRow(tx: Connection, id: string, tableId: string): Promise<void> {
  await tx
    .updateTable('table_sessions')
    .set({ open_table_id: tableId, table_id: tableId })
    .where('id', '=', id)
    .execute();
}

/** An open visit is over, its orders and its total being another's by now. */
export async function mergeVisitRow(
  tx: Connection,
  id: string,
  { into, at }: { into: string; at: number },
): Promise<void> {
  await tx
    .updateTable('table_sessions')
    .set({ open_table_id: null, ended_at: at, merged_into: into, total: 0, order_count: 0, last_order_id: null })
    .where('id', '=', id)
    .execute();
}

/** What a summary is made of. */
const summary = ['id', 'started_at', 'party_size', 'total', 'order_count', 'awaiting', 'code'] as const;

function summaryOf(row: Pick<VisitRow, (typeof summary)[number]>): SessionSummary {
  return {
    id: row.id,
    startedAt: new Date(Number(row.started_at)).toISOString(),
    partySize: row.party_size,
    total: Number(row.total),
    orderCount: row.order_count,
    ...(row.awaiting === 1 && { awaiting: true }),
    ...(row.code !== null && { code: row.code }),
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
    .select(endedColumns)
    .where('table_id', '=', tableId)
    .where('ended_at', 'is not', null)
    .where('merged_into', 'is', null);
  if (days.from !== undefined) query = query.where('business_day', '>=', days.from);
  if (days.to !== undefined) query = query.where('business_day', '<=', days.to);
  if (page.before !== undefined) query = query.where('id', '<', page.before);
  const rows = await query.orderBy('id', 'desc').limit(page.limit).execute();
  return rows.map(endedOf);
}

const endedColumns = [...summary, 'table_id', 'ended_at', 'last_order_id'] as const;

function endedOf(row: Pick<VisitRow, (typeof endedColumns)[number]>): VisitWithOrders<EndedSession> {
  return {
    visit: { ...summaryOf(row), tableId: row.table_id, endedAt: new Date(Number(row.ended_at)).toISOString() },
    lastOrderId: row.last_order_id,
  };
}
