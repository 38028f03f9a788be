import type { Bench } from '../bench.ts';
import type { Sample } from '../load/closed-loop.ts';
import { takeTurns } from '../load/turns.ts';
import type { Program } from '../processes/program.ts';
import type { Figure } from '../report/figure.ts';
import { type Guest, signInGuests, signInOwner } from '../store/guests.ts';
import { addPastOrders } from '../store/past-orders.ts';
import { placeOne } from '../store/place-one.ts';
import { reads } from './menu.ts';
import { ordersOf } from './orders.ts';
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

type Path = (shop: Shop) => Promise<Sample>;

export const history: Scenario = {
  name: 'history',
  title: 'The same work after years of business',
  async run(bench) {
    const sizes = bench.quick ? [0, 10_000, 50_000] : [0, 100_000, 1_000_000];
    const shops: Shop[] = [];
    for (const past of sizes) shops.push(await openShop(bench, past));
    const get = (path: string, who: (shop: Shop) => string | undefined): Path => {
      const answer = { headers: {}, statuses: [200] };
      return (shop) => reads(shop.program, path, who(shop) ?? '', answer, bench.seconds / 2);
    };
    const paths: [string, Path][] = [
      ['board snapshot', get('/api/board', (shop) => shop.owner)],
      ['orders of the visit', get('/api/orders?limit=20', (shop) => shop.guests[0]?.token)],
      ['menu', get('/api/menus', (shop) => shop.guests[0]?.token)],
      [`order placed, ${busyTables} tables`, (shop) => ordersOf(shop.program, shop.guests, bench.seconds / 2)],
    ];
    const figures: Figure[] = [];
    for (const [what, path] of paths) figures.push(...(await compare(bench, what, shops, path)));
    await bench.stop(...shops.map((shop) => shop.program));
    return figures;
  },
};

async function openShop(bench: Bench, past: number): Promise<Shop> {
  const folder = await bench.store();
  if (past > 0) {
    const since = performance.now();
    addPastOrders(folder, past);
    bench.say(
      `${past.toLocaleString('en')} past orders written in ${((performance.now() - since) / 1000).toFixed(1)} s`,
    );
  }
  const program = await bench.product(folder);
  const guests = await signInGuests(program.port, busyTables);
  for (const guest of guests.slice(0, seatedTables)) await seat(program, guest);
  return { past, program, guests, owner: await signInOwner(program.port) };
}

async function seat(program: Program, guest: Guest): Promise<void> {
  for (const order of guest.orders.slice(0, ordersOfParty)) await placeOne(program.port, order);
}

async function compare(bench: Bench, what: string, shops: readonly Shop[], path: Path): Promise<Figure[]> {
  // A first turn for each, which does not count, fills caches and compiles.
  for (const shop of shops) await path(shop);
  const runs = Object.fromEntries(shops.map((shop) => [String(shop.past), () => path(shop)]));
  const samples = await takeTurns(bench.quick ? 1 : 7, runs);
  const [empty, ...grown] = shops.map(({ past }) => ({ past, sample: samples[String(past)] }));
  if (!empty?.sample) throw new Error('There is nothing to compare with.');
  const { rate, cpu } = empty.sample;
  return grown.flatMap(({ past, sample }): Figure[] => {
    if (!sample) return [];
    const after = `${what}, after ${past.toLocaleString('en')} orders`;
    const isLargest = past === grown.at(-1)?.past;
    const figure: Figure = {
      what: after,
      value: sample.rate,
      unit: '/s',
      baseline: { what: 'empty', value: rate },
      ratio: sample.rate / rate,
      note: `${sample.cpu.toFixed(0)} µs of processor time against ${cpu.toFixed(0)}`,
    };
    return [isLargest ? { ...figure, target: { of: 'ratio', is: 'at least', limit: 0.95 } } : figure];
  });
}
