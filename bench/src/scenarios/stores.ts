import { setTimeout as sleep } from 'node:timers/promises';
import * as endpoints from '@soban/contract/endpoints';
import { pathTo } from '@soban/contract/request';
import { startRedis } from '@soban/server/test/services/redis.ts';
import type { Bench } from '../bench.ts';
import { ask } from '../load/ask.ts';
import { type Diner, evening } from '../load/evening.ts';
import { EventStream, openStreams } from '../load/event-stream.ts';
import { latenciesOf } from '../load/latencies.ts';
import { Cluster } from '../processes/cluster.ts';
import { type DatabaseServer, type Engine, engineOf, inPostgres, postgresServer } from '../processes/engines.ts';
import type { Figure } from '../report/figure.ts';
import { guestsOf } from '../store/guests.ts';
import { type ChainStore, makeChain } from '../store/make-chain.ts';
import { orSkipped } from './scaled.ts';
import type { Scenario } from './scenario.ts';

const tables = 20;
const boards = 2;
/** Orders a second of all stores: many times what they order on a Friday evening, so that they outweigh what is always going on. */
const rate = 50;
/** Rows that stay when the visit is over; the events are cleared away again, all but each store's newest 10,000. */
const kept = ['orders', 'table_sessions', 'staff_calls', 'audit_entries'];

export const stores: Scenario = {
  name: 'stores',
  title: 'Many stores in one PostgreSQL with Redis: what an evening costs',
  async run(bench, skip) {
    const server = await orSkipped(() => postgresServer(bench.cores), skip);
    const redis = await orSkipped(async () => engineOf(await startRedis(), bench.cores), skip);
    if (!server || !redis) return [];
    const count = bench.quick ? 20 : 300;
    const env = bench.shared(await server.newDatabase(), { REDIS_URL: redis.url });
    const chain = await makeChain(
      env,
      bench.folder,
      Array.from({ length: count }, () => tables),
    );
    const figures: Figure[] = [];
    for (const instances of [1, 3]) figures.push(...(await measure({ bench, env, chain, instances, server, redis })));
    await Promise.all([server.stop(), redis.stop()]);
    return figures;
  },
};

interface Simulation {
  bench: Bench;
  env: Record<string, string>;
  chain: readonly ChainStore[];
  instances: number;
  server: DatabaseServer;
  redis: Engine;
}

async function measure({ bench, env, chain, instances, server, redis }: Simulation): Promise<Figure[]> {
  const url = env['DATABASE_URL'] ?? '';
  const programs = await Promise.all(Array.from({ length: instances }, () => bench.instance(env)));
  const cluster = new Cluster(programs, [server, redis]);
  const diners = await dinersOf(cluster, chain);
  const seconds = bench.quick ? 2 : 8;
  // Servers that have been in use: their code is compiled and their heaps have grown to their ordinary size.
  const warm = { target: cluster, diners, rate: 2 * rate, seconds: seconds * instances * 0.75 };
  await evening({ ...warm, onOrder: () => undefined });
  await sleep(1000);

  const memoryBefore = residentKilobytes(cluster);
  const watch = new Watch();
  const streams = await watch.open(cluster, chain);
  await sleep(3000);
  const memory = (residentKilobytes(cluster) - memoryBefore) / streams.length;

  const resting = await costOf(cluster, () => sleep(seconds * 1000));
  watch.reset();
  const before = await storage(url);
  const busy = await costOf(cluster, async () => {
    const orders = await evening({
      target: cluster,
      diners: diners.toReversed(),
      rate,
      seconds,
      onOrder: watch.ordered,
    });
    await watch.hasAll(orders * boards);
    return orders;
  });
  const after = await storage(url);
  const orders = busy.result;
  const of = (busyMicros: number, restingMicros: number) =>
    (busyMicros - (restingMicros / resting.seconds) * busy.seconds) / orders;
  const { p50, p99 } = latenciesOf(watch.latencies);
  const { events, bytes } = watch;
  for (const stream of streams) stream.close();
  await bench.stop(...programs);

  const at = `${chain.length} stores, ${instances === 1 ? '1 instance' : `${instances} instances`}`;
  const figure = (what: string, value: number, unit: string, note?: string): Figure => ({
    what: `${what}, ${at}`,
    value,
    unit,
    ...(note === undefined ? {} : { note }),
  });
  return [
    figure('live streams', streams.length, ''),
    figure('memory of an instance before them', memoryBefore / instances / 1024, 'MB'),
    figure('memory of a stream with its sign-in', memory, 'KB'),
    figure('processor time while nothing happens, all instances', resting.own / resting.seconds / 1000, 'ms/s'),
    figure('the same behind them', resting.behind / resting.seconds / 1000, 'ms/s'),
    figure('processor time of an order with all that goes with it, instances', of(busy.own, resting.own), 'µs'),
    figure('the same behind them', of(busy.behind, resting.behind), 'µs'),
    figure('p50 from the order to the board', p50, 'ms', `${rate} orders a second`),
    figure('p99 from the order to the board', p99, 'ms'),
    figure('events of an order', (after.events - before.events) / orders, ''),
    figure('bytes of an event on a stream', bytes / events, 'B'),
    figure('connections to the database', after.connections, ''),
    figure('write-ahead log of an order', (after.log - before.log) / orders, 'B'),
    figure('rows that stay of an order', after.rows / after.orders, ''),
    figure('their bytes, indexes included', after.bytes / after.orders, 'B'),
  ];
}

