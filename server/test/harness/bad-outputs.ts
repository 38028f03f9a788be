import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, readSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const { O_APPEND, O_CREAT, O_NONBLOCK, O_RDONLY, O_WRONLY } = constants;

/** A standard output that a program cannot write to. */
export interface BadOutput {
  fd: number;
  /** Stands before the program and its arguments. */
  prefix: readonly string[];
  /** Takes away what stands in the way, where that can be. */
  mend(): void;
  /** Answers what has been written since. */
  text(): string;
}

export type BadOutputs = Record<string, (folder: string) => BadOutput>;

/** Those that get well again, … */
export const passing: BadOutputs = { 'a full disk': fullDisk, 'a pipe that nobody reads': unreadPipe };
/** … and those that never do. */
export const lasting: BadOutputs = { 'a device without room': fullDevice, 'a pipe whose reader has gone': brokenPipe };

/** Bytes of the largest file that the program may write; its database stays far below. */
const room = 64 * 1024 * 1024;
const blockOfUlimit = 512;

function fullDisk(folder: string): BadOutput {
  const path = join(folder, 'log');
  const fd = open(path, O_CREAT | O_WRONLY | O_APPEND);
  truncateSync(path, room);
  const limited = `trap '' XFSZ; ulimit -f ${room / blockOfUlimit}; exec "$@"`;
  return {
    fd,
    prefix: ['sh', '-c', limited, 'sh'],
    mend: () => truncateSync(path, 0),
    text: () => readFileSync(path, 'utf8'),
  };
}

function fullDevice(): BadOutput {
  return { fd: open('/dev/full', O_WRONLY), prefix: [], ...never };
}

function unreadPipe(folder: string): BadOutput {
  const path = pipeIn(folder);
  const reader = open(path, O_RDONLY | O_NONBLOCK);
  const filler = open(path, O_WRONLY | O_NONBLOCK);
  while (attempt(() => writeSync(filler, Buffer.alloc(1024, '\n'))) > 0);
  const read = Buffer.alloc(64 * 1024);
  let all = '';
  const text = (): string => {
    for (let size = 1; size > 0; all += read.toString('utf8', 0, size)) size = attempt(() => readSync(reader, read));
    return all.trimStart();
  };
  return { fd: open(path, O_WRONLY), prefix: [], mend: () => undefined, text };
}

function brokenPipe(folder: string): BadOutput {
  const path = pipeIn(folder);
  const reader = openSync(path, O_RDONLY | O_NONBLOCK);
  const fd = open(path, O_WRONLY);
  closeSync(reader);
  return { fd, prefix: [], ...never };
}

const never = { mend: () => undefined, text: () => '' };

function pipeIn(folder: string): string {
  const path = join(folder, 'pipe');
  if (spawnSync('mkfifo', [path]).status !== 0) throw new Error('mkfifo could not make a pipe.');
  return path;
}

/** Closed at the end of the test. */
function open(path: string, flags: number): number {
  const fd = openSync(path, flags);
  onTestFinished(() => closeSync(fd));
  return fd;
}

/** The bytes that a call has moved; none where it would have to wait. */
function attempt(call: () => number): number {
  try {
    return call();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0;
    throw error;
  }
}
