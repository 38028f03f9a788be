import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import type { Sample } from '../load/closed-loop.ts';
import { median } from '../load/latencies.ts';
import { ordersOf } from '../load/order-loop.ts';
import { takeTurns } from '../load/turns.ts';
import type { Program } from '../processes/program.ts';
import type { Figure } from '../report/figure.ts';
import { type Guest, signInGuests } from '../store/guests.ts';
import { tableCount } from '../store/make-store.ts';
import { placeOne } from '../store/place-one.ts';
import type { Scenario } from './scenario.ts';

export const orders: Scenario = {
  name: 'orders',
  title: 'Durable orders of three dishes',
  async run(bench) {
    const folder = await bench.store();
    const product = await bench.product(folder);
    const guests = await signInGuests(product.port, tableCount);
    const bare = await bench.bareHttp({ BARE_ANSWER: await sampleAnswer(product, guests) });
    // Both have run hot before anything counts.
    for (const program of [product, bare]) await ordersOf(program, guests.slice(0, 50), bench.seconds);
    const figures: Figure[] = [];
    for (const tables of [1, 50, tableCount]) {
      const some = guests.slice(0, tables);
      const { ours, theirs } = await takeTurns(bench.rounds, {
        ours: () => ordersOf(product, some, bench.seconds),
        theirs: () => ordersOf(bare, some, bench.seconds),
      });
      figures.push(...figuresOf(tables, ours, theirs), await againstSqlite(bench, tables, ours));
    }
    await bench.stop(product, bare);
    return figures;
  },
};

/** What the server answers to an order, for the baseline to answer as much. */
export function sampleAnswer({ port }: Program, guests: readonly Guest[]): Promise<string> {
  const order = guests[0]?.orders[0];
  if (!order) throw new Error('Nobody has anything to order.');
  return placeOne(port, order);
}

function figuresOf(tables: number, ours: Sample, theirs: Sample): Figure[] {
  const at = tables === 1 ? '1 table' : `${tables} tables`;
  const compared = (figure: 'rate' | 'p50' | 'p99' | 'cpu', what: string, unit: string): Figure => ({
    what: `${what}, ${at}`,
    value: ours[figure],
    unit,
    baseline: { what: 'bare node:http POST', value: theirs[figure] },
    ratio: figure === 'rate' ? ours.rate / theirs.rate : theirs[figure] / ours[figure],
  });
  const rate = compared('rate', 'orders', '/s');
  rate.note = `server ${Math.round(ours.busy * 100)} % busy, baseline ${Math.round(theirs.busy * 100)} %`;
  if (tables === tableCount) rate.target = { of: 'ratio', is: 'at least', limit: 0.25 };
  return [
    rate,
    compared('p50', 'p50', 'ms'),
    compared('p99', 'p99', 'ms'),
    compared('cpu', 'processor time of an order', 'µs'),
  ];
}

/** The same rows written by better-sqlite3 alone, as many in a transaction as there are tables. */
async function againstSqlite(bench: Bench, tables: number, ours: Sample): Promise<Figure> {
  const rates: number[] = [];
  for (let round = 0; round < bench.rounds; round += 1) {
    const file = join(await bench.store(), 'app.db');
    const { rate } = bench.run('bare/sqlite.ts', [file, String(tables), String(bench.seconds)]) as { rate: number };
    rates.push(rate);
  }
  const rate = median(rates);
  const grouped = tables === 1 ? 'one transaction per order' : `${tables} orders a transaction`;
  return {
    what: `orders, ${tables === 1 ? '1 table' : `${tables} tables`}`,
    value: ours.rate,
    unit: '/s',
    baseline: { what: `bare better-sqlite3, ${grouped}`, value: rate },
    ratio: ours.rate / rate,
  };
}
