import type { cancelOrder, moveOrder } from '@soban/contract/endpoints';
import { canMove } from '@soban/contract/lifecycle';
import type { MenuItem } from '@soban/contract/menu';
import { Problem } from '@soban/contract/problem';
import type { OrderStatus, ProblemCode } from '@soban/contract/vocabulary';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { AnswerTo } from '../harness/client.ts';
import type { Guest } from '../harness/guest.ts';
import type { StaffMember } from '../harness/staff.ts';

/** The real thing: tables with guests, two people on the floor, some dishes. */
export interface Floor {
  guests: Guest[];
  owner: StaffMember;
  colleague: StaffMember;
  dishes: MenuItem[];
}

interface ModelOrder {
  id: string;
  table: number;
  status: OrderStatus;
  total: number;
  /** Its party is still there. */
  isOpen: boolean;
}

/** What the floor should look like: every order ever placed, oldest first. */
interface FloorModel {
  tables: number;
  orders: ModelOrder[];
}

export const newFloor = (tables: number): FloorModel => ({ tables, orders: [] });

type Command = fc.AsyncCommand<FloorModel, Floor>;

const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('There is nothing to take from.');
  return item;
};

/** A command with the words that fast-check prints when it fails. */
function command(
  words: string,
  run: (model: FloorModel, real: Floor) => Promise<void>,
  check: (model: FloorModel) => boolean = () => true,
): Command {
  return {
    check,
    toString: () => words,
    run: async (model, real) => {
      await run(model, real);
      await agree(model, real);
    },
  };
}

/** What guests and board see is what the model says. */
async function agree(model: FloorModel, { guests, owner }: Floor): Promise<void> {
  const board = await owner.board();
  for (const [table, guest] of guests.entries()) {
    const open = model.orders.filter((order) => order.isOpen && order.table === table);
    const counted = open.filter((order) => order.status !== 'canceled');
    const visit = await guest.visit({ limit: 100 });
    const expected = open.toReversed().map(({ id, status, total }) => ({ id, status, total }));
    expect(visit.items.map(({ id, status, total }) => ({ id, status, total }))).toEqual(expected);
    const totals = { total: counted.reduce((sum, order) => sum + order.total, 0), orderCount: counted.length };
    if (open.length === 0) expect(visit.session).toBeNull();
    else expect(visit.session).toMatchObject(totals);
    const shown = board.tables.find(({ id }) => id === guest.table.id);
    expect(shown?.session).toEqual(visit.session);
    expect(shown?.orders).toEqual(visit.items);
    expect(board.lastEventId).toBe(visit.lastEventId);
  }
}

/** Why a move has to be refused, or undefined where it has to be made. */
function refusalOf(order: ModelOrder, to: OrderStatus, from?: OrderStatus): ProblemCode | undefined {
  if (!canMove(order.status, to) || (from !== undefined && from !== order.status)) return 'invalid_transition';
  // What a party that has left has had stands; the rest the kitchen goes on with, and may call back.
  const hasHad = !order.isOpen && order.status === 'completed';
  return hasHad && to === 'canceled' ? 'session_ended' : undefined;
}

function settle(
  answer: AnswerTo<typeof moveOrder> | AnswerTo<typeof cancelOrder>,
  order: ModelOrder,
  to: OrderStatus,
  refusal: ProblemCode | undefined,
): void {
  if (refusal) {
    answer.refused(refusal);
    return;
  }
  const moved = answer.ok();
  if (to !== 'canceled') expect(moved?.status).toBe(to);
  order.status = to;
}

const hasOrders = (model: FloorModel) => model.orders.length > 0;
const index = fc.nat({ max: 50 });
const movable = fc.constantFrom<('pending' | 'preparing' | 'completed')[]>('pending', 'preparing', 'completed');

const place = fc.tuple(index, index, fc.integer({ min: 1, max: 5 })).map(([table, dish, quantity]) =>
  command(`table ${table} orders ${quantity} of dish ${dish}`, async (model, { guests, dishes }) => {
    const item = at(dishes, dish);
    const order = await at(guests, table).order({ items: [{ menuItemId: item.id, quantity }] });
    const total = item.price * quantity;
    expect(order.total).toBe(total);
    model.orders.push({ id: order.id, table: table % model.tables, status: 'pending', total, isOpen: true });
  }),
);

const move = fc.tuple(index, movable, fc.option(movable, { nil: undefined })).map(([which, to, from]) =>
  command(
    `order ${which} moves to ${to}${from ? ` from ${from}` : ''}`,
    async (model, { owner }) => {
      const order = at(model.orders, which);
      const refusal = refusalOf(order, to, from);
      settle(await owner.tryToMove(order.id, to, from), order, to, refusal);
    },
    hasOrders,
  ),
);

const cancel = index.map((which) =>
  command(
    `order ${which} is canceled`,
    async (model, { owner }) => {
      const order = at(model.orders, which);
      settle(await owner.cancel(order.id), order, 'canceled', refusalOf(order, 'canceled'));
    },
    hasOrders,
  ),
);

const endSession = index.map((table) =>
  command(`table ${table} leaves`, async (model, { guests, owner }) => {
    const staying = model.orders.filter((order) => order.isOpen && order.table === table % model.tables);
    const answer = await owner.tryToEndSession(at(guests, table).table.id);
    if (staying.length === 0) answer.refused('session_ended');
    else expect(answer.status).toBe(200);
    for (const order of staying) order.isOpen = false;
  }),
);

/** What two moves one after the other would be told, and where they would leave the order. */
function inTurn(order: ModelOrder, first: OrderStatus, second: OrderStatus) {
  const after = { ...order };
  const told = [first, second].map((to) => {
    const refusal = refusalOf(after, to);
    if (!refusal) after.status = to;
    return refusal ?? 'moved';
  });
  return { told, status: after.status };
}

/** Two people move one order, each where they like: it is as if one had been first. */
const race = fc.tuple(index, movable, movable).map(([which, one, two]) =>
  command(
    `two move order ${which}, to ${one} and to ${two}`,
    async (model, { owner, colleague }) => {
      const order = at(model.orders, which);
      const answers = await Promise.all([owner.tryToMove(order.id, one), colleague.tryToMove(order.id, two)]);
      const told = answers.map((answer) => (answer.status === 200 ? 'moved' : answer.as(Problem, 409).code));
      const { status } = await owner.readOrder(order.id);
      const other = inTurn(order, two, one);
      const possible = [inTurn(order, one, two), { ...other, told: other.told.toReversed() }];
      expect(possible).toContainEqual({ told, status });
      order.status = status;
    },
    hasOrders,
  ),
);

export const floorCommands = [place, place, move, move, cancel, endSession, race];
