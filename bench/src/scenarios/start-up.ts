import { takeTurns } from '../load/turns.ts';
import type { Program } from '../processes/program.ts';
import type { Figure } from '../report/figure.ts';
import type { Scenario } from './scenario.ts';

export const startUp: Scenario = {
  name: 'start-up',
  title: 'From start to the first answer of /health/ready',
  async run(bench) {
    const past = bench.quick ? 50_000 : 1_000_000;
    const [empty, grown] = [await bench.store(), await bench.grownStore(past)];
    const time = async (start: () => Promise<Program>) => {
      const program = await start();
      await bench.stop(program);
      return { milliseconds: program.startedIn };
    };
    const times = await takeTurns(bench.quick ? 1 : 5, {
      first: () => time(async () => bench.product(await bench.emptyFolder())),
      restart: () => time(() => bench.product(empty)),
      grown: () => time(() => bench.product(grown)),
      bare: () => time(() => bench.bareHttp()),
    });
    const figure = (what: string, value: number): Figure => ({
      what,
      value,
      unit: 'ms',
      baseline: { what: 'ms, bare node:http', value: times.bare.milliseconds },
      ratio: times.bare.milliseconds / value,
      target: { of: 'value', is: 'under', limit: 2000 },
    });
    return [
      { ...figure('first start: database, demo restaurant, pictures', times.first.milliseconds) },
      figure('restart, a new shop', times.restart.milliseconds),
      figure(`restart, after ${past.toLocaleString('en')} orders`, times.grown.milliseconds),
    ];
  },
};
