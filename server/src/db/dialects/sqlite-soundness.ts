import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import SqliteFile from 'better-sqlite3';
import { DatabaseDamaged } from '../database.ts';
import { isPageSize, readWal, readWalIndex, type Wal, type WalIndex } from './sqlite-wal.ts';

/** Bytes of a database that is checked page by page at every start; a larger one would delay it (200 MB take a second). */
const checkedWhole = 64 * 1024 * 1024;
/** Milliseconds between looks at a fault: another process may be writing what is read. */
const pause = 100;

const magic = 'SQLite format 3\0';
/** Of the files that this program makes. */
const usualPageSize = 16_384;
/** Where SQLite keeps its locks, no page is ever written. */
const lockPage = 0x40000000;

/** What is wrong with the files, before SQLite opens them: it drops in silence what it cannot read of its log. */
interface Fault {
  what: string;
  /** Whether what is left can be used, without what is lost. */
  canGoOn: boolean;
  /** How often it is looked for again before it is believed. */
  looks?: number;
}

/** Throws `DatabaseDamaged` where opening the database would lose what had been committed, or has nothing to open. */
export function requireSoundFiles(file: string): void {
  const fault = lastingFault(file);
  if (fault) throw new DatabaseDamaged(`DATABASE_URL: ${fault.what}. ${adviceFor(file, fault)}`);
}

/**
 * Throws `DatabaseDamaged` where the engine finds its own structure broken, of which a large file's is not looked through, or where
 * the database is another program's.
 */
export function requireSoundPages(database: SqliteFile.Database, file: string): void {
  const [problem] = problemsOf(database, statSync(file).size > checkedWhole ? 'schema_version' : 'quick_check(1)');
  if (problem !== undefined) {
    const advice = adviceFor(file, { canGoOn: false });
    throw new DatabaseDamaged(`DATABASE_URL: ${file} is damaged (${problem}). ${advice}`);
  }
  const tables = database.prepare("select name from sqlite_schema where type = 'table'").pluck().all();
  if (tables.length > 0 && !tables.includes('kysely_migration')) {
    throw new DatabaseDamaged(`DATABASE_URL: ${file} is the database of another program; name a file of Soban's own`);
  }
}

/** What one of SQLite's own checks says is wrong, a line each. */
export function problemsOf(database: SqliteFile.Database, check: string): string[] {
  try {
    const rows = database.prepare(`pragma ${check}`).pluck().all();
    return rows
      .filter((row) => typeof row === 'string' && row !== 'ok')
      .map((row) => String(row).replaceAll(/\s*\n\s*/g, ' '));
  } catch (error) {
    if (!(error instanceof SqliteFile.SqliteError) || !error.code.startsWith('SQLITE_CORRUPT')) throw error;
    return [error.message];
  }
}

export function adviceFor(file: string, { canGoOn }: Pick<Fault, 'canGoOn'>): string {
  const goOn = canGoOn
    ? 'or go on without what is lost: npm run cli -- db check --accept-loss'
    : `or see what can be saved: sqlite3 ${file} .recover`;
  return `First copy ${file}, ${file}-wal and ${file}-shm, as far as they are there, to another place. Then restore a backup, ${goOn}`;
}

/** The fault that is still there when it is looked for again. */
export function lastingFault(file: string): Fault | undefined {
  let fault = faultOf(file);
  for (let look = 1; fault && look <= (fault.looks ?? 2); look += 1) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    fault = faultOf(file);
  }
  return fault;
}

function faultOf(file: string): Fault | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  // What SQLite was doing by a journal when it was cut off, it undoes by that; and a folder it refuses by itself.
  if (stat?.isDirectory() || (statSync(`${file}-journal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return undefined;
  try {
    // The index first: a log that is being written is never behind it.
    const index = readWalIndex(`${file}-shm`);
    const header = headerOf(file);
    const wal = readWal(`${file}-wal`, header?.pageSize ?? usualPageSize);
    if (stat && stat.size > 0 && !header) {
      return { what: `${file} is no SQLite database, or its beginning is damaged`, canGoOn: false };
    }
    if (header) return faultOfWal(`${file}-wal`, header, wal, index) ?? faultOfSize(file, header, wal);
    const hadLog = wal.soundFrames + wal.laterCommits + (index?.committedFrames ?? 0) > 0;
    if (hadLog) return { what: `${file} is missing or empty, though its log is there`, canGoOn: true };
    // A server that is beginning a new one beside us fills it in a moment.
    return stat && { what: `${file} is empty: delete it where a new one is to be begun`, canGoOn: false, looks: 20 };
  } catch (error) {
    return { what: `${file} cannot be read: ${(error as Error).message}`, canGoOn: false };
  }
}

interface Header {
  pageSize: number;
  /** Undefined where it is not kept up. */
  pages: number | undefined;
}

/** Undefined where the file does not begin as SQLite's do. */
function headerOf(file: string): Header | undefined {
  if (!existsSync(file)) return undefined;
  const source = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(100);
    const length = readSync(source, bytes, 0, bytes.length, 0);
    const size = bytes.readUInt16BE(16);
    const pageSize = size === 1 ? 65_536 : size;
    if (length < bytes.length || bytes.toString('latin1', 0, 16) !== magic || !isPageSize(pageSize)) return undefined;
    const isKeptUp = bytes.readUInt32BE(24) === bytes.readUInt32BE(92);
    return { pageSize, pages: isKeptUp ? bytes.readUInt32BE(28) : undefined };
  } finally {
    closeSync(source);
  }
}

function faultOfWal(log: string, header: Header, wal: Wal, index: WalIndex | undefined): Fault | undefined {
  if (wal.salts && wal.soundFrames > 0 && wal.pageSize !== header.pageSize) {
    return { what: `${log} is another database's log`, canGoOn: false };
  }
  if (index && wal.salts?.equals(index.salts)) {
    // The index is written when a commit is on the disk, so it knows best; after a power cut it may be older than the log.
    if (index.committedFrames === wal.soundFrames) return undefined;
    if (index.committedFrames > wal.soundFrames) return lossOf(log, wal);
  }
  if (index && !wal.salts && index.committedFrames > index.copiedFrames) return lossOf(log, wal);
  // A power cut tears the one commit that was being written, which nobody had been told of.
  const torn = wal.salts ? 1 : 0;
  return wal.laterCommits > torn ? lossOf(log, wal) : undefined;
}

function lossOf(log: string, { brokenAt, laterCommits }: Wal): Fault {
  const where = brokenAt === undefined ? 'is missing or cut short' : `is damaged at byte ${brokenAt}`;
  const lost = laterCommits === 0 ? 'what had been committed last' : `${laterCommits} commits that were on the disk`;
  return {
    what: `the log ${log} ${where}: ${lost} (orders, and whatever else was changed) would be lost`,
    canGoOn: true,
  };
}

/** Every page that there has to be is in the file, or in the log on its way there. */
function faultOfSize(file: string, { pageSize, pages }: Header, wal: Wal): Fault | undefined {
  const present = Math.floor(statSync(file).size / pageSize);
  const expected = wal.soundFrames > 0 ? wal.databasePages : (pages ?? present);
  for (let page = present + 1; page <= expected; page += 1) {
    if (wal.pages.has(page) || page === lockPage / pageSize + 1) continue;
    return { what: `${file} is cut short: it has ${present} of its ${expected} pages`, canGoOn: false };
  }
  return undefined;
}
