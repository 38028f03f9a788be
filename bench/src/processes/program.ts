import { readdirSync, readFileSync } from 'node:fs';
import { ServerProcess, type ServerProcessOptions } from '@soban/testing/server-process';

/** A server process under measurement. */
export class Program extends ServerProcess {
  /** Milliseconds from its start until it answered `/health/ready`. */
  startedIn = Number.NaN;

  /** Starts it and waits until it answers; throws with its output where it does not. */
  static async start(options: ServerProcessOptions): Promise<Program> {
    const program = new Program({ ...options, env: { PATH: process.env['PATH'], ...options.env } });
    const since = performance.now();
    await program.start();
    program.startedIn = performance.now() - since;
    return program;
  }

  get ports(): readonly number[] {
    return [this.port];
  }

  /** Processor time so far, in microseconds; NaN where the system does not tell. */
  cpuMicros(): number {
    return cpuMicros(this.pid);
  }

  /** Ends it, with violence where it takes longer than three seconds. */
  override async stop(how?: NodeJS.Signals): Promise<number | null> {
    const killer = setTimeout(() => void super.stop('SIGKILL'), 3000);
    try {
      return await super.stop(how);
    } finally {
      clearTimeout(killer);
    }
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
