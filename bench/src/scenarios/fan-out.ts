import type { StaffCall } from '@soban/contract/calls';
import * as endpoints from '@soban/contract/endpoints';
import { pathTo } from '@soban/contract/request';
import type { Bench } from '../bench.ts';
import { closedLoop, type Load, type Sample } from '../load/closed-loop.ts';
import { type Connection, openConnections } from '../load/connection.ts';
import { EventStream, openStreams } from '../load/event-stream.ts';
import { bareRequest, callRequest } from '../load/requests.ts';
import { takeTurns } from '../load/turns.ts';
import type { Program } from '../processes/program.ts';
import type { Figure } from '../report/figure.ts';
import { type Guest, inTurns, signInGuests, signInOwners } from '../store/guests.ts';
import type { Scenario } from './scenario.ts';

/** Makes a frame of about 300 bytes. */
const wish = '물 두 잔과 앞접시 네 개, 아기 의자 하나 부탁드려요';
const frameBytes = 300;
/** Tables that call at once where events of one turn are to share a write. */
const crowd = 64;

/** How one of the two makes events, each with one request. */
interface Side {
  program: Program;
  /** The sign-ins of its streams. */
  owners: readonly string[];
  makeEvents: (connections: readonly Connection[], seconds: number) => Promise<Sample>;
}

export const fanOut: Scenario = {
  name: 'fan-out',
  title: `Fan-out of ${frameBytes}-byte events`,
  async run(bench) {
    const env = { SSE_HEARTBEAT_INTERVAL: '3600' };
    const product = await bench.product(await bench.store(), env);
    const bare = await bench.bareHttp({ BARE_FRAME_BYTES: String(frameBytes) });
    const counts = bench.quick ? [100, 1000] : [100, 1000, 5000];
    const ours = await productSide(product, Math.max(...counts));
    const theirs: Side = {
      program: bare,
      owners: ['owner'],
      makeEvents: (connections, seconds) => {
        const request = bareRequest({ port: bare.port }, 'POST', '/event');
        return closedLoop({ program: bare, connections, next: () => request, statuses: [201], seconds });
      },
    };
    const figures: Figure[] = [];
    for (const streams of counts) {
      figures.push(...(await compare(bench, streams, ours, theirs)));
    }
    figures.push(...(await burst(bench, ours, theirs)));
    await bench.stop(product, bare);
    return figures;
  },
};

interface Delivery {
  /** Deliveries a second. */
  rate: number;
  /** Microseconds of processor time for each event, with all its deliveries. */
  cpu: number;
  busy: number;
}

async function compare(bench: Bench, streams: number, ours: Side, theirs: Side): Promise<Figure[]> {
  const turns = await takeTurns(bench.rounds, {
    oursAlone: () => delivered(ours, 0, 1, bench.seconds / 2),
    ours: () => delivered(ours, streams, 1, bench.seconds),
    theirsAlone: () => delivered(theirs, 0, 1, bench.seconds / 2),
    theirs: () => delivered(theirs, streams, 1, bench.seconds),
  });
  // What making the event costs is no part of sending it: it is measured without streams and taken off.
  const micros = (side: 'ours' | 'theirs') => (turns[side].cpu - turns[`${side}Alone`].cpu) / streams;
  const busy = (side: 'ours' | 'theirs') => `${Math.round(turns[side].busy * 100)} %`;
  const what = `${streams.toLocaleString('en')} streams`;
  const loop = 'bare loop over preframed bytes';
  return [
    {
      what: `deliveries, ${what}`,
      value: turns.ours.rate,
      unit: '/s',
      baseline: { what: loop, value: turns.theirs.rate },
      ratio: turns.ours.rate / turns.theirs.rate,
      note: `making each event included; server ${busy('ours')} busy, baseline ${busy('theirs')}`,
    },
    {
      what: `processor time of a delivery, ${what}`,
      value: micros('ours'),
      unit: 'µs',
      baseline: { what: loop, value: micros('theirs') },
      ratio: micros('theirs') / micros('ours'),
      target: { of: 'ratio', is: 'at least', limit: 0.9 },
    },
  ];
}

