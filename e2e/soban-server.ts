import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ownEntry = fileURLToPath(new URL('../server/src/main.ts', import.meta.url));
const readyWithin = 60_000;

/** A real server process with a demo store, on a port and a data folder of its own that outlive restarts. */
export class SobanServer {
  /** `http://localhost:<port>`: the guest app; the admin app is at `/admin/`. */
  readonly url: string;
  readonly storeCode = 'demo';
  /** The password of the owner and of every table. */
  readonly password = 'demo-password';
  readonly #folder: string;
  readonly #entry: string;
  readonly #env: NodeJS.ProcessEnv;
  #process: ChildProcess | null = null;
  #output = '';

  private constructor(port: number, folder: string, env: NodeJS.ProcessEnv, entry: string) {
    this.url = `http://localhost:${port}`;
    this.#folder = folder;
    this.#entry = entry;
    this.#env = {
      PATH: process.env['PATH'],
      PORT: String(port),
      NODE_COMPILE_CACHE: join(tmpdir(), 'soban-test-compiled'),
      DATABASE_URL: `sqlite://${join(folder, 'app.db')}`,
      UPLOAD_DIR: join(folder, 'uploads'),
      JWT_SECRET_KEY: 'end-to-end-tests-sign-their-tokens-with-this',
      DEMO_PASSWORD: this.password,
      BCRYPT_COST: '4',
      RATE_LIMIT_PER_MINUTE: '100000',
      LOG_LEVEL: 'warn',
      ...env,
    };
  }

  /** `env` overrides the configuration, for example `{ JWT_TABLE_EXPIRY: '5' }`; `entry` is of another installation. */
  static async launch(env: NodeJS.ProcessEnv = {}, entry = ownEntry): Promise<SobanServer> {
    const folder = await mkdtemp(join(tmpdir(), 'soban-e2e-'));
    const server = new SobanServer(await freePort(), folder, env, entry);
    await server.start();
    return server;
  }

  /** The database's file, to be opened only while the server is stopped. */
  get databaseFile(): string {
    return join(this.#folder, 'app.db');
  }

  /** Everything the current and earlier processes wrote, for a failing test to show. */
  get output(): string {
    return this.#output;
  }

  /** Starts the process and waits until it can serve. */
  async start(): Promise<void> {
    if (this.#process) throw new Error('The server is running already.');
    // Its own folder is the working folder: a developer's .env must not reach the tests.
    const child = spawn(process.execPath, [this.#entry], { cwd: this.#folder, env: this.#env });
    this.#process = child;
    const keep = (text: Buffer) => {
      this.#output += text.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('exit', () => {
      this.#process = null;
    });
    await this.#ready();
  }

  /** Stops it as an operator would: it drains, then exits. Answers with the exit code. */
  stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Freezes it: connections stay open and nothing answers, until `thaw`. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process?.kill('SIGCONT');
  }

  /** Ends it for good and removes its data. */
  async dispose(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#process;
    if (!child) return null;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    return child.exitCode;
  }

  async #ready(): Promise<void> {
    const deadline = Date.now() + readyWithin;
    while (this.#process && Date.now() < deadline) {
      const response = await fetch(`${this.url}/health/ready`).catch(() => null);
      if (response?.ok) return;
      await sleep(50);
    }
    await this.kill();
    throw new Error(`The server did not become ready:\n${this.#output}`);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (!address || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
