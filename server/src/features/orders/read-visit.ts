import type { Order } from '@soban/contract/orders';
import type { SessionSummary } from '@soban/contract/tables';
import type { Connection, Database } from '../../db/database.ts';
import { lastSequence } from '../../live/outbox.ts';
import type { Principal, TablePrincipal } from '../../principal.ts';
import { notFound } from '../../refusal.ts';
import { findOpenSession } from '../tables/session-store.ts';
import { getOrder, listOrders } from './order-store.ts';

export interface Visit {
  /** Newest first. */
  orders: Order[];
  session: SessionSummary | null;
  lastEventId: string;
}

/** What the party at the table has ordered, at one moment; nothing of an earlier party's. */
export function readVisit(
  database: Database,
  { storeId, tableId }: TablePrincipal,
  page: { before: string | undefined; limit: number },
): Promise<Visit> {
  return database.snapshot(async (db) => {
    const session = await findOpenSession(db, tableId);
    return {
      orders: session ? await listOrders(db, [session.id], page) : [],
      session,
      lastEventId: String(await lastSequence(db, storeId)),
    };
  });
}

/** One order: any of the store's for staff; for a table its own, while the party that ordered it sits there. */
export async function readOrder(db: Connection, principal: Principal, id: string): Promise<Order> {
  const order = await getOrder(db, principal, id);
  if (principal.kind === 'staff') return order;
  const session = await findOpenSession(db, principal.tableId);
  if (session?.id !== order.sessionId) throw notFound('order');
  return order;
}
