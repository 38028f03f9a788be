import { hash } from 'node:crypto';
import type { Order, OrderLine, PlaceOrder } from '@soban/contract/orders';
import { audit } from '../../audit.ts';
import { clock } from '../../clock.ts';
import type { OrderNumberFormat } from '../../config/order-number.ts';
import { Conflict, type Database, DatabaseUnavailable } from '../../db/database.ts';
import { newId } from '../../ids.ts';
import type { Transact } from '../../live/relay.ts';
import type { Phone, StaffPrincipal } from '../../principal.ts';
import { Refusal, visitOver } from '../../refusal.ts';
import type { StoreCache } from '../menu/store-cache.ts';
import { businessDay } from '../store/business-day.ts';
import { getTable } from '../tables/table-rows.ts';
import { requireOnePerHead } from './first-order.ts';
import { orderEventData, orderJson } from './order-event.ts';
import { findOrderOfIntent, type Intent, insertOrder, takeOrderNumber } from './order-rows.ts';
import { priceOrder } from './price-order.ts';
import { requireTakingOrders } from './taking-orders.ts';
import { addOrderToVisit, findTableOfVisit, openVisit } from './visit-rows.ts';

export interface PlaceOrderDeps {
  database: Database;
  transact: Transact;
  stores: StoreCache;
  orderNumber: OrderNumberFormat;
}

/** Who orders, and for which table. */
export interface Placer {
  storeId: string;
  tableId: string;
  /** Whose idempotency keys are used: the table's id, a phone's visit's, or the staff member's. */
  keyOwner: string;
  /** A guest's phone, which orders for its own visit and no other. */
  phone?: Phone | null;
  /** Who of the staff does it, where no table orders for itself. */
  staff?: StaffPrincipal;
}

/**
 * Places one order: visit, number, order with its lines and its key, and event in one transaction, durable before it answers.
 * Answers the order as JSON, made once for the reply and for the live event. The same key with the same body gets the
 * first answer again.
 */
export async function placeOrder(
  { database, ...deps }: PlaceOrderDeps,
  placer: Placer,
  key: string,
  body: PlaceOrder,
): Promise<string> {
  const intent = { key, owner: placer.keyOwner, hash: fingerprint(body) };
  try {
    return await placeFirst(deps, placer, intent, body);
  } catch (error) {
    // Whatever is in the way now, an order that was placed with this key was placed: its unique index lets no second one in.
    const first = error instanceof DatabaseUnavailable ? undefined : await findOrderOfIntent(database.read, intent);
    if (!first) throw error;
    if (first.hash === intent.hash) return JSON.stringify(asPlaced(first.order));
    throw new Refusal('idempotency_conflict', 'This idempotency key belongs to another order.');
  }
}

async function placeFirst(
  { transact, stores, orderNumber }: Omit<PlaceOrderDeps, 'database'>,
  placer: Placer,
  intent: Intent,
  body: PlaceOrder,
): Promise<string> {
  const { storeId, staff, phone } = placer;
  let { tableId } = placer;
  const id = newId();
  // Before the transaction, which waits for nothing but its own queries; where it is run again, it has the newer one that it found.
  let store = await stores.get(storeId);
  return transact(async (tx, append) => {
    // A table that has signed in is its store's; one that is named may be anybody's.
    if (staff) await getTable(tx, storeId, tableId);
    const now = clock.now();
    const day = businessDay(now, store.settings);
    const { tableNumber, sequence, version } = await takeOrderNumber(tx, tableId, day);
    if (version !== store.version) {
      store = await stores.atVersion(storeId, version, tx);
      if (businessDay(now, store.settings) !== day) throw new Conflict('the business day begins at another time');
    }
    if (phone && store.settings.phoneOrdering === 'off') {
      throw new Refusal('forbidden', 'Phones show the menu here. Order at the table’s tablet, or with the staff.');
    }
    // Staff order at any time.
    if (!staff) requireTakingOrders(store, body, now);
    const { items, total } = priceOrder(store.menu.items, body);
    if (body.expectedTotal !== undefined && body.expectedTotal !== total) {
      throw new Refusal('price_changed', 'A price has changed since the menu was loaded.', { total });
    }

    const joined = await addOrderToVisit(tx, { tableId, orderId: id, total });
    if (phone && joined?.visit.id !== phone.visitId) {
      const found = await findTableOfVisit(tx, phone.visitId);
      if (found) {
        tableId = found;
        throw new Conflict('the visit has moved');
      }
      if (joined || found === null) throw visitOver();
      if (store.settings.phoneOrdering === 'open_visit') {
        throw new Refusal('no_open_session', 'Your table is not open yet. Ask a member of the staff.');
      }
    }
    // A party's first order opens its visit; where a phone opens it, a person has yet to nod.
    const asPhone = phone ? { id: phone.visitId, awaiting: true } : {};
    const hasCode = store.settings.visitCode;
    const opening = { storeId, tableId, now, day, partySize: null, hasCode, first: { id, total }, ...asPhone };
    const visit = joined?.visit ?? (await openVisit(tx, opening));
    // How many sit there is the staff's to judge.
    if (!staff) requireOnePerHead(store, body, visit, now);
    const createdAt = new Date(now).toISOString();
    const order: Omit<Order, 'items'> = {
      id,
      number: orderNumber(tableNumber, sequence),
      status: 'pending',
      total,
      note: body.note || null,
      tableId,
      tableNumber,
      sessionId: visit.id,
      createdAt,
      statusChangedAt: createdAt,
      cancelReason: null,
    };
    const lines = JSON.stringify(items);
    await insertOrder(tx, storeId, order, lines, joined?.previousOrderId ?? null, intent);
    if (staff) await audit(tx, staff, 'order.placed', id, { tableId, number: order.number, total });
    const json = orderJson(order, lines);
    const data = orderEventData(json, visit);
    const appended = await append({ storeId, type: 'order_created', tableId, data });
    // The menu may have changed since the order was priced: then everything is done again from the store as it is now.
    if (appended.version !== version) throw new Conflict('the store has changed');
    return json;
  });
}

/**
 * What makes a body the same body: its meaning, not its white space or its keys' order. A field that is added to it does not
 * compile before it has a place here.
 */
function fingerprint({ tableId, items, note, expectedTotal, ...others }: PlaceOrder): string {
  others satisfies Record<string, never>;
  const lines = items.map(({ menuItemId, quantity, optionIds, note: wish, ...more }) => {
    more satisfies Record<string, never>;
    return [menuItemId, quantity, optionIds ?? [], wish || null];
  });
  const said = [lines, note || null, expectedTotal ?? null, ...(tableId === undefined ? [] : [tableId])];
  return hash('sha256', JSON.stringify(said), 'base64url');
}

/** The order as its key's first request was answered, whatever has become of it since. */
function asPlaced(order: Order): Order {
  const parts = Map.groupBy(order.items, (line) => line.voidOf ?? line.id);
  const items = [...parts].map(([id, lines]): OrderLine => {
    const sumOf = (figure: 'quantity' | 'lineTotal') => lines.reduce((sum, line) => sum + line[figure], 0);
    const fresh = { status: 'pending', servedAt: null, cancelReason: null, voidOf: null } as const;
    return { ...(lines[0] as OrderLine), id, quantity: sumOf('quantity'), lineTotal: sumOf('lineTotal'), ...fresh };
  });
  const total = items.reduce((sum, line) => sum + line.lineTotal, 0);
  return { ...order, status: 'pending', items, total, statusChangedAt: order.createdAt, cancelReason: null };
}
