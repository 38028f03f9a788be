import { NotInstalled } from '@soban/server/test/services/programs.ts';
import { startRabbitmq } from '@soban/server/test/services/rabbitmq.ts';
import { startRedis } from '@soban/server/test/services/redis.ts';
import type { Bench } from '../bench.ts';
import { ordersOf } from '../load/order-loop.ts';
import { dueOrdersToBoard, ordersToBoard, type Shop } from '../load/to-board.ts';
import { takeTurns } from '../load/turns.ts';
import { Cluster } from '../processes/cluster.ts';
import { type DatabaseServer, type Engine, engineOf, mariadbServer, postgresServer } from '../processes/engines.ts';
import type { Figure } from '../report/figure.ts';
import { type Guest, guestsOf } from '../store/guests.ts';
import { makeChain } from '../store/make-chain.ts';
import type { Scenario } from './scenario.ts';

/** One store with as many tables as all the others have together. */
const largeStore = 200;
const smallStores = 50;
const smallStore = 4;
const chain = [largeStore, ...Array.from({ length: smallStores }, () => smallStore)];
/** Orders a second where they are sent when they are due. */
const dueRate = 200;
/** What each instance opens to a database server by default. */
const poolSize = 20;
const instances = 3;

export const scaled: Scenario = {
  name: 'scaled',
  title: 'Orders on each database and broker, by one instance and by three',
  async run(bench, skip) {
    const started = <Started>(start: () => Promise<Started>) => orSkipped(start, skip);
    const redis = await started(async () => engineOf(await startRedis(), bench.cores));
    const rabbitmq = await started(async () => engineOf(await startRabbitmq(), bench.cores));
    const figures: Figure[] = [];
    for (const { name, start, alone } of [
      { name: 'PostgreSQL', start: postgresServer, alone: 'LISTEN/NOTIFY' },
      { name: 'MariaDB', start: mariadbServer, alone: 'polling' },
    ]) {
      const server = await started(() => start(bench.cores));
      if (!server) continue;
      const ways: Way[] = [{ name: `${name}, ${alone}`, env: {}, engines: [server] }];
      if (redis) ways.push({ name: `${name}, Redis`, env: { REDIS_URL: redis.url }, engines: [server, redis] });
      if (rabbitmq)
        ways.push({ name: `${name}, RabbitMQ`, env: { RABBITMQ_URL: rabbitmq.url }, engines: [server, rabbitmq] });
      figures.push(...(await compare(bench, name, server, ways)));
      await server.stop();
    }
    await redis?.stop();
    await rabbitmq?.stop();
    return figures;
  },
};

/** What is not installed is not measured. */
export async function orSkipped<Started>(
  start: () => Promise<Started>,
  skip: (why: string) => void,
): Promise<Started | undefined> {
  try {
    return await start();
  } catch (error) {
    if (!(error instanceof NotInstalled)) throw error;
    skip(error.message);
    return undefined;
  }
}

/** One way to run the server. */
interface Way {
  name: string;
  /** Beside its database. */
  env: Record<string, string>;
  engines: readonly Engine[];
}

/** It runs, and its stores are open. */
interface Setting {
  name: string;
  cluster: Cluster;
  large: Omit<Shop, 'target'>;
  small: readonly Guest[];
}

/** All ways to run it on one kind of database take turns with the embedded default and with the bare driver. */
async function compare(bench: Bench, name: string, server: DatabaseServer, ways: readonly Way[]): Promise<Figure[]> {
  const embedded = await settingOf(
    bench,
    'SQLite',
    bench.shared(`sqlite://${await bench.emptyFolder()}/app.db`),
    1,
    [],
  );
  const scaledOut: Setting[] = [];
  for (const { name: way, env, engines } of ways) {
    const shared = bench.shared(await server.newDatabase(), env);
    scaledOut.push(await settingOf(bench, way, shared, instances, engines));
  }
  const bareUrl = await server.newDatabase();
  await makeChain(bench.shared(bareUrl), bench.folder, chain);

  const settings = [
    embedded,
    ...scaledOut.flatMap((setting) => [
      { ...setting, name: `${setting.name}, 1 instance`, cluster: setting.cluster.first(1) },
      { ...setting, name: `${setting.name}, ${instances} instances` },
    ]),
  ];
  // Everything has run hot before anything counts.
  for (const { cluster, small } of settings) await ordersOf(cluster, small, (bench.seconds / 2) * cluster.ports.length);
  const runs: Record<string, () => Promise<Turn>> = { bare: () => measureBare(bench, bareUrl) };
  // Seven ways on each database: each has a shorter turn than elsewhere.
  for (const setting of settings) runs[setting.name] = () => measure(setting, bench.seconds / 1.5);
  const turns = await takeTurns(bench.rounds, runs);
  await bench.stop(...[embedded, ...scaledOut].flatMap(({ cluster }) => cluster.instances));

  const [none, bare] = [turns[embedded.name], turns['bare']];
  if (!none || !bare) throw new Error('There is nothing to compare with.');
  return settings.flatMap((setting) => {
    const turn = turns[setting.name];
    if (!turn) return [];
    return setting === embedded
      ? ownFigures(setting.name, turn)
      : comparedFigures(setting.name, turn, none, { name, turn: bare });
  });
}

