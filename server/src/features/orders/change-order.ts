import { canMove, isUnfinished, lineAtStep, statusOfLines } from '@soban/contract/lifecycle';
import type { ChangeLine, MoveOrder, Order, OrderLine, VoidLine } from '@soban/contract/orders';
import { orderTotal } from '@soban/contract/pricing';
import type { OrderStatus } from '@soban/contract/vocabulary';
import { type AuditAction, audit } from '../../audit.ts';
import { clock } from '../../clock.ts';
import type { Connection } from '../../db/database.ts';
import { newId } from '../../ids.ts';
import type { Append, Transact } from '../../live/relay.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { notFound, Refusal } from '../../refusal.ts';
import { businessDay } from '../store/business-day.ts';
import { getStore } from '../store/store-rows.ts';
import { noteLeaving } from './leaving-rows.ts';
import { lockOrder } from './lock-order.ts';
import { orderEventData, orderEventOf } from './order-event.ts';
import { updateOrder } from './order-rows.ts';
import { addToTotals, type FoundVisit, findVisit } from './visit-rows.ts';
import { voidOrder } from './void-rows.ts';

interface Deps {
  transact: Transact;
}

interface LineAddress {
  /** The order's. */
  id: string;
  lineId: string;
}

/** Moves an order one step along its lifecycle with all its lines, forward or as a recall. */
export function moveOrder(deps: Deps, staff: StaffPrincipal, id: string, { status, from }: MoveOrder): Promise<Order> {
  return changeLines(deps, staff, id, (order) => {
    requireMove(order, `Order ${order.number}`, status, from);
    const items = order.items.map((line) => lineAtStep(line, status));
    return { of: order, items, action: 'order.moved', detail: { from: order.status, to: status } };
  });
}

/** Moves one line one step, or says that it was carried out; the order's status follows. */
export function changeLine(
  deps: Deps,
  staff: StaffPrincipal,
  { id, lineId }: LineAddress,
  { status, from, served }: ChangeLine,
): Promise<Order> {
  return changeLines(deps, staff, id, (order, now) => {
    const before = lineOf(order, lineId);
    if (status !== undefined) requireMove(before, before.name, status, from);
    const line = status === undefined ? before : lineAtStep(before, status);
    if (served === true && line.status !== 'completed') {
      throw new Refusal('invalid_transition', `${line.name} is ${line.status} and cannot be carried out.`);
    }
    const servedAt = served === true ? (line.servedAt ?? new Date(now).toISOString()) : null;
    const after = served === undefined ? line : { ...line, servedAt };
    const detail = { line: lineId, name: line.name, from: before.status, to: line.status, served };
    return { of: before, items: withLine(order, after), action: 'order.line_moved', detail };
  });
}

/** Takes a line out of all totals, or so many of it, which then are a line of their own. */
export function voidLine(
  deps: Deps,
  staff: StaffPrincipal,
  { id, lineId }: LineAddress,
  { reason, quantity, of }: VoidLine,
): Promise<Order> {
  return changeLines(deps, staff, id, (order) => {
    const line = lineOf(order, lineId);
    requireMove(line, line.name, 'canceled');
    const count = quantity ?? line.quantity;
    if (count > line.quantity || (of !== undefined && of !== line.quantity)) {
      throw new Refusal('invalid_transition', `Of ${line.name} there are ${line.quantity}.`);
    }
    const gone = { status: 'canceled', servedAt: null, cancelReason: reason } as const;
    const detail = { line: lineId, name: line.name, quantity: count, reason };
    const change = { of: line, reason, action: 'order.voided', detail } as const;
    if (count === line.quantity) return { ...change, items: withLine(order, { ...line, ...gone }) };
    const portion = line.lineTotal / line.quantity;
    const left = { ...line, quantity: line.quantity - count, lineTotal: portion * (line.quantity - count) };
    const part = { ...line, ...gone, id: newId(), quantity: count, lineTotal: portion * count, voidOf: line.id };
    return { ...change, items: withLine(order, left, part) };
  });
}

