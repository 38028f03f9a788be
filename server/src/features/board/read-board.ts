import type { Board } from '@soban/contract/board';
import type { Order } from '@soban/contract/orders';
import type { Database } from '../../db/database.ts';
import { lastSequence } from '../../live/outbox.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { listOpenCalls } from '../calls/call-rows.ts';
import { listLeaving } from '../orders/leaving-rows.ts';
import { listOrdersBackFrom } from '../orders/order-rows.ts';
import { seenAmong } from '../orders/seen-rows.ts';
import { listOpenVisits } from '../orders/visit-rows.ts';
import { listTables } from '../tables/table-rows.ts';

/** More orders than any party makes; a bound on what one snapshot may weigh. */
const ordersOfTable = 200;

/** As every screen keeps them: two who order in one moment may be chained the other way round. */
const newestFirst = (one: Order, other: Order): number => (one.id < other.id ? 1 : -1);

/** The store at one moment, as the board starts from it. */
export function readBoard({ database }: { database: Database }, { storeId }: StaffPrincipal): Promise<Board> {
  return database.snapshot(async (db) => {
    const tables = await listTables(db, storeId);
    const visits = await listOpenVisits(db, storeId);
    const lastIds = [...visits.values()].flatMap(({ lastOrderId }) => lastOrderId ?? []);
    const open = await listOrdersBackFrom(db, lastIds, ordersOfTable);
    const orders = Map.groupBy(open, (order) => order.tableId);
    const waiting = open.filter(({ status }) => status === 'pending').map(({ id }) => id);
    const leaving = Map.groupBy(await listLeaving(db, storeId), (order) => order.tableId);
    const calls = Map.groupBy(await listOpenCalls(db, storeId), (call) => call.tableId);
    return {
      tables: tables.map((table) => ({
        ...table,
        session: visits.get(table.id)?.visit ?? null,
        orders: (orders.get(table.id) ?? []).toSorted(newestFirst),
        leaving: leaving.get(table.id) ?? [],
        calls: calls.get(table.id) ?? [],
      })),
      seenOrderIds: await seenAmong(db, waiting),
      lastEventId: String(await lastSequence(db, storeId)),
    };
  });
}