async function settingOf(
  bench: Bench,
  name: string,
  env: Record<string, string>,
  count: number,
  engines: readonly Engine[],
): Promise<Setting> {
  const [large, ...small] = await makeChain(env, bench.folder, chain);
  if (!large) throw new Error('The chain has no stores.');
  const programs = await Promise.all(Array.from({ length: count }, () => bench.instance(env)));
  const port = programs[0]?.port ?? 0;
  return {
    name,
    cluster: new Cluster(programs, engines),
    large: { guests: await guestsOf(port, [large]), staffToken: large.staffToken },
    small: await guestsOf(port, small),
  };
}

interface Turn {
  /** Orders a second of the one large store, and of all the small ones. */
  large: number;
  small: number;
  /** Milliseconds from an order to the board: when all tables of the large store order without a pause, and when orders come as due. */
  p50: number;
  p99: number;
  dueP50: number;
  dueP99: number;
  /** Processor time of an order of the small stores, in microseconds: of the instances, and of what is behind them. */
  cpu: number;
  cpuBehind: number;
}

async function measure({ cluster, large, small }: Setting, seconds: number): Promise<Turn> {
  const shop = { target: cluster, ...large };
  const { rate, p50, p99 } = await ordersToBoard(shop, seconds);
  const due = await dueOrdersToBoard(shop, dueRate, seconds * 1.5);
  const many = await ordersOf(cluster, small, seconds);
  const { cpu, cpuBehind } = many;
  return { large: rate, small: many.rate, p50, p99, dueP50: due.p50, dueP99: due.p99, cpu, cpuBehind };
}

/** Only rates: it has no boards. */
async function measureBare(bench: Bench, url: string): Promise<Turn> {
  const rateOf = (stores: 'one' | 'many') => {
    const args = [url, stores, String(poolSize), String(bench.seconds)];
    return (bench.run('bare/servers.ts', args, bench.cores.anyPrefix) as { rate: number }).rate;
  };
  const no = Number.NaN;
  const turn = { large: rateOf('one'), small: rateOf('many') };
  return { ...turn, p50: no, p99: no, dueP50: no, dueP99: no, cpu: no, cpuBehind: no };
}

const measures = [
  { key: 'large', what: `orders of one store, ${largeStore} tables`, unit: '/s' },
  { key: 'p50', what: `p50 to the board, the same`, unit: 'ms' },
  { key: 'p99', what: `p99 to the board, the same`, unit: 'ms' },
  { key: 'dueP50', what: `p50 to the board, ${dueRate} orders a second`, unit: 'ms' },
  { key: 'dueP99', what: `p99 to the board, ${dueRate} orders a second`, unit: 'ms' },
  { key: 'small', what: `orders of ${smallStores} stores, ${smallStore} tables each`, unit: '/s' },
  { key: 'cpu', what: 'processor time of such an order, instances', unit: 'µs' },
] as const;

function ownFigures(name: string, turn: Turn): Figure[] {
  return measures.map(({ key, what, unit }) => ({ what: `${name}: ${what}`, value: turn[key], unit }));
}

function comparedFigures(name: string, turn: Turn, embedded: Turn, bare: { name: string; turn: Turn }): Figure[] {
  const own = measures.map(
    ({ key, what, unit }): Figure => ({
      what: `${name}: ${what}`,
      value: turn[key],
      unit,
      baseline: { what: 'SQLite', value: embedded[key] },
      ratio: unit === '/s' ? turn[key] / embedded[key] : embedded[key] / turn[key],
    }),
  );
  const behind: Figure = {
    what: `${name}: processor time of such an order, behind`,
    value: turn.cpuBehind,
    unit: 'µs',
  };
  const bared = (['large', 'small'] as const).map(
    (key): Figure => ({
      what: `${name}: orders of ${key === 'large' ? 'one store' : `${smallStores} stores`}`,
      value: turn[key],
      unit: '/s',
      baseline: { what: `bare driver, ${poolSize} connections`, value: bare.turn[key] },
      ratio: turn[key] / bare.turn[key],
    }),
  );
  return [...own, behind, ...bared];
}