/** Voids an order: out of the table's total, kept in the audit trail with its reason. That is final. */
export function cancelOrder({ transact }: Deps, staff: StaffPrincipal, id: string, reason: string): Promise<void> {
  const { storeId } = staff;
  return transact(async (tx, append) => {
    const { order: before, found } = await lockOrder(tx, storeId, id);
    const order = await voidOrder(tx, staff, before, { reason, at: clock.now() });
    if (!order) throw cannotMove(before, `Order ${before.number}`, 'canceled');
    // What they have had and paid for stands.
    if (found.endedAt !== null && !isUnfinished(before)) throw hasLeft(before);
    await tell(tx, append, storeId, order, await findVisit(tx, storeId, found.visit.id));
  });
}

interface Change {
  /** What is changed, as it was: the order, or a line. */
  of: { status: OrderStatus };
  items: OrderLine[];
  /** Why something is void, where it is. */
  reason?: string;
  action: AuditAction;
  detail: object;
}

/** Makes of an order's lines what staff want of them, while nobody else can, and of the order what follows. */
function changeLines(
  { transact }: Deps,
  staff: StaffPrincipal,
  id: string,
  change: (order: Order, now: number) => Change,
): Promise<Order> {
  const { storeId } = staff;
  return transact(async (tx, append) => {
    const { order: before, found } = await lockOrder(tx, storeId, id);
    const now = clock.now();
    const { of, items, reason, action, detail } = change(before, now);
    // What they have had and paid for stands; what went out to them can be called back for as long as the day lasts.
    if (!isUnfinished(of) && (reason === undefined ? !(await isOfToday(tx, storeId, found, now)) : found.endedAt)) {
      throw hasLeft(before);
    }
    const status = statusOfLines(items);
    const isCanceled = status === 'canceled';
    const order: Order = {
      ...before,
      status,
      items,
      // What a canceled order had come to is still to be read.
      total: isCanceled ? before.total : orderTotal(items),
      statusChangedAt: status === before.status ? before.statusChangedAt : new Date(now).toISOString(),
      cancelReason: isCanceled ? (reason ?? null) : null,
    };
    await updateOrder(tx, order);
    await audit(tx, staff, action, id, detail);
    const less = before.total - (isCanceled ? 0 : order.total);
    if (reason !== undefined) await addToTotals(tx, before.sessionId, -less, isCanceled ? -1 : 0);
    const visit = reason === undefined ? found : await findVisit(tx, storeId, found.visit.id);
    await tell(tx, append, storeId, order, visit);
    return order;
  });
}

async function tell(tx: Connection, append: Append, storeId: string, order: Order, found: FoundVisit): Promise<void> {
  const { session, tableId } = orderEventOf(found);
  if (found.endedAt !== null) await noteLeaving(tx, storeId, order);
  const type = order.status === 'canceled' ? 'order_deleted' : 'order_updated';
  await append({ storeId, type, tableId, data: orderEventData(JSON.stringify(order), session) });
}

/** Whether the party still sits there, or left on this business day. */
async function isOfToday(tx: Connection, storeId: string, { endedAt }: FoundVisit, now: number): Promise<boolean> {
  if (endedAt === null) return true;
  const store = await getStore(tx, storeId);
  return businessDay(Date.parse(endedAt), store) === businessDay(now, store);
}

function lineOf(order: Order, id: string): OrderLine {
  const line = order.items.find((each) => each.id === id);
  if (!line) throw notFound('line');
  return line;
}

function withLine(order: Order, ...lines: [OrderLine, ...OrderLine[]]): OrderLine[] {
  return order.items.flatMap((line) => (line.id === lines[0].id ? lines : line));
}

/** `from` is what the person saw. */
function requireMove(thing: { status: OrderStatus }, name: string, to: OrderStatus, from = thing.status): void {
  if (from !== thing.status || !canMove(thing.status, to)) throw cannotMove(thing, name, to);
}

function cannotMove({ status }: { status: OrderStatus }, name: string, to: string): Refusal {
  return new Refusal('invalid_transition', `${name} is ${status} and cannot become ${to}.`);
}

function hasLeft(order: Order): Refusal {
  return new Refusal('session_ended', `The visit that order ${order.number} belongs to has ended.`);
}
