import type { HistoryQuery, PastSession } from '@soban/contract/orders';
import type { Database } from '../../db/database.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { listOrdersBackFrom } from '../orders/order-store.ts';
import { listEndedSessions } from './session-store.ts';
import { getTable } from './table-store.ts';

/** A visit has far fewer; a bound on what one page may weigh. */
const ordersPerSession = 500;

/** A table's ended visits with their orders, newest first. */
export function readHistory(
  database: Database,
  { storeId }: StaffPrincipal,
  tableId: string,
  days: Pick<HistoryQuery, 'from' | 'to'>,
  page: { before: string | undefined; limit: number },
): Promise<PastSession[]> {
  return database.snapshot(async (db) => {
    await getTable(db, storeId, tableId);
    const sessions = await listEndedSessions(db, tableId, days, page);
    const newestIds = sessions.map(({ newestOrderId }) => newestOrderId);
    const orders = await listOrdersBackFrom(db, newestIds, ordersPerSession);
    const bySession = Map.groupBy(orders, (order) => order.sessionId);
    return sessions.map(({ session }) => ({ ...session, orders: bySession.get(session.id) ?? [] }));
  });
}
