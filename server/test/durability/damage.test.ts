import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DatabaseDamaged } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/dialects/open-database.ts';
import { appOfThisFile, type TestApp } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { type Guest, pair } from '../harness/guest.ts';

const seed = Number(process.env['SOBAN_DAMAGE_SEED'] ?? Date.now());
const parts = ['', '-wal', '-shm'] as const;
const frame = 16_384 + 24;

let app: TestApp;
let guest: Guest;
let place: () => Promise<unknown>;
let acknowledged = 0;
let folder: string;
/** The files as a kill would leave them: after all orders, and before the last of them. */
let whole: string;
let beforeLast: string;

beforeAll(async () => {
  app = await appOfThisFile();
  folder = mkdtempSync(join(app.restaurant.folder, 'damage-'));
  guest = await pair(app.anyone, 1);
  const dish = new Dishes(await guest.menu()).plain;
  place = async () => {
    await guest.order(orderOf(dish));
    acknowledged += 1;
  };
  for (let n = 0; n < 30; n += 1) await place();
  beforeLast = copied(join(app.restaurant.folder, 'app.db'));
  await place();
  whole = copied(join(app.restaurant.folder, 'app.db'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Another place for the files, or for some of them. */
function copied(file: string, which: readonly string[] = parts): string {
  const copy = join(mkdtempSync(join(folder, 'copy-')), 'app.db');
  for (const part of which) if (existsSync(file + part)) copyFileSync(file + part, copy + part);
  return copy;
}

function damage(file: string, at: number, bytes: Buffer): void {
  const content = readFileSync(file);
  bytes.copy(content, at);
  writeFileSync(file, content);
}

function flip(file: string, at: number): void {
  damage(file, at, Buffer.of((readFileSync(file)[at] ?? 0) ^ 0xff));
}

/** How many orders there are when a server opens the files, or the reason why it does not. */
async function opened(file: string): Promise<number | string> {
  try {
    const database = await openDatabase({ engine: 'sqlite', file });
    try {
      const { rows } = await sql<{ orders: number }>`select count(*) as orders from orders`.execute(database.read);
      return rows[0]?.orders ?? 0;
    } finally {
      await database.close();
    }
  } catch (error) {
    expect(error).toBeInstanceOf(DatabaseDamaged);
    return (error as Error).message;
  }
}

const sizeOf = (file: string) => readFileSync(file).length;

/** Where the first commit of the log at or after `from` ends: its last frame says how large the database is then. */
function endOfCommit(log: string, from: number): number {
  const content = readFileSync(log);
  for (let at = from; at < content.length; at += frame) if (content.readUInt32BE(at + 4) > 0) return at + frame;
  throw new Error(`No commit is complete after byte ${from} of ${log}.`);
}

test('what a kill leaves is opened with every order', async () => {
  expect(await opened(copied(whole))).toBe(acknowledged);
  expect(await opened(copied(whole, ['', '-wal']))).toBe(acknowledged);
});

test('a byte of the log that has changed anywhere is told of, or takes no order with it', async () => {
  const places = fc.sample(fc.nat({ max: sizeOf(`${whole}-wal`) - 1 }), { numRuns: 40, seed });
  const inHeads = Array.from({ length: 24 }, (_, byte) => 32 + 3 * frame + byte);
  for (const at of [...Array.from({ length: 8 }, (_, word) => 4 * word), ...inHeads, ...places]) {
    const file = copied(whole);
    flip(`${file}-wal`, at);
    const outcome = await opened(file);
    const told = typeof outcome === 'string' && outcome.includes('db check --accept-loss');
    expect(told || outcome === acknowledged, `byte ${at} (SOBAN_DAMAGE_SEED=${seed}): ${outcome}`).toBe(true);
  }
}, 120_000);

test('without the log’s index, as after a power cut, no more than the last commit can be missed', async () => {
  const size = sizeOf(`${whole}-wal`);
  for (const at of fc.sample(fc.nat({ max: size - 1 }), { numRuns: 40, seed })) {
    const file = copied(whole, ['', '-wal']);
    flip(`${file}-wal`, at);
    const outcome = await opened(file);
    const isTold = typeof outcome === 'string' && /would be lost/.test(outcome);
    expect(isTold || Number(outcome) >= acknowledged - 1, `byte ${at} (seed ${seed}): ${outcome}`).toBe(true);
  }
}, 120_000);

test('it says where the damage is and how much would be lost', async () => {
  const file = copied(whole);
  const at = sizeOf(`${beforeLast}-wal`) - 20 * frame;
  flip(`${file}-wal`, at);
  expect(await opened(file)).toMatch(
    /^DATABASE_URL: the log \S+app\.db-wal is damaged at byte \d+: \d+ commits that were on the disk \(.+\) would be lost\. First copy /,
  );
});

test('a tail that a power cut has torn takes only what nobody had been told of', async () => {
  const from = sizeOf(`${beforeLast}-wal`);
  // The server may have committed something of its own beside the order.
  const to = endOfCommit(`${whole}-wal`, from);
  expect(to - from).toBeGreaterThan(frame);
  const torn = readFileSync(`${whole}-wal`).subarray(0, to);
  const cuts = [from + 1, from + 12, from + 24, from + frame - 1, from + frame, to - frame, to - 1];
  for (const cut of cuts) {
    for (const which of [parts, ['', '-wal']]) {
      const file = copied(beforeLast, which);
      writeFileSync(`${file}-wal`, torn.subarray(0, cut));
      expect(await opened(file), `cut at ${cut}`).toBe(acknowledged - 1);
      // The rest of the last commit is on the disk, and a part of it is not.
      const holed = copied(beforeLast, which);
      writeFileSync(`${holed}-wal`, torn);
      damage(`${holed}-wal`, Math.min(cut, to - 512), Buffer.alloc(512));
      expect(await opened(holed), `512 bytes missing at ${cut}`).toBe(acknowledged - 1);
    }
  }
}, 60_000);

describe('what is missing is told of', () => {
  test.each<[string, (file: string) => void, RegExp]>([
    ['the end of the log', (file) => truncateSync(`${file}-wal`, sizeOf(`${file}-wal`) - 5 * frame), /cut short/],
    ['all of the log', (file) => rmSync(`${file}-wal`), /-wal is missing or cut short/],
    ['the content of the log', (file) => truncateSync(`${file}-wal`, 0), /-wal is missing or cut short/],
    ['the database beside its log', (file) => rmSync(file), /is missing or empty, though its log is there/],
    ['the content of the database', (file) => truncateSync(file, 0), /is missing or empty, though its log is there/],
  ])('%s', async (_, take, words) => {
    const file = copied(whole);
    take(file);
    expect(await opened(file)).toMatch(words);
    expect(await opened(file), 'and again, as nothing was changed').toMatch(words);
  });
});

describe('with everything in the database itself', () => {
  let still: string;
  beforeAll(() => {
    still = copied(whole);
    const database = new SqliteFile(still);
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
  });

  test.each<[string, (file: string) => void, RegExp]>([
    ['cut short', (file) => truncateSync(file, sizeOf(file) - 3 * 16_384), /is cut short: it has \d+ of its \d+ pages/],
    ['emptied', (file) => truncateSync(file, 0), /is empty: delete it where a new one is to be begun/],
    ['another kind of file', (file) => writeFileSync(file, 'Dear diary, '.repeat(10_000)), /is no SQLite database/],
    ['damaged at its beginning', (file) => flip(file, 5), /is no SQLite database, or its beginning is damaged/],
    [
      'with a page of rubbish',
      (file) => damage(file, 3 * 16_384, Buffer.alloc(200, 0xa5)),
      /is damaged \(.+\)\. First/,
    ],
    ['with a damaged schema', (file) => damage(file, 100, Buffer.alloc(40, 0xa5)), /is damaged \(.+\)\. First/],
  ])('%s, it is refused', async (_, harm, words) => {
    const file = copied(still, ['']);
    expect(await opened(file)).toBe(acknowledged);
    harm(file);
    expect(await opened(file)).toMatch(words);
  });

  test('another program’s database is left alone', async () => {
    const file = join(folder, 'other.db');
    const other = new SqliteFile(file);
    other.exec('create table bookmarks (url text)');
    other.close();
    const before = readFileSync(file);
    expect(await opened(file)).toMatch(/is the database of another program/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('what an earlier log has left behind the present one is of no concern', async () => {
    await app.database.transaction((tx) => sql`select 1`.execute(tx));
    const running = new SqliteFile(join(app.restaurant.folder, 'app.db'));
    running.pragma('wal_checkpoint(RESTART)');
    running.close();
    await place();
    const file = copied(join(app.restaurant.folder, 'app.db'));
    const size = sizeOf(`${file}-wal`);
    for (const which of [parts, ['', '-wal']]) {
      for (const at of [size - 1, size - frame, size - 5 * frame - 7, Math.floor(size / 2)]) {
        const copy = copied(file, which);
        flip(`${copy}-wal`, at);
        expect(await opened(copy), `byte ${at} of ${size}`).toBe(acknowledged);
      }
    }
  });
});
