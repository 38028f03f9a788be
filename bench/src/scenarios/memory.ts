import { setTimeout as sleep } from 'node:timers/promises';
import * as endpoints from '@soban/contract/endpoints';
import { pathTo } from '@soban/contract/request';
import { EventStream, openStreams } from '../load/event-stream.ts';
import type { Program } from '../processes/program.ts';
import { inTurns, signInOwners } from '../store/guests.ts';
import type { Scenario } from './scenario.ts';

export const memory: Scenario = {
  name: 'memory',
  title: 'Memory of a live stream',
  async run(bench) {
    const count = bench.quick ? 2000 : 5000;
    const product = await bench.product(await bench.store());
    const bare = await bench.bareHttp();
    const ours = await kilobytesPerStream(product, count, await signInOwners(product.port, count));
    const theirs = await kilobytesPerStream(bare, count, ['owner']);
    await bench.stop(product, bare);
    return [
      {
        what: `resident memory of a stream, ${count.toLocaleString('en')} open`,
        value: ours,
        unit: 'KB',
        baseline: { what: 'KB, bare node:http', value: theirs },
        ratio: theirs / ours,
        target: { of: 'value', is: 'at most', limit: 16 },
      },
    ];
  },
};

/** What opening the streams added, once what their requests left behind has had the time to be cleared away. */
async function kilobytesPerStream(program: Program, count: number, owners: readonly string[]): Promise<number> {
  const inTurn = inTurns(owners);
  const open = () => EventStream.open(program.port, pathTo(endpoints.streamStore), inTurn());
  // A server that has been in use: its code is compiled and its heap has grown to its ordinary size.
  for (const stream of await openStreams(500, open)) stream.close();
  await sleep(1000);
  const before = program.memory().now * 1024;
  const streams = await openStreams(count, open);
  await sleep(3000);
  const grown = program.memory().now * 1024 - before;
  for (const stream of streams) stream.close();
  return grown / count;
}
