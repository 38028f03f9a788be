import type { Order } from '@soban/contract/orders';
import type { SessionSummary } from '@soban/contract/tables';
import type { Connection, Database } from '../../db/database.ts';
import { lastSequence } from '../../live/outbox.ts';
import type { Principal, TablePrincipal } from '../../principal.ts';
import { notFound } from '../../refusal.ts';
import { findPreviousOrderId, getOrder, listOrdersBackFrom } from './order-rows.ts';
import { findVisitOf, type VisitWithOrders } from './visit-rows.ts';

export interface Visit {
  /** Newest first. */
  orders: Order[];
  session: SessionSummary | null;
  lastEventId: string;
}

/** What the party at the table has ordered, at one moment; nothing of an earlier party's. */
export function readVisit(
  { database }: { database: Database },
  table: TablePrincipal,
  page: { before: string | undefined; limit: number },
): Promise<Visit> {
  return database.snapshot(async (db) => {
    const open = await findVisitOf(db, table);
    const from = open && (await startOfPage(db, open, page.before));
    return {
      orders: from ? await listOrdersBackFrom(db, [from], page.limit) : [],
      session: open?.visit ?? null,
      lastEventId: String(await lastSequence(db, table.storeId)),
    };
  });
}

async function startOfPage(db: Connection, { visit, lastOrderId }: VisitWithOrders, before: string | undefined) {
  return before === undefined ? lastOrderId : findPreviousOrderId(db, visit.id, before);
}

/** One order: any of the store's for staff; for a table its own, while the party that ordered it sits there. */
export async function readOrder(
  { database }: { database: Database },
  principal: Principal,
  id: string,
): Promise<Order> {
  const order = await getOrder(database.read, principal, id);
  if (principal.kind === 'staff') return order;
  const open = await findVisitOf(database.read, principal);
  if (open?.visit.id !== order.sessionId) throw notFound('order');
  return order;
}
