import { hash } from 'node:crypto';
import type { Order, PlaceOrder } from '@soban/contract/orders';
import { audit } from '../../audit.ts';
import { clock } from '../../clock.ts';
import type { OrderNumberFormat } from '../../config/order-number.ts';
import { Conflict, type Connection } from '../../db/database.ts';
import { newId } from '../../ids.ts';
import type { Transact } from '../../live/relay.ts';
import type { Phone, StaffPrincipal } from '../../principal.ts';
import { Refusal, visitOver } from '../../refusal.ts';
import type { StoreCache } from '../menu/store-cache.ts';
import { businessDay } from '../store/business-day.ts';
import { getTable } from '../tables/table-rows.ts';
import { requireOnePerHead } from './first-order.ts';
import { orderEventData } from './order-event.ts';
import { claimIdempotencyKey, findIdempotencyKey, getOrder, insertOrder, takeOrderNumber } from './order-rows.ts';
import { priceOrder } from './price-order.ts';
import { requireTakingOrders } from './taking-orders.ts';
import { addOrderToVisit, findTableOfVisit, openVisit } from './visit-rows.ts';

export interface PlaceOrderDeps {
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
 * Places one order: key, visit, number, order, lines and event in one transaction, durable before it answers.
 * Answers the order as JSON, made once for the reply and for the live event. The same key with the same body gets the
 * first answer again.
 */
export async function placeOrder(
  { transact, stores, orderNumber }: PlaceOrderDeps,
  placer: Placer,
  key: string,
  body: PlaceOrder,
): Promise<string> {
  const { storeId, keyOwner, staff, phone } = placer;
  let { tableId } = placer;
  const id = newId();
  const requestHash = fingerprint(body);
  // Before the transaction, which waits for nothing but its own queries; where it is run again, it has the newer one that it found.
  let store = await stores.get(storeId);
  return transact(async (tx, append) => {
    const claim = { table_id: keyOwner, key, request_hash: requestHash, order_id: id };
    if (!(await claimIdempotencyKey(tx, claim))) return firstAnswer(tx, placer, key, requestHash);

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
    const order: Order = {
      id,
      number: orderNumber(tableNumber, sequence),
      status: 'pending',
      items,
      total,
      note: body.note || null,
      tableId,
      tableNumber,
      sessionId: visit.id,
      createdAt,
      statusChangedAt: createdAt,
      cancelReason: null,
    };
    await insertOrder(tx, storeId, order, joined?.previousOrderId ?? null);
    if (staff) await audit(tx, staff, 'order.placed', id, { tableId, number: order.number, total });
    const json = JSON.stringify(order);
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

/** The answer that the key's first request got: the order as it was placed, whatever has become of it since. */
async function firstAnswer(
  tx: Connection,
  { storeId, keyOwner }: Placer,
  key: string,
  requestHash: string,
): Promise<string> {
  const first = await findIdempotencyKey(tx, keyOwner, key);
  if (first?.request_hash !== requestHash) {
    throw new Refusal('idempotency_conflict', 'This idempotency key belongs to another order.');
  }
  const order = await getOrder(tx, { storeId }, first.order_id);
  const asPlaced: Order = { ...order, status: 'pending', statusChangedAt: order.createdAt, cancelReason: null };
  return JSON.stringify(asPlaced);
}
