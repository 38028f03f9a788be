import { spawnSync } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { serverEntry } from '@soban/testing/server-process';
import type { Cores } from './processes/cores.ts';
import { Program } from './processes/program.ts';
import { makeStore, password } from './store/make-store.ts';
import { addPastOrders } from './store/past-orders.ts';

const source = import.meta.dirname;
const jwtSecret = 'the-bench-signs-its-tokens-with-this-text';

export interface BenchOptions {
  quick: boolean;
  /** A folder of this run alone. */
  folder: string;
  cores: Cores;
  firstPort: number;
  say: (text: string) => void;
}

/** One run: where scenarios get their stores, servers and baselines from. */
export class Bench {
  readonly quick: boolean;
  readonly folder: string;
  readonly cores: Cores;
  readonly #say: (text: string) => void;
  readonly #grown = new Map<number, string>();
  readonly #running = new Set<Program>();
  #port: number;
  #folders = 0;
  #template: Promise<string> | undefined;

  constructor({ quick, folder, cores, firstPort, say }: BenchOptions) {
    this.quick = quick;
    this.folder = folder;
    this.cores = cores;
    this.#say = say;
    this.#port = firstPort;
  }

  /** How often measured programs take turns. */
  get rounds(): number {
    return this.quick ? 1 : 3;
  }

  /** Seconds that one turn lasts. */
  get seconds(): number {
    return this.quick ? 0.6 : 1.5;
  }

  /** A data folder of its own with the demo restaurant, grown to 200 tables. */
  async store(): Promise<string> {
    this.#template ??= makeStore(join(this.folder, 'template'));
    const template = await this.#template;
    const folder = this.#newPath();
    await cp(template, folder, { recursive: true });
    return folder;
  }

  /** Such a store with years of business behind it; always the same one, for it takes longer to make than to measure. */
  async grownStore(pastOrders: number): Promise<string> {
    const known = this.#grown.get(pastOrders);
    if (known !== undefined) return known;
    const folder = await this.store();
    const since = performance.now();
    addPastOrders(folder, pastOrders);
    const seconds = ((performance.now() - since) / 1000).toFixed(1);
    this.#say(`${pastOrders.toLocaleString('en')} past orders written in ${seconds} s`);
    this.#grown.set(pastOrders, folder);
    return folder;
  }

  async emptyFolder(): Promise<string> {
    const folder = this.#newPath();
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /** The server as an operator starts it, on the given data folder. */
  product(folder: string, env: Record<string, string> = {}): Promise<Program> {
    return this.#start(serverEntry, folder, env);
  }

  /** The same on any core. */
  productOnAllCores(folder: string, env: Record<string, string>): Promise<Program> {
    return this.#start(serverEntry, folder, env, this.cores.anyPrefix);
  }

  /** The server on any core and in production, as one of several that share the database which `env` names. */
  async instance(env: Record<string, string>): Promise<Program> {
    return this.#start(serverEntry, await this.emptyFolder(), { NODE_ENV: 'production', ...env }, this.cores.anyPrefix);
  }

  /** The environment that names a database and whatever else instances share. */
  shared(databaseUrl: string, env: Record<string, string> = {}): Record<string, string> {
    return { DATABASE_URL: databaseUrl, JWT_SECRET_KEY: jwtSecret, ...env };
  }

  /** The same server, but for one commit for each transaction. */
  productOneByOne(folder: string, env: Record<string, string> = {}): Promise<Program> {
    return this.#start(join(source, 'server-one-by-one.ts'), folder, env);
  }

  /** The least `node:http` server that does the same kind of work; see `bare/http.ts`. */
  async bareHttp(env: Record<string, string> = {}): Promise<Program> {
    await mkdir(this.folder, { recursive: true });
    return this.#start(join(source, 'bare/http.ts'), this.folder, env);
  }

  /** Runs a program of the bench to its end, on the server's core, and answers with the JSON that it printed. */
  run(script: string, args: readonly string[], prefix = this.cores.serverPrefix): unknown {
    const [file = '', ...rest] = [...prefix, process.execPath, join(source, script), ...args];
    const { status, stdout, stderr } = spawnSync(file, rest, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${script} failed:\n${stderr}`);
    return JSON.parse(stdout);
  }

  async stop(...programs: Program[]): Promise<void> {
    await Promise.all(programs.map((program) => program.stop()));
    for (const program of programs) this.#running.delete(program);
  }

  killAll(): void {
    for (const program of this.#running) void program.kill();
    this.#running.clear();
  }

  #newPath(): string {
    this.#folders += 1;
    return join(this.folder, String(this.#folders));
  }

  async #start(
    entry: string,
    cwd: string,
    env: Record<string, string>,
    prefix = this.cores.serverPrefix,
  ): Promise<Program> {
    const port = this.#port;
    this.#port += 1;
    const program = await Program.start({
      command: [...prefix, process.execPath, entry],
      folder: cwd,
      port,
      env: {
        PORT: String(port),
        HOST: '127.0.0.1',
        DATABASE_URL: `sqlite://${join(cwd, 'app.db')}`,
        UPLOAD_DIR: join(cwd, 'uploads'),
        JWT_SECRET_KEY: jwtSecret,
        DEMO_PASSWORD: password,
        BCRYPT_COST: '4',
        RATE_LIMIT_PER_MINUTE: '0',
        MAX_CONNECTIONS: '0',
        MAX_CONNECTIONS_PER_ADDRESS: '0',
        LOG_LEVEL: 'warn',
        ...env,
      },
    });
    this.#running.add(program);
    return program;
  }
}
