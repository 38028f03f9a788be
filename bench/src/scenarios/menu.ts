import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as endpoints from '@soban/contract/endpoints';
import { pathTo } from '@soban/contract/request';
import type { Bench } from '../bench.ts';
import { ask } from '../load/ask.ts';
import { closedLoop, type Sample } from '../load/closed-loop.ts';
import { Connection, openConnections } from '../load/connection.ts';
import { bareRequest, callRequest } from '../load/requests.ts';
import { takeTurns } from '../load/turns.ts';
import type { Program } from '../processes/program.ts';
import type { Figure } from '../report/figure.ts';
import { signInGuests } from '../store/guests.ts';
import type { Scenario } from './scenario.ts';

const readers = 50;

interface Kind {
  what: string;
  headers: Record<string, string>;
  status: 200 | 304;
  least: number;
}

const identity = { 'accept-encoding': 'identity' };
const compressed = { 'accept-encoding': 'gzip, deflate, br' };

export const menu: Scenario = {
  name: 'menu',
  title: `Menu reads by ${readers} tablets`,
  async run(bench) {
    const product = await bench.product(await bench.store());
    const [guest] = await signInGuests(product.port, 1);
    const token = guest?.token ?? '';
    const etag = await etagOf(product, token);
    const kinds: Kind[] = [
      { what: '200, identity', headers: identity, status: 200, least: 0.8 },
      { what: '200, brotli', headers: compressed, status: 200, least: 0.8 },
      { what: '304', headers: { ...compressed, 'if-none-match': etag }, status: 304, least: 0.85 },
    ];
    const figures: Figure[] = [];
    for (const kind of kinds) figures.push(...(await against(bench, product, token, kind)));
    await bench.stop(product);
    return figures;
  },
};

async function against(bench: Bench, product: Program, token: string, kind: Kind): Promise<Figure[]> {
  const buffer = await bodyOf(
    product.port,
    callRequest({ port: product.port, token, headers: kind.headers }, endpoints.readMenu),
  );
  const file = join(bench.folder, 'menu');
  await writeFile(file, buffer);
  const bare = await bench.bareHttp({ BARE_MENU: file });
  const expected = { headers: kind.headers, statuses: [kind.status] };
  const read = (program: Program) => reads(program, pathTo(endpoints.readMenu), token, expected, bench.seconds);
  const { ours, theirs } = await takeTurns(bench.rounds, { ours: () => read(product), theirs: () => read(bare) });
  await bench.stop(bare);
  const size = kind.status === 200 ? `${kind.what}, ${(buffer.length / 1024).toFixed(1)} KB` : kind.what;
  return figuresOf(size, ours, theirs, kind.least);
}

/** Rates tell of the load as well where that is the slower of the two; the processor time of a read does not. */
function figuresOf(what: string, ours: Sample, theirs: Sample, least: number): Figure[] {
  const busy = (sample: Sample) => `${Math.round(sample.busy * 100)} %`;
  return [
    {
      what,
      value: ours.rate,
      unit: '/s',
      baseline: { what: 'bare node:http', value: theirs.rate },
      ratio: ours.rate / theirs.rate,
      note: `server ${busy(ours)} busy, baseline ${busy(theirs)}`,
    },
    {
      what: `${what}, processor time`,
      value: ours.cpu,
      unit: 'µs',
      baseline: { what: 'bare node:http', value: theirs.cpu },
      ratio: theirs.cpu / ours.cpu,
      target: { of: 'ratio', is: 'at least', limit: least },
    },
  ];
}

/** So many tablets read again as soon as they have the answer. */
export async function reads(
  program: Program,
  path: string,
  token: string,
  { headers, statuses }: { headers: Record<string, string>; statuses: readonly number[] },
  seconds: number,
): Promise<Sample> {
  const connections = await openConnections(program, readers);
  const request = bareRequest({ port: program.port, token, headers }, 'GET', path);
  const sample = await closedLoop({ program, connections, next: () => request, statuses, seconds });
  for (const connection of connections) connection.close();
  return sample;
}

async function bodyOf(port: number, request: Buffer): Promise<Buffer> {
  const connection = await Connection.open(port);
  const body = await new Promise<Buffer>((resolve) => {
    connection.send(request, (_, bytes) => resolve(Buffer.from(bytes)));
  });
  connection.close();
  return body;
}

async function etagOf({ port }: Program, token: string): Promise<string> {
  const { headers } = await ask(port, token, endpoints.readMenu);
  return headers.get('etag') ?? '';
}
