import { Greedy } from '../load/greedy.ts';
import { dueOrdersToBoard, type Shop } from '../load/to-board.ts';
import { takeTurns } from '../load/turns.ts';
import { signInGuests, signInOwner } from '../store/guests.ts';
import type { Scenario } from './scenario.ts';

const readers = 80;
/** Orders a second of the other tables. */
const rate = 200;
const otherTables = 50;

export const greedyReaders: Scenario = {
  name: 'greedy-readers',
  title: `Orders while ${readers} streams ask for all they can get and take nothing`,
  async run(bench) {
    const product = await bench.product(await bench.store());
    const guests = (await signInGuests(product.port, otherTables + 1)).slice(1);
    const shop: Shop = { target: product, guests, staffToken: await signInOwner(product.port) };
    const greedy = await Greedy.atTableOne(product.port, readers);
    const orders = () => dueOrdersToBoard(shop, rate, bench.seconds * 4);
    const { alone, besieged } = await takeTurns(bench.rounds, { alone: orders, besieged: () => greedy.during(orders) });
    await bench.stop(product);
    return (['p50', 'p99'] as const).map((at) => ({
      what: `${at} from the order to the board, ${rate} orders a second of other tables`,
      value: besieged[at],
      unit: 'ms',
      baseline: { what: 'ms, the same without them', value: alone[at] },
      ratio: alone[at] / besieged[at],
      ...(at === 'p99' ? { target: { of: 'ratio', is: 'at least', limit: 1 / 1.5 } as const } : {}),
    }));
  },
};
