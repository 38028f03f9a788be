import type { Bench } from '../bench.ts';
import { type Connection, openConnections } from '../load/connection.ts';
import { EventStream } from '../load/event-stream.ts';
import { type Latencies, latenciesOf } from '../load/latencies.ts';
import { withFreshKey } from '../load/requests.ts';
import { takeTurns } from '../load/turns.ts';
import type { Program } from '../processes/program.ts';
import type { Figure, Target } from '../report/figure.ts';
import { type Guest, signInGuests, signInOwner } from '../store/guests.ts';
import { tableCount } from '../store/make-store.ts';
import { ordersOf, sampleAnswer } from './orders.ts';
import type { Scenario } from './scenario.ts';

const openLoopRate = 200;
/** Enough for orders that have waited for seconds. */
const openLoopConnections = 1000;

interface Side {
  program: Program;
  guests: readonly Guest[];
  owner: string;
}

export const latency: Scenario = {
  name: 'latency',
  title: 'From the guest’s tap to the board',
  async run(bench) {
    const product = await bench.product(await bench.store());
    const guests = await signInGuests(product.port, tableCount);
    const ours: Side = { program: product, guests, owner: await signInOwner(product.port) };
    const bare = await bench.bareHttp({ BARE_ANSWER: await sampleAnswer(product, guests) });
    // The baseline takes the table from where the product has its token.
    const tables = guests.map((guest) => ({ ...guest, orders: guest.orders.map((order) => asTable(order, guest)) }));
    const theirs: Side = { program: bare, guests: tables, owner: 'owner' };
    const figures: Figure[] = [];
    for (const count of [10, 50, tableCount]) {
      const target: Target = { of: 'value', is: 'under', limit: 10 };
      const what = `${count} tables ordering without a pause`;
      figures.push(
        ...(await compared(bench, what, count === tableCount ? target : undefined, [ours, theirs], (side) =>
          closed(side, count, bench.seconds),
        )),
      );
    }
    const what = `${openLoopRate} orders a second from ${tableCount} tables`;
    const target: Target = { of: 'value', is: 'under', limit: 2 };
    figures.push(...(await compared(bench, what, target, [ours, theirs], (side) => open(side, bench.seconds * 2))));
    await bench.stop(product, bare);
    return figures;
  },
};

function asTable(order: Buffer, { token, tableId }: Guest): Buffer {
  return Buffer.from(order.toString().replace(token, tableId));
}

async function compared(
  bench: Bench,
  what: string,
  target: Target | undefined,
  [ours, theirs]: readonly [Side, Side],
  measure: (side: Side) => Promise<Latencies>,
): Promise<Figure[]> {
  const { product, bare } = await takeTurns(bench.rounds, {
    product: () => measure(ours),
    bare: () => measure(theirs),
  });
  const figure = (at: 'p50' | 'p99'): Figure => ({
    what: `${at}, ${what}`,
    value: product[at],
    unit: 'ms',
    baseline: { what: 'ms, bare node:http POST that writes to the stream', value: bare[at] },
    ratio: bare[at] / product[at],
  });
  return [figure('p50'), target ? { ...figure('p99'), target } : figure('p99')];
}

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

async function watched(side: Side, order: (board: Board) => Promise<void>): Promise<Latencies> {
  const board = new Board();
  const { port } = side.program;
  const stream = await EventStream.open(port, '/api/sse/store', side.owner, (bytes) => board.read(bytes));
  await order(board);
  const patience = performance.now() + 2000;
  while (board.missing > 0 && performance.now() < patience) await new Promise((resolve) => setTimeout(resolve, 5));
  stream.close();
  if (board.missing > 0) throw new Error(`${board.missing} orders never reached the board.`);
  return latenciesOf(board.latencies);
}

function closed(side: Side, count: number, seconds: number): Promise<Latencies> {
  const guests = side.guests.slice(0, count);
  return watched(side, async (board) => {
    await ordersOf(side.program, guests, seconds, (at) => board.sent(guests[at]?.tableId ?? ''));
  });
}

/** Orders are sent when they are due, whether or not the ones before have been answered. */
function open(side: Side, seconds: number): Promise<Latencies> {
  return watched(side, async (board) => {
    const connections = await openConnections(side.program.port, openLoopConnections);
    await sendWhenDue(side.guests, connections, board, Math.round(seconds * openLoopRate));
    for (const connection of connections) connection.close();
  });
}

function sendWhenDue(
  guests: readonly Guest[],
  connections: readonly Connection[],
  board: Board,
  total: number,
): Promise<void> {
  const idle = [...connections];
  const since = performance.now();
  let sent = 0;
  let answered = 0;
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      const due = Math.min(total, ((performance.now() - since) / 1000) * openLoopRate);
      for (; sent < due; sent += 1) sendOne(guests[sent % guests.length]);
      if (sent === total) clearInterval(timer);
    }, 1);
    const fail = (why: string) => {
      clearInterval(timer);
      reject(new Error(why));
    };
    const sendOne = (guest: Guest | undefined) => {
      const order = guest?.orders[answered % guest.orders.length];
      const connection = idle.pop();
      if (!guest || !order || !connection) return fail(`${sent - answered} orders wait for their answers.`);
      board.sent(guest.tableId);
      connection.send(withFreshKey(order), (status) => {
        if (status !== 201) return fail(`An order was answered ${status}.`);
        idle.push(connection);
        answered += 1;
        if (answered === total) resolve();
      });
    };
  });
}
