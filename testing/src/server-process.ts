import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.ts';
import { endsWithUs, hasEnded } from './guarded.ts';
import { signal } from './processes.ts';

/** The program of the server in this checkout, as it is built. */
export const serverEntry = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));

/** The operator's commands. */
export const cliEntry = fileURLToPath(new URL('../../server/dist/cli.js', import.meta.url));

export interface ServerProcessOptions {
  port: number;
  /** Where it runs: nobody's `.env` lies there. */
  folder: string;
  /** All of its environment beside the port: nothing of our own reaches it. */
  env: NodeJS.ProcessEnv;
  /** The program and its arguments, where it is not the server in this checkout as it is. */
  command?: readonly string[];
  /** A file that takes its standard output instead of us. */
  outputTo?: number | undefined;
}

/** What Node is started with, as by an operator: stacks name the sources. */
export const nodeOptions = ['--enable-source-maps'];

/** Milliseconds that a start may take on a starved machine. */
const patience = 60_000;

/** A server as a process of its own, to be stopped, killed, frozen and started again on its port. It ends with us at the latest. */
export class ServerProcess {
  readonly port: number;
  readonly folder: string;
  /** Everything it has written, over all its starts. */
  output = '';
  readonly #options: ServerProcessOptions;
  #child: ChildProcess | undefined;

  constructor(options: ServerProcessOptions) {
    this.port = options.port;
    this.folder = options.folder;
    this.#options = options;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error('The server is not running.');
    return pid;
  }

  /** Starts it and waits for nothing. */
  launch(): void {
    if (this.#child) throw new Error('The server is running already.');
    const { command = [process.execPath, ...nodeOptions, serverEntry], env, folder, outputTo } = this.#options;
    const [file = '', ...args] = command;
    const child = spawn(file, args, {
      cwd: folder,
      // What is started fifty times need not be compiled fifty times.
      env: { PORT: String(this.port), NODE_COMPILE_CACHE: join(tmpdir(), 'soban-test-compiled'), ...env },
      stdio: ['ignore', outputTo ?? 'pipe', 'pipe'],
    });
    const { pid } = child;
    if (pid === undefined) throw new Error(`${file} could not be started.`);
    endsWithUs(pid);
    this.#child = child;
    const keep = (text: Buffer) => {
      this.output += text.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('exit', () => {
      hasEnded(pid);
      this.#child = undefined;
    });
  }

  /** Waits until it answers this to "can you serve?". */
  async untilReady(status: 200 | 503 = 200, timeout = patience): Promise<void> {
    const isSo = async () => {
      if (!this.isRunning) throw new Error(`The server has ended:\n${this.output}`);
      const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      await answer?.arrayBuffer().catch(() => undefined);
      return answer?.status === status;
    };
    await eventually(`${this.url} answers ${status}`, isSo, timeout);
  }

  /** Starts it and waits until it can serve. */
  async start(): Promise<void> {
    this.launch();
    await this.untilReady();
  }

  /** Waits until it has written the text. */
  async says(text: string): Promise<void> {
    await eventually(`it says "${text}"`, () => this.output.includes(text) || !this.isRunning, patience);
  }

  /** Waits for its end and for the last of what it has to say; answers its exit code, null where a signal ended it. */
  async ended(): Promise<number | null> {
    const child = this.#child;
    if (!child) return null;
    await once(child, 'close');
    return child.exitCode;
  }

  /** Asks it to stop, as an operator does; answers its exit code, null where it had to be killed. */
  async stop(how: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (!child) return null;
    const exited = once(child, 'exit');
    child.kill(how);
    await exited;
    return child.exitCode;
  }

  /** A power cut. */
  async kill(): Promise<void> {
    await this.stop('SIGKILL');
  }

  /** Freezes it: connections stay open and nothing answers, until `thaw`. */
  freeze(): void {
    signal(this.pid, 'SIGSTOP');
  }

  thaw(): void {
    signal(this.pid, 'SIGCONT');
  }

  /** Megabytes it has of the machine's memory: now, and at most since it started. NaN where the system does not tell. */
  memory(): { now: number; most: number } {
    const file = `/proc/${this.#child?.pid}/status`;
    if (!existsSync(file)) return { now: Number.NaN, most: Number.NaN };
    const status = readFileSync(file, 'utf8');
    const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024;
    return { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
  }
}
