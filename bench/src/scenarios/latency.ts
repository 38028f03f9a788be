import type { Bench } from '../bench.ts';
import type { Latencies } from '../load/latencies.ts';
import { dueOrdersToBoard, ordersToBoard, type Shop } from '../load/to-board.ts';
import { takeTurns } from '../load/turns.ts';
import type { Figure, Target } from '../report/figure.ts';
import { type Guest, signInGuests, signInOwner } from '../store/guests.ts';
import { tableCount } from '../store/make-store.ts';
import { sampleAnswer } from './orders.ts';
import type { Scenario } from './scenario.ts';

const openLoopRate = 200;

export const latency: Scenario = {
  name: 'latency',
  title: 'From the guest’s tap to the board',
  async run(bench) {
    const product = await bench.product(await bench.store());
    const guests = await signInGuests(product.port, tableCount);
    const ours: Shop = { target: product, guests, staffToken: await signInOwner(product.port) };
    const bare = await bench.bareHttp({ BARE_ANSWER: await sampleAnswer(product, guests) });
    // The baseline takes the table from where the product has its token.
    const tables = guests.map((guest) => ({ ...guest, orders: guest.orders.map((order) => asTable(order, guest)) }));
    const theirs: Shop = { target: bare, guests: tables, staffToken: 'owner' };
    const figures: Figure[] = [];
    for (const count of [10, 50, tableCount]) {
      const target: Target = { of: 'value', is: 'under', limit: 10 };
      const what = `${count} tables ordering without a pause`;
      figures.push(
        ...(await compared(bench, what, count === tableCount ? target : undefined, [ours, theirs], (side) =>
          ordersToBoard({ ...side, guests: side.guests.slice(0, count) }, bench.seconds),
        )),
      );
    }
    const what = `${openLoopRate} orders a second from ${tableCount} tables`;
    const target: Target = { of: 'value', is: 'under', limit: 2 };
    figures.push(
      ...(await compared(bench, what, target, [ours, theirs], (side) =>
        dueOrdersToBoard(side, openLoopRate, bench.seconds * 2),
      )),
    );
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
  [ours, theirs]: readonly [Shop, Shop],
  measure: (side: Shop) => Promise<Latencies>,
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
