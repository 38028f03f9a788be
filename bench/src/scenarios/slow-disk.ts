import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { ordersOf } from '../load/order-loop.ts';
import { takeTurns } from '../load/turns.ts';
import { signInGuests } from '../store/guests.ts';
import { tableCount } from '../store/make-store.ts';
import type { Scenario } from './scenario.ts';

const fsyncMicros = 2000;

export const slowDisk: Scenario = {
  name: 'slow-disk',
  title: `Group commit where fsync takes ${fsyncMicros / 1000} ms`,
  async run(bench, skip) {
    const library = compileShim(bench);
    if (library === undefined) {
      skip('group commit on a slow disk needs Linux and a C compiler (cc).');
      return [];
    }
    const env = { LD_PRELOAD: library, SLOW_FSYNC_MICROS: String(fsyncMicros) };
    const grouped = await bench.product(await bench.store(), env);
    const oneByOne = await bench.productOneByOne(await bench.store(), env);
    const guests = {
      grouped: await signInGuests(grouped.port, tableCount),
      oneByOne: await signInGuests(oneByOne.port, tableCount),
    };
    const { ours, theirs } = await takeTurns(bench.rounds, {
      ours: () => ordersOf(grouped, guests.grouped, bench.seconds),
      theirs: () => ordersOf(oneByOne, guests.oneByOne, bench.seconds),
    });
    await bench.stop(grouped, oneByOne);
    const baseline = (value: number) => ({ what: 'one transaction per order, same route', value });
    return [
      {
        what: `orders, ${tableCount} tables`,
        value: ours.rate,
        unit: '/s',
        baseline: baseline(theirs.rate),
        ratio: ours.rate / theirs.rate,
        target: { of: 'ratio', is: 'at least', limit: 5 },
      },
      { what: 'p50', value: ours.p50, unit: 'ms', baseline: baseline(theirs.p50), ratio: theirs.p50 / ours.p50 },
      { what: 'p99', value: ours.p99, unit: 'ms', baseline: baseline(theirs.p99), ratio: theirs.p99 / ours.p99 },
    ];
  },
};

function compileShim(bench: Bench): string | undefined {
  if (process.platform !== 'linux') return undefined;
  mkdirSync(bench.folder, { recursive: true });
  const library = join(bench.folder, 'slow-fsync.so');
  const source = join(import.meta.dirname, '../slow-fsync.c');
  const { error, status } = spawnSync('cc', ['-O2', '-shared', '-fPIC', '-o', library, source, '-ldl']);
  return error || status !== 0 ? undefined : library;
}
