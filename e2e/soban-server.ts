import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StaffRole } from '@soban/contract/vocabulary';
import { freePort } from '@soban/testing/ports';
import {
  cliEntry,
  nodeOptions,
  ServerProcess,
  type ServerProcessOptions,
  serverEntry,
} from '@soban/testing/server-process';

const demoPassword = 'demo-password';

/** A real server process with a demo store, on a port and a data folder of its own that outlive restarts. */
export class SobanServer extends ServerProcess {
  readonly storeCode = 'demo';
  /** The password of the owner and of every table. */
  readonly password = demoPassword;

  readonly #env: NodeJS.ProcessEnv;

  constructor(options: ServerProcessOptions) {
    super(options);
    this.#env = options.env;
  }

  /** `env` overrides the configuration, for example `{ JWT_TABLE_EXPIRY: '5' }`; `entry` is of another installation. */
  static async launch(env: NodeJS.ProcessEnv = {}, entry = serverEntry): Promise<SobanServer> {
    const folder = await mkdtemp(join(tmpdir(), 'soban-e2e-'));
    const server = new SobanServer({
      port: await freePort(),
      folder,
      command: [process.execPath, ...nodeOptions, entry],
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: `sqlite://${join(folder, 'app.db')}`,
        UPLOAD_DIR: join(folder, 'uploads'),
        JWT_SECRET_KEY: 'end-to-end-tests-sign-their-tokens-with-this',
        DEMO_PASSWORD: demoPassword,
        BCRYPT_COST: '4',
        RATE_LIMIT_PER_MINUTE: '100000',
        LOG_LEVEL: 'warn',
        ...env,
      },
    });
    await server.start();
    return server;
  }

  /** As people type it: the guest app; the admin app is at `/admin/`. */
  override get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** The database's file, to be opened only while the server is stopped. */
  get databaseFile(): string {
    return join(this.folder, 'app.db');
  }

  /** Gives somebody an account, as an operator does; answers how they sign in. */
  async employ(role: StaffRole): Promise<{ username: string; password: string }> {
    const account = { username: role, password: `${role}-password` };
    const args = ['staff', 'create', '--code', this.storeCode, '--username', role, '--role', role, '--password-stdin'];
    const cli = spawn(process.execPath, [cliEntry, ...args], { cwd: this.folder, env: this.#env });
    cli.stdin.end(account.password);
    const [code] = (await once(cli, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`${role} got no account.`);
    return account;
  }

  /** Ends it for good and removes its data. */
  async dispose(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
