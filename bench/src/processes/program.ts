import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProgramOptions {
  command: readonly string[];
  env: Record<string, string>;
  cwd: string;
  port: number;
}

const readyWithin = 60_000;

/** A server process under measurement. */
export class Program {
  readonly port: number;
  /** Milliseconds from its start until it answered `/health/ready`. */
  readonly startedIn: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number, startedIn: number) {
    this.#child = child;
    this.port = port;
    this.startedIn = startedIn;
  }

  /** Starts it and waits until it answers; throws with its output where it does not. */
  static async start({ command, env, cwd, port }: ProgramOptions): Promise<Program> {
    const [file = '', ...args] = command;
    const since = performance.now();
    const child = spawn(file, args, { cwd, env: { PATH: process.env['PATH'], ...env }, stdio: 'pipe' });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-4000);
      });
    }
    let failed = false;
    child.once('error', (error) => {
      failed = true;
      output += error.message;
    });
    while (!failed && child.exitCode === null && performance.now() - since < readyWithin) {
      const response = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
      if (response?.ok) return new Program(child, port, performance.now() - since);
      await sleep(5);
    }
    child.kill('SIGKILL');
    throw new Error(`${command.join(' ')} did not start:\n${output}`);
  }

  get ports(): readonly number[] {
    return [this.port];
  }

  /** Processor time so far, in microseconds; NaN where the system does not tell. */
  cpuMicros(): number {
    return cpuMicros(this.#child.pid);
  }

  /** Resident memory in kilobytes; NaN where the system does not tell. */
  residentKilobytes(): number {
    try {
      const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN);
    } catch {
      return Number.NaN;
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const killer = setTimeout(() => this.kill(), 3000);
    await exited;
    clearTimeout(killer);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

/** Processor time that all threads of a process have used so far, in microseconds; NaN where the system does not tell. */
export function cpuMicros(pid: number | undefined): number {
  try {
    const tasks = `/proc/${pid}/task`;
    let nanoseconds = 0;
    for (const task of readdirSync(tasks)) {
      nanoseconds += Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ', 1)[0]);
    }
    return nanoseconds / 1000;
  } catch {
    return Number.NaN;
  }
}
