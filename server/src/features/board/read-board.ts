import type { Board } from '@soban/contract/board';
import type { Database } from '../../db/database.ts';
import { lastSequence } from '../../live/outbox.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { listOpenCalls } from '../calls/call-store.ts';
import { listOrders } from '../orders/order-store.ts';
import { listOpenSessions } from '../tables/session-store.ts';
import { listTables } from '../tables/table-store.ts';

/** More orders than any floor has open at once; a bound on what one snapshot may weigh. */
const orderLimit = 2000;

/** The store at one moment, as the board starts from it. */
export function readBoard(database: Database, { storeId }: StaffPrincipal): Promise<Board> {
  return database.snapshot(async (db) => {
    const tables = await listTables(db, storeId);
    const sessions = await listOpenSessions(db, storeId);
    const sessionIds = [...sessions.values()].map((session) => session.id);
    const orders = Map.groupBy(await listOrders(db, sessionIds, { limit: orderLimit }), (order) => order.tableId);
    const calls = Map.groupBy(await listOpenCalls(db, storeId), (call) => call.tableId);
    return {
      tables: tables.map((table) => ({
        ...table,
        session: sessions.get(table.id) ?? null,
        orders: orders.get(table.id) ?? [],
        calls: calls.get(table.id) ?? [],
      })),
      lastEventId: String(await lastSequence(db, storeId)),
    };
  });
}
