/**
 * The behaviour suite runs on every combination of engines that a user may run: a cell. `SOBAN_TEST_CELL` says which one a
 * run of vitest is, by the engines that differ from the embedded ones: `postgres·redis·bucket`, `mariadb`, `redis`.
 */
export interface Cell {
  database: Database;
  transport: Transport;
  storage: Storage;
}

type Database = (typeof databases)[number];
type Transport = (typeof transports)[number];
type Storage = (typeof storages)[number];

/** The embedded ones first. */
const databases = ['sqlite', 'postgres', 'mariadb'] as const;
const transports = ['in-process', 'redis', 'rabbitmq'] as const;
const storages = ['folder', 'bucket'] as const;

/** Servers that all tests of a run share. */
export type ServerName = 'postgres' | 'mariadb' | 'redis' | 'rabbitmq' | 's3';

const embedded: Cell = { database: 'sqlite', transport: 'in-process', storage: 'folder' };

export function nameOf({ database, transport, storage }: Cell): string {
  return [database, transport, storage].join('·');
}

export function serversOf({ database, transport, storage }: Cell): ServerName[] {
  return [
    ...(database === 'sqlite' ? [] : [database]),
    ...(transport === 'in-process' ? [] : [transport]),
    ...(storage === 'folder' ? [] : (['s3'] as const)),
  ];
}

/** Reads a cell's name, or a part of it. */
function parseCell(name: string): Cell {
  const words = name.split(/[·.,\s]+/).filter((word) => word !== '');
  const known: readonly string[] = [...databases, ...transports, ...storages];
  const unknown = words.find((word) => !known.includes(word));
  if (unknown !== undefined) throw new Error(`"${unknown}" is no engine: a cell is made of ${known.join(', ')}`);
  const chosen = <Kind extends string>(kinds: readonly [Kind, ...Kind[]]) =>
    kinds.find((kind) => words.includes(kind)) ?? kinds[0];
  return { database: chosen(databases), transport: chosen(transports), storage: chosen(storages) };
}

/** The cell of this run. */
export const thisCell = parseCell(process.env['SOBAN_TEST_CELL'] ?? '');

/** All pairs of database and transport, each of them with both storages in turns; … */
export const cells: Cell[] = databases.flatMap((database, row) =>
  transports.map((transport, column) => ({
    database,
    transport,
    storage: (row + column) % 2 === 0 ? 'folder' : 'bucket',
  })),
);

/**
 * The pairs that run in CI alone: elsewhere each database runs without a broker and with one, so that every engine meets another
 * of each kind, and what is left for CI are three meetings of two that were tried with others.
 */
export function isForCiAlone({ database, transport }: Cell): boolean {
  return transport === { sqlite: 'redis', postgres: 'redis', mariadb: 'rabbitmq' }[database];
}

/** … and what has to do with pictures where only the storage is another too. */
export const pictureCell: Cell = { ...embedded, storage: 'bucket' };

/**
 * Tests that no engine makes a difference to, that start the engines they are about, or of what only SQLite is put through (to
 * run out of room, to find its files damaged): in the embedded cell alone.
 */
const once = [
  'auth/{cookies,keys,tokens}.test.ts',
  'cache/**',
  'cluster/**',
  'durability/{closing,damage,full-disk,readiness}.test.ts',
  'failures/**',
  'http/**',
  'live/{notices,transports}.test.ts',
  'menu/reading.test.ts',
  'process/{cli,log-output,logs,start-up,supervisor}.test.ts',
  'security/raw-fuzz.test.ts',
];

/** Tests that hear no events, or are about what lies behind the transport: the database alone makes a difference to them. */
const oncePerDatabase = [
  'sameness.test.ts',
  'auth/{crowds,phones-model,sign-in,throttling,true-owner,visit-code}.test.ts',
  'database/**',
  'durability/group-commit.test.ts',
  'floor/large-visits.test.ts',
  'live/feed.test.ts',
  'live/{greedy,slow}-readers.test.ts',
  'menu/**',
  'orders/**',
  'process/{db-check,migrate,migrate-orders}.test.ts',
  'security/{credentials,fuzz,matrix}.test.ts',
  'uploads/{showing,sweeping,trouble}.test.ts',
  'visits/**',
];

/** Tests of how a picture is judged and made, and of what many at once do to the machine. */
const oncePerStorage = ['uploads/{at-once,taking-in}.test.ts'];

/** The test files that a cell leaves out, as globs below `server/test`. */
export function leftOut(cell: Cell): string[] {
  return [
    ...(nameOf(cell) === nameOf(embedded) ? [] : once),
    ...(cell.transport === 'in-process' ? [] : oncePerDatabase),
    ...(cell.database === 'sqlite' && cell.transport === 'in-process' ? [] : oncePerStorage),
  ];
}

/** How often a test does again what it does, such as to try its luck: most often in the embedded cell in CI. */
export function rounds({ most, else: usual }: { most: number; else: number }): number {
  return process.env['CI'] === 'true' && nameOf(thisCell) === nameOf(embedded) ? most : usual;
}
