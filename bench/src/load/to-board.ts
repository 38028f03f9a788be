import * as endpoints from '@soban/contract/endpoints';
import { pathTo } from '@soban/contract/request';
import type { Guest } from '../store/guests.ts';
import type { Sample } from './closed-loop.ts';
import { type Connection, openConnections } from './connection.ts';
import { EventStream } from './event-stream.ts';
import { type Latencies, latenciesOf } from './latencies.ts';
import { ordersOf } from './order-loop.ts';
import { withFreshKey } from './requests.ts';
import type { Target } from './target.ts';

/** One store under load. */
export interface Shop {
  target: Target;
  guests: readonly Guest[];
  /** The sign-in of its boards. */
  staffToken: string;
}

/** Enough for orders that have waited for seconds. */
const openLoopConnections = 1000;

/** Matches events on the board's stream with the orders that they tell of: a table's events come in the order of its orders. */
class Board {
  readonly latencies: number[] = [];
  readonly #sent = new Map<string, number[]>();
  #rest = '';

  sent(tableId: string): void {
    const times = this.#sent.get(tableId);
    if (times) times.push(performance.now());
    else this.#sent.set(tableId, [performance.now()]);
  }

  read(bytes: Buffer): void {
    const now = performance.now();
    const frames = (this.#rest + bytes.toString('latin1')).split('\n\n');
    this.#rest = frames.pop() ?? '';
    for (const frame of frames) {
      const tableId = /"tableId":"([^"]+)"/.exec(frame)?.[1];
      const sentAt = tableId === undefined ? undefined : this.#sent.get(tableId)?.shift();
      if (sentAt !== undefined) this.latencies.push(now - sentAt);
    }
  }

  /** Orders whose event has not come. */
  get missing(): number {
    return [...this.#sent.values()].reduce((sum, times) => sum + times.length, 0);
  }
}

/** Has a board at each instance, and answers how long the orders' events took to all of them. */
async function watched<Result>(
  { target, staffToken }: Shop,
  order: (sent: (tableId: string) => void) => Promise<Result>,
): Promise<Result & Latencies> {
  const boards = target.ports.map(() => new Board());
  const streams = await Promise.all(
    boards.map((board, at) =>
      EventStream.open(target.ports[at] ?? 0, pathTo(endpoints.streamStore), staffToken, (bytes) => board.read(bytes)),
    ),
  );
  const result = await order((tableId) => {
    for (const board of boards) board.sent(tableId);
  });
  const missing = () => boards.reduce((sum, board) => sum + board.missing, 0);
  const patience = performance.now() + 5000;
  while (missing() > 0 && performance.now() < patience) await new Promise((resolve) => setTimeout(resolve, 5));
  for (const stream of streams) stream.close();
  if (missing() > 0) throw new Error(`${missing()} orders never reached the board.`);
  return { ...result, ...latenciesOf(boards.flatMap((board) => board.latencies)) };
}

/** Every table orders again as soon as it has its answer; the latencies are those from the order to its event on the board. */
export function ordersToBoard(shop: Shop, seconds: number): Promise<Sample> {
  const { target, guests } = shop;
  return watched(shop, (sent) => ordersOf(target, guests, seconds, (at) => sent(guests[at]?.tableId ?? '')));
}

/** The same for orders that are sent when they are due, so many a second, whether or not those before have been answered. */
export function dueOrdersToBoard(shop: Shop, rate: number, seconds: number): Promise<Latencies> {
  return watched(shop, async (sent) => {
    const { guests, target } = shop;
    const each = Math.ceil(openLoopConnections / target.ports.length);
    const connections = await Promise.all(target.ports.map((port) => openConnections({ ports: [port] }, each)));
    await sendWhenDue({ guests, connections, onSend: sent, rate, total: Math.round(seconds * rate) });
    for (const connection of connections.flat()) connection.close();
    return {};
  });
}

interface DueOrders {
  guests: readonly Guest[];
  /** For each instance its own; they take turns. */
  connections: readonly Connection[][];
  onSend: (tableId: string) => void;
  /** Orders a second. */
  rate: number;
  total: number;
}

function sendWhenDue({ guests, connections, onSend, rate, total }: DueOrders): Promise<void> {
  const since = performance.now();
  let sent = 0;
  let answered = 0;
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      const due = Math.min(total, ((performance.now() - since) / 1000) * rate);
      for (; sent < due; sent += 1) sendOne(guests[sent % guests.length], connections[sent % connections.length]);
      if (sent === total) clearInterval(timer);
    }, 1);
    const fail = (why: string) => {
      clearInterval(timer);
      reject(new Error(why));
    };
    const sendOne = (guest: Guest | undefined, idle: Connection[] = []) => {
      const order = guest?.orders[answered % guest.orders.length];
      const connection = idle.pop();
      if (!guest || !order || !connection) return fail(`${sent - answered} orders wait for their answers.`);
      onSend(guest.tableId);
      connection.send(withFreshKey(order), (status) => {
        if (status !== 201) return fail(`An order was answered ${status}.`);
        idle.push(connection);
        answered += 1;
        if (answered === total) resolve();
      });
    };
  });
}
