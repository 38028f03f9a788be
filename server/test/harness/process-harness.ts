import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { freePort } from '../services/programs.ts';
import type { BadOutput } from './bad-outputs.ts';
import { Client } from './client.ts';
import { newRestaurant, type Restaurant } from './restaurant.ts';

const entry = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const supervisor = fileURLToPath(new URL('../../../scripts/supervise.mjs', import.meta.url));
const patience = 20_000;

interface Circumstances {
  isSupervised?: boolean;
  /** How many files, connections among them, the process may have open. */
  openFiles?: number;
  badOutput?: BadOutput | undefined;
}

/** A server as a process of its own, as an operator starts it: to be stopped, killed and started again. */
export class ServerProcess {
  readonly restaurant: Restaurant;
  readonly #env: Record<string, string>;
  readonly #program: readonly string[];
  readonly #badOutput: BadOutput | undefined;
  #child: ChildProcess | undefined;
  #port = 0;
  /** Everything it has written, over all its starts. */
  output = '';

  constructor(
    restaurant: Restaurant,
    env: Record<string, string>,
    { isSupervised = false, openFiles, badOutput }: Circumstances = {},
  ) {
    this.restaurant = restaurant;
    this.#badOutput = badOutput;
    const program = [...(badOutput?.prefix ?? []), process.execPath, ...(isSupervised ? [supervisor] : []), entry];
    this.#program =
      openFiles === undefined ? program : ['/bin/sh', '-c', `ulimit -n ${openFiles}; exec "$@"`, 'sh', ...program];
    // Its log names the port; and a test that starts it fifty times need not compile it fifty times.
    this.#env = {
      LOG_LEVEL: 'info',
      NODE_ENV: 'test',
      NODE_COMPILE_CACHE: join(tmpdir(), 'soban-test-compiled'),
      ...env,
    };
  }

  get anyone(): Client {
    return new Client(`http://127.0.0.1:${this.#port}`);
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** Megabytes it has of the machine's memory: now, and at most since it started. NaN where the system does not tell. */
  memory(): { now: number; most: number } {
    if (!existsSync(`/proc/${this.#child?.pid}/status`)) return { now: Number.NaN, most: Number.NaN };
    const status = readFileSync(`/proc/${this.#child?.pid}/status`, 'utf8');
    const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024;
    return { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
  }

  /** Starts it and waits until it can serve; after the first time on the same port, so that clients find it again. */
  async start(): Promise<void> {
    await this.restaurant.ready;
    // Its log names the port, where that can be read.
    if (this.#badOutput) this.#port ||= await freePort();
    const child = this.#launch();
    const exited = once(child, 'exit').then(() => {
      throw new Error(`The server ended at its start:\n${this.output}`);
    });
    await Promise.race([exited, this.#isOpen(child)]);
    exited.catch(() => undefined);
  }

  /** Starts it where it has to fail; answers its exit code and what it said. */
  async startInVain(): Promise<{ code: number | null; said: string }> {
    await this.restaurant.ready;
    const child = this.#launch();
    const late = setTimeout(() => child.kill('SIGKILL'), patience);
    await once(child, 'close');
    clearTimeout(late);
    return { code: child.exitCode, said: this.output };
  }

  /** Waits until it has written the text. */
  async says(text: string): Promise<void> {
    while (!this.output.includes(text) && this.#child?.stdout) await once(this.#child.stdout, 'data');
  }

  /** Asks it to stop, as an operator does; answers its exit code, null where it had to be killed. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (!child) return null;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    return child.exitCode;
  }

  /** The process itself: where it is supervised, the supervisor. */
  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error('The server is not running.');
    return pid;
  }

  /** Settles when a start that comes after this call, by whomever, has opened. */
  async opensAgain(): Promise<void> {
    if (this.#child) await this.#isOpen(this.#child);
  }

  /** A power cut. */
  async kill(): Promise<void> {
    await this.stop('SIGKILL');
  }

  #launch(): ChildProcess {
    const env = { ...this.restaurant.env, ...this.#env, ...(this.#port === 0 ? {} : { PORT: String(this.#port) }) };
    // Its own folder is the working folder, and nothing of the developer's environment reaches it.
    const [command = '', ...args] = this.#program;
    const child = spawn(command, args, {
      cwd: this.restaurant.folder,
      env,
      stdio: ['ignore', this.#badOutput?.fd ?? 'pipe', 'pipe'],
    });
    this.#child = child;
    const keep = (text: Buffer) => {
      this.output += text.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('exit', () => {
      this.#child = undefined;
    });
    return child;
  }

  /** The port is the last one that this start has named; the door opens when the database is ready. */
  async #isOpen({ stdout }: ChildProcess): Promise<void> {
    const before = this.output.length;
    const port = () => /Server listening at http:\/\/127\.0\.0\.1:(\d+)/.exec(this.output.slice(before))?.[1];
    while (stdout && port() === undefined) await once(stdout, 'data');
    if (stdout) this.#port = Number(port());
    const isReady = () =>
      this.anyone.get('/health/ready').then(
        ({ status }) => status === 200,
        () => false,
      );
    while (this.isRunning && !(await isReady())) await wait(10);
  }
}

/** A server process of the calling test, started. */
export async function processOfThisTest(env: Record<string, string> = {}): Promise<ServerProcess> {
  const server = unstartedProcess(env);
  await server.start();
  return server;
}

/** A server process of the calling test that is run as `npm start` runs it. */
export async function supervisedProcess(env: Record<string, string> = {}): Promise<ServerProcess> {
  const restaurant = newRestaurant();
  const server = new ServerProcess(restaurant, env, { isSupervised: true });
  onTestFinished(async () => {
    await server.stop();
    await restaurant.remove();
  });
  await server.start();
  return server;
}

/** One that the calling test starts itself. */
export function unstartedProcess(
  env: Record<string, string> = {},
  restaurant = newRestaurant(),
  badOutput?: BadOutput,
): ServerProcess {
  const server = new ServerProcess(restaurant, env, { badOutput });
  onTestFinished(async () => {
    await server.kill();
    await restaurant.remove();
  });
  return server;
}

/** A server process of the calling test, started, that may have no more than so many files open. */
export async function processWithFewFiles(openFiles: number): Promise<ServerProcess> {
  const restaurant = newRestaurant();
  const server = new ServerProcess(restaurant, {}, { openFiles });
  onTestFinished(async () => {
    await server.kill();
    await restaurant.remove();
  });
  await server.start();
  return server;
}
