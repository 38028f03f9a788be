import * as endpoints from '@soban/contract/endpoints';
import { pathTo } from '@soban/contract/request';
import type { Bench } from '../bench.ts';
import type { Sample } from '../load/closed-loop.ts';
import { ordersOf } from '../load/order-loop.ts';
import { takeTurns } from '../load/turns.ts';
import type { Program } from '../processes/program.ts';
import type { Figure } from '../report/figure.ts';
import { type Guest, signInGuests, signInOwner } from '../store/guests.ts';
import { placeOne } from '../store/place-one.ts';
import { reads } from './menu.ts';
import type { Scenario } from './scenario.ts';

/** Tables that order at once. */
const busyTables = 50;
/** Tables where a party sits, with what it has ordered, while the reads are measured. */
const seatedTables = 12;
const ordersOfParty = 3;

/** One store with its years of business behind it. */
interface Shop {
  past: number;
  program: Program;
  guests: Guest[];
  owner: string;
}

interface Path {
  what: string;
  /** What its speed is judged by: writes wait for the disk, reads only for the processor. */
  by: 'rate' | 'cpu';
  run: (shop: Shop) => Promise<Sample>;
}

export const history: Scenario = {
  name: 'history',
  title: 'The same work after years of business',
  async run(bench) {
    const sizes = bench.quick ? [0, 10_000, 50_000] : [0, 100_000, 1_000_000];
    const shops: Shop[] = [];
    for (const past of sizes) shops.push(await openShop(bench, past));
    const read = (what: string, path: string, who: (shop: Shop) => string | undefined): Path => {
      const expected = { headers: {}, statuses: [200] };
      return {
        what,
        by: 'cpu',
        run: (shop) => reads(shop.program, path, who(shop) ?? '', expected, bench.seconds / 2),
      };
    };
    const paths: Path[] = [
      read('board snapshot', pathTo(endpoints.readBoard), (shop) => shop.owner),
      read(
        'orders of the visit',
        pathTo(endpoints.listOrders, { query: { limit: 20 } }),
        (shop) => shop.guests[0]?.token,
      ),
      read('menu', pathTo(endpoints.readMenu), (shop) => shop.guests[0]?.token),
      {
        what: `orders from ${busyTables} tables`,
        by: 'rate',
        run: (shop) => ordersOf(shop.program, shop.guests, bench.seconds / 2),
      },
    ];
    const figures: Figure[] = [];
    for (const path of paths) figures.push(...(await compare(bench, path, shops)));
    await bench.stop(...shops.map((shop) => shop.program));
    return figures;
  },
};

async function openShop(bench: Bench, past: number): Promise<Shop> {
  const folder = past === 0 ? await bench.store() : await bench.grownStore(past);
  const program = await bench.product(folder);
  const guests = await signInGuests(program.port, busyTables);
  for (const guest of guests.slice(0, seatedTables)) await seat(program, guest);
  return { past, program, guests, owner: await signInOwner(program.port) };
}

async function seat(program: Program, guest: Guest): Promise<void> {
  for (const order of guest.orders.slice(0, ordersOfParty)) await placeOne(program.port, order);
}

async function compare(bench: Bench, path: Path, shops: readonly Shop[]): Promise<Figure[]> {
  // A first turn for each, which does not count, fills caches and compiles.
  for (const shop of shops) await path.run(shop);
  const runs = Object.fromEntries(shops.map((shop) => [String(shop.past), () => path.run(shop)]));
  const samples = await takeTurns(bench.quick ? 1 : 5, runs);
  const empty = samples['0'];
  const largest = shops.at(-1)?.past;
  return shops.flatMap(({ past }) => {
    const sample = samples[String(past)];
    if (past === 0 || !sample || !empty) return [];
    return figuresOf(path, past, { sample, empty }, past === largest);
  });
}

function figuresOf(
  { what, by }: Path,
  past: number,
  { sample, empty }: { sample: Sample; empty: Sample },
  isJudged: boolean,
): Figure[] {
  const after = `${what}, after ${past.toLocaleString('en')} orders`;
  const baseline = (value: number) => ({ what: 'empty', value });
  const judged = (figure: Figure, judgedBy: Path['by']): Figure =>
    isJudged && judgedBy === by ? { ...figure, target: { of: 'ratio', is: 'at least', limit: 0.95 } } : figure;
  const rate: Figure = {
    what: after,
    value: sample.rate,
    unit: '/s',
    baseline: baseline(empty.rate),
    ratio: sample.rate / empty.rate,
  };
  const cpu: Figure = {
    what: `${after}, processor time`,
    value: sample.cpu,
    unit: 'µs',
    baseline: baseline(empty.cpu),
    ratio: empty.cpu / sample.cpu,
  };
  return [judged(rate, 'rate'), judged(cpu, 'cpu')];
}
