import { closeSync, openSync, readSync } from 'node:fs';
import { endianness } from 'node:os';

// The log beside an SQLite file and its index, as in https://sqlite.org/fileformat2.html#walformat and https://sqlite.org/walformat.html

const headerSize = 32;
const frameHeaderSize = 24;
/** Bytes of the log that are in memory at a time. */
const chunkSize = 4 * 1024 * 1024;

export interface Wal {
  pageSize: number;
  /** How many frames SQLite would take for good: up to the last commit before the first frame that is not sound. */
  soundFrames: number;
  /** Which pages are in them. */
  pages: ReadonlySet<number>;
  /** How many pages the database has after the last of their commits; 0 without any. */
  databasePages: number;
  /** Where the first frame begins that is not sound, in bytes; undefined where all are. */
  brokenAt: number | undefined;
  /** How many frames from there on say that they are commits of this very log. What a power cut has torn has one at the most. */
  laterCommits: number;
  /** The two numbers, eight bytes, that tell this log from what was in the file before; undefined where its header is unsound. */
  salts: Buffer | undefined;
}

/** What the processes that had the database open last knew of the log: each number is of durable frames. */
export interface WalIndex {
  committedFrames: number;
  /** How many of them have been copied into the database. */
  copiedFrames: number;
  salts: Buffer;
}

const nothing: Wal = {
  pageSize: 0,
  soundFrames: 0,
  pages: new Set(),
  databasePages: 0,
  brokenAt: undefined,
  laterCommits: 0,
  salts: undefined,
};

/** Reads the whole log. `pageSize` is the database's, for a log whose own header is damaged. */
export function readWal(file: string, pageSize: number): Wal {
  const source = openToRead(file);
  if (source === undefined) return nothing;
  try {
    const header = Buffer.alloc(headerSize);
    if (readSync(source, header, 0, headerSize, 0) < headerSize) return nothing;
    const isSound = isSoundHeader(header);
    return walk(source, header, { isSound, pageSize: isSound ? header.readUInt32BE(8) : pageSize });
  } finally {
    closeSync(source);
  }
}

function walk(source: number, header: Buffer, { isSound, pageSize }: { isSound: boolean; pageSize: number }): Wal {
  const isBigEndian = isBigEndianLog(header);
  const pages = new Set<number>();
  const wal: Wal = { ...nothing, pageSize, pages, brokenAt: isSound ? undefined : 0 };
  let salts = isSound ? header.subarray(16, 24) : undefined;
  let sum = storedSum(header, 24);
  let uncommitted: number[] = [];
  for (const { at, frame } of framesOf(source, frameHeaderSize + pageSize)) {
    // Where the header cannot be believed, the first frame is the best that there is to know the others by.
    salts ??= Buffer.from(frame.subarray(8, 16));
    const isOfThisLog = frame.compare(salts, 0, 8, 8, 16) === 0;
    const pagesAfterCommit = frame.readUInt32BE(4);
    let isIntact = false;
    if (wal.brokenAt === undefined) {
      isIntact = isSame(sumOf(sum, frame, isBigEndian), storedSum(frame, 16));
      if (!isIntact || !isOfThisLog) wal.brokenAt = at;
    }
    if (wal.brokenAt !== undefined) {
      // A frame that follows on what came before is of this log, though damage to its numbers denies it.
      if ((isOfThisLog || isIntact) && pagesAfterCommit > 0) wal.laterCommits += 1;
      continue;
    }
    sum = storedSum(frame, 16);
    uncommitted.push(frame.readUInt32BE(0));
    if (pagesAfterCommit === 0) continue;
    for (const page of uncommitted) pages.add(page);
    wal.soundFrames += uncommitted.length;
    wal.databasePages = pagesAfterCommit;
    uncommitted = [];
  }
  return { ...wal, salts: isSound ? salts : undefined };
}

function isSoundHeader(header: Buffer): boolean {
  const magic = header.readUInt32BE(0);
  const isKnown = (magic === 0x377f0682 || magic === 0x377f0683) && header.readUInt32BE(4) === 3_007_000;
  const sum = checksum([0, 0], wordsOf(header.subarray(0, 24), isBigEndianLog(header)));
  return isKnown && isPageSize(header.readUInt32BE(8)) && isSame(sum, storedSum(header, 24));
}

export function isPageSize(size: number): boolean {
  return size >= 512 && size <= 65_536 && (size & (size - 1)) === 0;
}

const isBigEndianLog = (header: Buffer) => (header.readUInt32BE(0) & 1) === 1;

/** The whole frames of the file, and where each begins; a frame is good until the next is asked for. */
function* framesOf(source: number, size: number): Generator<{ at: number; frame: Buffer }> {
  const chunk = Buffer.allocUnsafeSlow(size * Math.max(1, Math.floor(chunkSize / size)));
  for (let at = headerSize; ; ) {
    const length = readSync(source, chunk, 0, chunk.length, at);
    for (let from = 0; from + size <= length; from += size) {
      yield { at: at + from, frame: chunk.subarray(from, from + size) };
    }
    if (length < size) return;
    at += length - (length % size);
  }
}

type Sum = readonly [number, number];

const isSame = (one: Sum, other: Sum) => one[0] === other[0] && one[1] === other[1];
const storedSum = (bytes: Buffer, at: number): Sum => [bytes.readInt32BE(at), bytes.readInt32BE(at + 4)];

function sumOf(before: Sum, frame: Buffer, isBigEndian: boolean): Sum {
  const head = checksum(before, wordsOf(frame.subarray(0, 8), isBigEndian));
  return checksum(head, wordsOf(frame.subarray(frameHeaderSize), isBigEndian));
}

function checksum([first, second]: Sum, words: Int32Array): Sum {
  let [one, two] = [first, second];
  for (let at = 0; at < words.length; at += 2) {
    one = (one + (words[at] ?? 0) + two) | 0;
    two = (two + (words[at + 1] ?? 0) + one) | 0;
  }
  return [one, two];
}

/** As the checksum reads them: in the byte order of the machine that began the log. */
function wordsOf(bytes: Buffer, isBigEndian: boolean): Int32Array {
  const isNative = isBigEndian === (endianness() === 'BE');
  const readable = isNative && bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  if (!isNative) readable.swap32();
  return new Int32Array(readable.buffer, readable.byteOffset, readable.length / 4);
}

/** Reads the log's index; undefined where there is none, or one that was being written when its process died. */
export function readWalIndex(file: string): WalIndex | undefined {
  const source = openToRead(file);
  if (source === undefined) return undefined;
  const bytes = Buffer.alloc(100);
  try {
    if (readSync(source, bytes, 0, bytes.length, 0) < bytes.length) return undefined;
  } finally {
    closeSync(source);
  }
  const isBigEndian = endianness() === 'BE';
  const number = (at: number) => (isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  const isWritten = number(0) === 3_007_000 && bytes[12] === 1 && bytes.compare(bytes, 48, 96, 0, 48) === 0;
  const sum: Sum = [number(40) | 0, number(44) | 0];
  if (!isWritten || !isSame(checksum([0, 0], wordsOf(bytes.subarray(0, 40), isBigEndian)), sum)) return undefined;
  return { committedFrames: number(16), copiedFrames: number(96), salts: bytes.subarray(32, 40) };
}

function openToRead(file: string): number | undefined {
  try {
    return openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
