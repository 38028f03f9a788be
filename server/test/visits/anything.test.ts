import type { BoardTable } from '@soban/contract/board';
import { nextStatus, previousStatus, statusOfLines } from '@soban/contract/lifecycle';
import type { Order, Session } from '@soban/contract/orders';
import { orderTotal } from '@soban/contract/pricing';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../cells.ts';
import { appOfThisFile } from '../harness/app-harness.ts';
import { fold } from '../harness/board-fold.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const guests = [await pair(app.anyone, 1), await pair(app.anyone, 2), await pair(app.anyone, 3)];
const dish = new Dishes(await (await pair(app.anyone, 12)).menu()).plain;

const unknown = '019ab1c4-5d00-7000-8000-000000000000';

/** What people may do; each picks whom it is done to by a number, modulo what there is. */
const pick = fc.nat({ max: 30 });
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('order' as const), one: pick, other: pick }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'bump',
        'recall',
        'tick',
        'void',
        'cancel',
        'call',
        'move',
        'merge',
        'transfer',
        'end',
        'endAndCancel',
        'reopen',
      ),
      one: pick,
      other: pick,
    }),
  },
);
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

/** What came of an evening that is not to be seen on the board: every visit and order there ever was. */
interface Known {
  visits: Set<string>;
  orders: Map<string, Pick<Order, 'number'> & { dishes: string[] }>;
}

/** Every portion that was ordered, void ones too. */
function dishesOf({ items }: Pick<Order, 'items'>): string[] {
  const portions = items.flatMap(({ name, quantity, unitPrice }) =>
    Array.from({ length: quantity }, () => `${name} at ${unitPrice}`),
  );
  return portions.toSorted();
}

function at<Value>(list: Iterable<Value>, number: number): Value | undefined {
  const all = [...list];
  return all[number % Math.max(1, all.length)];
}

/** Does it, whether or not it can be done: what is refused changes nothing. */
async function perform({ kind, one, other }: Act, known: Known): Promise<void> {
  const guest = at(guests, one) ?? guests[0];
  const order = at(known.orders.keys(), one) ?? '';
  // Mostly those that it can be done with; where there are none, any.
  const seated = (await owner.board()).tables.filter(({ session }) => session);
  const open = seated.flatMap(({ session }) => session?.id ?? []);
  const free = guests.filter((each) => !seated.some(({ id }) => id === each.table.id));
  const among = (wanted: string[], number: number) => at(wanted, number) ?? at(known.visits, number) ?? unknown;
  const [visit, otherVisit] = [among(open, one), among(open, one + 1 + (other % 2))];
  const gone = among(
    [...known.visits].filter((id) => !open.includes(id)),
    one,
  );
  const table = at(seated, one)?.id ?? guest?.table.id ?? '';
  switch (kind) {
    case 'order': {
      const placed = await guest?.order(orderOf(dish, 1 + (other % 5)));
      if (!placed) return;
      known.visits.add(placed.sessionId);
      known.orders.set(placed.id, { number: placed.number, dishes: dishesOf(placed) });
      return;
    }
    case 'bump':
    case 'recall': {
      if (order === '') return;
      const { status } = await owner.readOrder(order);
      const next = kind === 'bump' ? nextStatus(status) : previousStatus(status);
      if (next) await owner.tryToMove(order, next);
      return;
    }
    case 'tick':
    case 'void': {
      if (order === '') return;
      const line = at((await owner.readOrder(order)).items, other);
      const next = line && nextStatus(line.status);
      if (!line || !next) return;
      if (kind === 'tick') await owner.tryToChangeLine(order, line.id, { status: next });
      else await owner.tryToVoid(order, line.id, { quantity: 1 + (other % 2) });
      return;
    }
    case 'cancel':
      await owner.cancel(order || unknown);
      return;
    case 'call':
      await guest?.call(one % 2 === 0 ? 'water' : 'bill');
      return;
    case 'move':
      await owner.moveParty(visit, (at(free, other) ?? at(guests, other))?.table.id ?? unknown);
      return;
    case 'merge':
      await owner.merge(visit, otherVisit);
      return;
    case 'transfer':
      await owner.transfer(order || unknown, otherVisit);
      return;
    case 'end':
      await owner.tryToEndSession(table);
      return;
    case 'endAndCancel':
      await owner.tryToEndSession(table, { unfinished: 'cancel' });
      return;
    case 'reopen':
      await owner.reopen(gone);
  }
}

const live = ({ status }: Order): boolean => status !== 'canceled';

/** What has to be true of all visits at any time. */
function expectWhole(visits: readonly Session[], tables: readonly BoardTable[], known: Known): void {
  const all = visits.flatMap(({ orders }) => orders);
  expect(all.map(({ id }) => id).toSorted(), 'each order is in one visit, once').toEqual(
    [...known.orders.keys()].toSorted(),
  );
  for (const order of all) {
    expect({ number: order.number, dishes: dishesOf(order) }).toEqual(known.orders.get(order.id));
    if (live(order)) expect(order.total).toBe(orderTotal(order.items));
    expect(order.status).toBe(statusOfLines(order.items));
  }
  for (const { id, tableId, total, orderCount, orders } of visits) {
    expect(total).toBe(orders.filter(live).reduce((sum, order) => sum + order.total, 0));
    expect(orderCount).toBe(orders.filter(live).length);
    expect(orders.map((order) => order.id)).toEqual(
      orders
        .map((order) => order.id)
        .toSorted()
        .toReversed(),
    );
    for (const order of orders) expect(order).toMatchObject({ sessionId: id, tableId });
  }
  for (const { id, session } of tables) {
    const open = visits.filter(({ endedAt, tableId }) => endedAt === null && tableId === id);
    expect(open.map((visit) => visit.id)).toEqual(session ? [session.id] : []);
  }
}

/** Of the run before, which may have failed half-way. */
async function clearTables(): Promise<void> {
  for (const { id, session, leaving } of (await owner.board()).tables) {
    if (session) await owner.endSession(id, { unfinished: 'cancel' });
    for (const order of leaving) await owner.cancel(order.id);
  }
}

test('whatever is done with visits and orders, none is lost or doubled, totals are right, and the board follows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 15, maxLength: 30, size: 'max' }), async (acts) => {
      await clearTables();
      const known: Known = { visits: new Set(), orders: new Map() };
      const start = await owner.board();
      const stream = await listen(owner.client, storeStream, { lastEventId: start.lastEventId });
      for (const each of acts) await perform(each, known);

      const board = await owner.board();
      const visits = await Promise.all([...known.visits].map((id) => owner.readSession(id)));
      expectWhole(visits, board.tables, known);
      for (const guest of guests) {
        const { items, session } = await guest.visit({ limit: 100 });
        const seen = board.tables.find(({ id }) => id === guest.table.id);
        expect({ session, items }).toEqual({ session: seen?.session, items: seen?.orders });
      }
      if (board.lastEventId !== start.lastEventId) await stream.untilEvent(board.lastEventId);
      const tables = new Map(start.tables.map((table) => [table.id, table]));
      for (const event of stream.heard) fold(tables, event);
      await stream.cut();
      expect([...tables.values()]).toEqual(board.tables);
    }),
    { numRuns: rounds({ most: 50, else: 15 }) },
  );
}, 120_000);
