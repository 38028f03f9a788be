import type { HistoryQuery, PastSession } from '@soban/contract/orders';
import { clock } from '../../clock.ts';
import type { Connection, Database } from '../../db/database.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { listOrdersBackFrom } from '../orders/order-rows.ts';
import { listEndedVisits } from '../orders/visit-rows.ts';
import { businessDay } from '../store/business-day.ts';
import { getStore } from '../store/store-rows.ts';
import { getTable } from '../tables/table-rows.ts';

/** A visit has far fewer; a bound on what one page may weigh. */
export const ordersPerVisit = 500;

const aDay = 24 * 3_600_000;

/** A table's ended visits with their orders, newest first. */
export async function readHistory(
  { database }: { database: Database },
  { storeId }: StaffPrincipal,
  tableId: string,
  days: Pick<HistoryQuery, 'from' | 'to'>,
  page: { before: string | undefined; limit: number },
): Promise<PastSession[]> {
  // A visit that began before the cut-off may have ended a moment ago: only what is a whole day older is surely past.
  const isPast =
    days.to !== undefined && days.to < businessDay(clock.now() - aDay, await getStore(database.read, storeId));
  const read = async (db: Connection) => {
    await getTable(db, storeId, tableId);
    const visits = await listEndedVisits(db, tableId, days, page);
    const lastIds = visits.flatMap(({ lastOrderId }) => lastOrderId ?? []);
    const orders = await listOrdersBackFrom(db, lastIds, ordersPerVisit);
    const byVisit = Map.groupBy(orders, (order) => order.sessionId);
    return visits.map(({ visit }) => ({ ...visit, orders: byVisit.get(visit.id) ?? [] }));
  };
  return isPast ? database.pastSnapshot(read) : database.snapshot(read);
}
