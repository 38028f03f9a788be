import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'vitest';
import { Client } from '../harness/client.ts';
import { demoPassword, jwtSecret } from '../harness/restaurant.ts';
import { endsWithUs, hasEnded } from '../services/guarded.ts';
import { freePort, newFolder } from '../services/programs.ts';
import { eventually } from './eventually.ts';

const entry = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const shiftedClock = new URL('shifted-clock.ts', import.meta.url).href;

export interface InstanceOptions {
  databaseUrl: string;
  /** Overrides its configuration. */
  env?: Record<string, string>;
  /** Milliseconds that its machine's clock is ahead. */
  clockAhead?: number;
}

/** One of several servers on one database, as a process of its own: its port is known before it runs. */
export class Instance {
  readonly port: number;
  readonly url: string;
  readonly anyone: Client;
  /** Everything it has written, over all its starts. */
  output = '';
  readonly #env: Record<string, string>;
  readonly #folder: string;
  #child: ChildProcess | undefined;

  constructor(port: number, { databaseUrl, env, clockAhead }: InstanceOptions) {
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.anyone = new Client(this.url);
    this.#folder = newFolder('instance');
    this.#env = {
      NODE_ENV: 'test',
      NODE_COMPILE_CACHE: join(this.#folder, '..', 'soban-test-compiled'),
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      DATA_DIR: this.#folder,
      UPLOAD_DIR: join(this.#folder, 'uploads'),
      JWT_SECRET_KEY: jwtSecret,
      DEMO_PASSWORD: demoPassword,
      BCRYPT_COST: '4',
      RATE_LIMIT_PER_MINUTE: '0',
      LOG_LEVEL: 'info',
      ...(clockAhead === undefined
        ? {}
        : { NODE_OPTIONS: `--import=${shiftedClock}`, CLOCK_AHEAD: String(clockAhead) }),
      ...env,
    };
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** Starts the process and waits for nothing. */
  launch(): void {
    const child = spawn(process.execPath, [entry], {
      cwd: this.#folder,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { pid } = child;
    if (pid === undefined) throw new Error('The server could not be started.');
    endsWithUs(pid);
    this.#child = child;
    const keep = (text: Buffer) => {
      this.output += text.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('exit', () => {
      hasEnded(pid);
      this.#child = undefined;
    });
  }

  /** Waits until it answers this to "can you serve?". */
  async untilReady(status: 200 | 503 = 200, timeout = 30_000): Promise<void> {
    const isSo = async () => {
      if (!this.isRunning) throw new Error(`The server has ended:\n${this.output}`);
      const answer = await this.anyone.get('/health/ready').catch(() => undefined);
      return answer?.status === status;
    };
    await eventually(`${this.url} answers ${status}`, isSo, timeout);
  }

  async start(): Promise<void> {
    this.launch();
    await this.untilReady();
  }

  /** Answers its exit code, null where it had to be killed. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (!child) return null;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    return child.exitCode;
  }

  async kill(): Promise<void> {
    await this.stop('SIGKILL');
  }
}

/** Instances of the calling test, not started yet. */
export async function instancesOf(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  options: readonly InstanceOptions[],
): Promise<Instance[]> {
  const ports = new Set<number>();
  while (ports.size < options.length) ports.add(await freePort());
  const instances = [...ports].map((port, at) => new Instance(port, options[at] as InstanceOptions));
  onTestFinished(async () => {
    await Promise.all(instances.map((instance) => instance.kill()));
  });
  return instances;
}
