import type { Session } from '@soban/contract/orders';
import type { Database } from '../../db/database.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { listOrdersBackFrom } from '../orders/order-rows.ts';
import { findVisit } from '../orders/visit-rows.ts';
import { ordersPerVisit } from './read-history.ts';

/** A visit whole, whether it goes on or has ended. */
export function readWholeVisit(
  { database }: { database: Database },
  { storeId }: StaffPrincipal,
  id: string,
): Promise<Session> {
  return database.snapshot(async (db) => {
    const { visit, endedAt, lastOrderId } = await findVisit(db, storeId, id);
    const orders = lastOrderId === null ? [] : await listOrdersBackFrom(db, [lastOrderId], ordersPerVisit);
    return { ...visit, endedAt, orders };
  });
}
