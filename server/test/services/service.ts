/**
 * Private servers for the tests: real ones, each on free ports of 127.0.0.1 in a temporary folder of its own, of the
 * programs that are installed. One interface for all:
 *
 *     const redis = await startRedis();        // also startPostgres, startMariadb, startRabbitmq, startS3, startNginx
 *     redis.url                                // as REDIS_URL takes it
 *     redis.freeze(); … redis.thaw();          // connections stay open, nothing answers
 *     await redis.kill(); … await redis.restart();   // a crash, then back on the same port with the same data
 *     await redis.stop();                      // for good
 *
 * What is not installed throws `NotInstalled`. Whatever a test leaves running ends with the test's process.
 * Tests that only use a server take the shared one of the run (`shared.ts`); those that harm it start their own.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endsWithUs, hasEnded } from '@soban/testing/guarded';
import { familyOf, isAlive, killFamily, signal } from '@soban/testing/processes';
import type { Account } from './programs.ts';

export interface Service {
  readonly url: string;
  readonly port: number;
  /** Of its main process; another one after a restart. */
  readonly pid: number;
  /** Holds all its processes still (SIGSTOP), as a machine does that swaps or pauses: connections stay open, nothing answers. */
  freeze(): void;
  thaw(): void;
  /** Ends all its processes at once (SIGKILL); its data stays for `restart`. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data; where it runs it is asked to end first. */
  restart(): Promise<void>;
  /** Ends it for good and removes its data. */
  stop(): Promise<void>;
}

/** A program to run in the foreground, and how to tell that it serves. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Where its data and its log are. */
  readonly folder: string;
  readonly account?: Account | undefined;
  /** Beside PATH; nothing else of the environment reaches it. */
  readonly env?: Readonly<Record<string, string>>;
  /** What asks it to end; SIGTERM where it is left out. */
  readonly ending?: NodeJS.Signals;
  readonly isReady: () => Promise<boolean>;
}

/** Milliseconds that a server may take to start, on a machine that is busy with tests. */
const patience = 90_000;

export async function startService(
  program: Program,
  address: { url: string; port: number },
  afterStop: () => Promise<void> = async () => undefined,
): Promise<Service> {
  let child = await start(program);
  return {
    ...address,
    get pid() {
      return pidOf(child);
    },
    freeze: () => {
      // The main process first, or it would go on starting others.
      signal(pidOf(child), 'SIGSTOP');
      for (const pid of familyOf(pidOf(child))) signal(pid, 'SIGSTOP');
    },
    thaw: () => {
      for (const pid of familyOf(pidOf(child)).toReversed()) signal(pid, 'SIGCONT');
    },
    kill: () => end(child),
    restart: async () => {
      await askToEnd(child, program.ending);
      child = await start(program);
    },
    stop: async () => {
      await end(child);
      await afterStop();
      rmSync(program.folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** Runs a program until `end`, and resolves once it serves. One that crashes at its start is started once more. */
export async function start(program: Program): Promise<ChildProcess> {
  try {
    return await startOnce(program);
  } catch (error) {
    // MariaDB 10.11 does, once in a hundred starts on a busy machine: by a segmentation fault of its own.
    if (error instanceof Crashed) return startOnce(program);
    throw error;
  }
}

class Crashed extends Error {
  override readonly name = 'Crashed';
}

async function startOnce(program: Program): Promise<ChildProcess> {
  const { name, command, args, folder, account } = program;
  const logFile = join(folder, `${name}.log`);
  const log = openSync(logFile, 'a');
  const child = spawn(command, args, {
    cwd: folder,
    // In a group of its own: Ctrl-C in a terminal must not reach it before the tests are done with it.
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env['PATH'], ...program.env },
    ...account,
  });
  child.unref();
  await once(child, 'spawn');
  const pid = pidOf(child);
  endsWithUs(pid);
  child.once('exit', () => hasEnded(pid));
  const story = (what: string) => `${name} ${what}:\n${readFileSync(logFile, 'utf8').slice(-4000)}`;
  const deadline = performance.now() + patience;
  while (!(await program.isReady())) {
    if (child.signalCode !== null) throw new Crashed(story(`was ended by ${child.signalCode} at its start`));
    if (child.exitCode !== null) throw new Error(story('ended at its start'));
    if (performance.now() > deadline) {
      await end(child);
      throw new Error(story(`did not serve within ${patience} ms`));
    }
    await sleep(20);
  }
  return child;
}

/** Ends a program and all that it started (SIGKILL), and waits until they are gone. */
export async function end(child: ChildProcess): Promise<void> {
  const family = hasExited(child) ? [] : killFamily(pidOf(child));
  while (!hasExited(child) || family.some(isAlive)) await sleep(5);
}

async function askToEnd(child: ChildProcess, ending: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  const late = performance.now() + 10_000;
  child.kill(ending);
  while (!hasExited(child) && performance.now() < late) await sleep(5);
  await end(child);
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('It was never started.');
  return child.pid;
}
