import type { StoreEvent } from '@soban/contract/events';
import type { Order, OrderPage } from '@soban/contract/orders';
import type { SessionSummary } from '@soban/contract/tables';
import { withOrder } from '@soban/web-shared/folds';

/** The running visit as this screen knows it: as many orders as have been fetched, newest first. */
export interface Visit {
  items: readonly Order[];
  nextCursor: string | null;
  session: SessionSummary | null;
}

export const noVisit: Visit = { items: [], nextCursor: null, session: null };

export function visitOf({ items, nextCursor, session }: OrderPage): Visit {
  return { items, nextCursor, session };
}

/** Appends an older page, leaving out what a live event has already brought. */
export function withOlder(visit: Visit, page: OrderPage): Visit {
  if (visit.session?.id !== page.session?.id) return visitOf(page);
  const known = new Set(visit.items.map(({ id }) => id));
  return {
    ...visit,
    items: [...visit.items, ...page.items.filter(({ id }) => !known.has(id))],
    nextCursor: page.nextCursor,
  };
}

/** What an event makes of the visit; the same event twice makes no difference. */
export function afterEvent(visit: Visit, event: StoreEvent): Visit {
  switch (event.type) {
    case 'order_created':
    case 'order_updated':
    case 'order_deleted': {
      const { session, movedTo, ...order } = event.data;
      // It is on another party's bill by now.
      if (movedTo) return { ...visit, items: visit.items.filter(({ id }) => id !== order.id), session };
      if (visit.session && visit.session.id !== session.id) return { items: [order], nextCursor: null, session };
      return { ...visit, items: withOrder(visit.items, order), session };
    }
    case 'session_started':
    case 'session_updated': {
      const { tableId: _, tableNumber: __, ...session } = event.data;
      return visit.session?.id === session.id ? { ...visit, session } : { ...noVisit, session };
    }
    case 'session_ended':
      return !visit.session || visit.session.id === event.data.id ? noVisit : visit;
    case 'orders_seen':
    case 'menu_updated':
    case 'call_created':
    case 'call_acknowledged':
    case 'table_updated':
    case 'store_updated':
      return visit;
  }
}