/** Many tables at once: events of one turn share a write. */
async function burst(bench: Bench, ours: Side, theirs: Side): Promise<Figure[]> {
  const streams = 1000;
  const turns = await takeTurns(bench.rounds, {
    ours: () => delivered(ours, streams, crowd, bench.seconds),
    theirs: () => delivered(theirs, streams, crowd, bench.seconds),
  });
  return [
    {
      what: `deliveries, ${streams.toLocaleString('en')} streams, ${crowd} tables calling at once`,
      value: turns.ours.rate,
      unit: '/s',
      baseline: { what: 'bare loop, a write for each event', value: turns.theirs.rate },
      ratio: turns.ours.rate / turns.theirs.rate,
      note: 'events of one turn share a write',
    },
  ];
}

/** Events to so many streams, made over so many connections; every stream must get all of them. */
async function delivered(side: Side, count: number, makers: number, seconds: number): Promise<Delivery> {
  const { program, owners } = side;
  let events = 0;
  const counting = (bytes: Buffer) => {
    for (let at = bytes.indexOf('data: '); at >= 0; at = bytes.indexOf('data: ', at + 6)) events += 1;
  };
  const inTurn = inTurns(owners);
  const open = (onBytes?: (bytes: Buffer) => void) =>
    EventStream.open(program.port, pathTo(endpoints.streamStore), inTurn(), onBytes);
  const first = count > 0 ? [await open(counting)] : [];
  const streams = [...first, ...(await openStreams(Math.max(0, count - 1), () => open()))];
  const connections = await openConnections(program, makers);
  const sample = await side.makeEvents(connections, seconds);
  await allReceived(streams);
  for (const connection of connections) connection.close();
  for (const stream of streams) stream.close();
  if (count > 0 && events === 0) throw new Error('No event arrived.');
  return { rate: sample.rate * count, cpu: sample.cpu, busy: sample.busy };
}

/** Throws where one stream has got less than another. */
async function allReceived(streams: readonly EventStream[]): Promise<void> {
  const patience = performance.now() + 10_000;
  const behind = () => {
    const most = streams.reduce((bytes, { received }) => Math.max(bytes, received), 0);
    return streams.filter(({ received }) => received < most).length;
  };
  await new Promise((resolve) => setTimeout(resolve, 50));
  if (streams.some(({ isCut }) => isCut)) throw new Error('The server cut a stream off.');
  while (behind() > 0 && performance.now() < patience) await new Promise((resolve) => setTimeout(resolve, 20));
  if (behind() > 0) throw new Error(`${behind()} streams did not get every event.`);
}

/** A table calls, the staff acknowledge, the table calls again: one event each. */
async function productSide(program: Program, streams: number): Promise<Side> {
  const { port } = program;
  const owners = await signInOwners(port, streams);
  const [owner = ''] = owners;
  const guests = await signInGuests(port, crowd);
  const calls = guests.map(({ token }: Guest) =>
    callRequest({ port, token }, endpoints.placeCall, { body: { reason: 'help', note: wish } }),
  );
  const makeEvents = (connections: readonly Connection[], seconds: number) => {
    const open = connections.map((): string | undefined => undefined);
    const load: Load = {
      program,
      connections,
      seconds,
      statuses: [200, 201],
      next: (at) => {
        const call = open[at];
        if (call === undefined) return callOf(calls, at);
        return callRequest({ port, token: owner }, endpoints.acknowledgeCall, { params: { id: call } });
      },
      onAnswer: (at, body) => {
        open[at] = open[at] === undefined ? (JSON.parse(body.toString()) as StaffCall).id : undefined;
      },
    };
    return closedLoop(load);
  };
  return { program, owners, makeEvents };
}

function callOf(calls: readonly Buffer[], at: number): Buffer {
  const call = calls[at];
  if (!call) throw new Error('More connections than tables.');
  return call;
}