/** Every table with what its device knows of the menu; the instances have all menus in memory then. */
async function dinersOf({ ports }: Cluster, chain: readonly ChainStore[]): Promise<Diner[]> {
  const etags = new Map<string, string>();
  for (const port of ports) {
    for (const { id, staffToken } of chain) {
      const { headers } = await ask(port, staffToken, endpoints.readMenu);
      etags.set(id, headers.get('etag') ?? '');
    }
  }
  const ofStore = await Promise.all(
    chain.map(async (store) =>
      (await guestsOf(ports[0] ?? 0, [store])).map((guest) => ({
        ...guest,
        staffToken: store.staffToken,
        etag: etags.get(store.id) ?? '',
      })),
    ),
  );
  // One table of each store after another: neighbours in the list are in different stores.
  return Array.from({ length: tables }, (_, table) => ofStore.flatMap((guests) => guests[table] ?? [])).flat();
}

const boardStream = pathTo(endpoints.streamStore);

/** All streams of all stores, and how long orders take to the boards. */
class Watch {
  events = 0;
  bytes = 0;
  latencies: number[] = [];
  readonly #sentAt = new Map<string, number>();

  readonly ordered = (tableId: string): void => {
    this.#sentAt.set(tableId, performance.now());
  };

  async open({ ports }: Cluster, chain: readonly ChainStore[]): Promise<EventStream[]> {
    const wanted = chain.flatMap((store) => [
      ...Array.from({ length: boards }, () => ({ path: boardStream, token: store.staffToken })),
      ...store.tables.map(({ id, token }) => ({
        path: pathTo(endpoints.streamTable, { params: { tableId: id } }),
        token,
      })),
    ]);
    let next = 0;
    return openStreams(wanted.length, () => {
      const { path, token } = wanted[next] ?? { path: '', token: '' };
      const port = ports[next % ports.length] ?? 0;
      next += 1;
      return EventStream.open(port, path, token, (bytes) => this.#read(bytes, path === boardStream));
    });
  }

  reset(): void {
    this.events = 0;
    this.bytes = 0;
    this.latencies = [];
  }

  async hasAll(count: number): Promise<void> {
    const patience = performance.now() + 10_000;
    while (this.latencies.length < count && performance.now() < patience) await sleep(10);
    if (this.latencies.length < count) throw new Error(`${count - this.latencies.length} events never came.`);
  }

  /** A frame comes whole but for the rarest; heartbeats are none. */
  #read(bytes: Buffer, isBoard: boolean): void {
    const now = performance.now();
    for (const frame of bytes.toString('latin1').split('\n\n')) {
      const type = /^event: (.+)$/m.exec(frame)?.[1];
      if (type === undefined) continue;
      this.events += 1;
      this.bytes += frame.length + 2;
      const tableId = isBoard && type === 'order_created' ? /"tableId":"([^"]+)"/.exec(frame)?.[1] : undefined;
      const sentAt = tableId === undefined ? undefined : this.#sentAt.get(tableId);
      if (sentAt !== undefined) this.latencies.push(now - sentAt);
    }
  }
}

async function costOf<Result>(cluster: Cluster, work: () => Promise<Result>) {
  const [own, behind, since] = [cluster.cpuMicros(), cluster.cpuMicrosBehind(), performance.now()];
  const result = await work();
  return {
    result,
    own: cluster.cpuMicros() - own,
    behind: cluster.cpuMicrosBehind() - behind,
    seconds: (performance.now() - since) / 1000,
  };
}

function residentKilobytes({ instances }: Cluster): number {
  return instances.reduce((sum, instance) => sum + instance.memory().now * 1024, 0);
}

/** What PostgreSQL has written and keeps. */
async function storage(url: string) {
  const sum = (each: (table: string) => string) => kept.map(each).join(' + ');
  const [row] = await inPostgres(
    url,
    `select pg_current_wal_lsn() - '0/0' as log, (select sum(event_sequence) from stores) as events,
      (select count(*) from pg_stat_activity where application_name like 'soban%' and datname = current_database()) as connections,
      (select count(*) from orders) as orders, ${sum((table) => `(select count(*) from ${table})`)} as rows,
      ${sum((table) => `pg_total_relation_size('${table}')`)} as bytes`,
  );
  const values = row as Record<'log' | 'events' | 'connections' | 'orders' | 'rows' | 'bytes', string>;
  return {
    log: Number(values.log),
    events: Number(values.events),
    connections: Number(values.connections),
    orders: Number(values.orders),
    rows: Number(values.rows),
    bytes: Number(values.bytes),
  };
}
