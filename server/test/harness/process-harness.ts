import { fileURLToPath } from 'node:url';
import { eventually } from '@soban/testing/eventually';
import { freePort } from '@soban/testing/ports';
import { nodeOptions, serverEntry } from '@soban/testing/server-process';
import { onTestFinished } from 'vitest';
import type { BadOutput } from './bad-outputs.ts';
import { newRestaurant, type Restaurant } from './restaurant.ts';
import { TestServer } from './test-server.ts';

const supervisor = fileURLToPath(new URL('../../../scripts/supervise.mjs', import.meta.url));

interface Circumstances {
  isSupervised?: boolean;
  /** How many files, connections among them, the process may have open. */
  openFiles?: number;
  badOutput?: BadOutput | undefined;
}

/** The server of a restaurant as a process of its own, as an operator starts it. */
export class RestaurantProcess extends TestServer {
  readonly restaurant: Restaurant;

  constructor(
    port: number,
    restaurant: Restaurant,
    env: Record<string, string>,
    { isSupervised = false, openFiles, badOutput }: Circumstances = {},
  ) {
    const { prefix = [], fd } = badOutput ?? {};
    const program = [...prefix, process.execPath, ...(isSupervised ? [supervisor] : nodeOptions), serverEntry];
    super({
      port,
      folder: restaurant.folder,
      env: { ...restaurant.env, PORT: String(port), LOG_LEVEL: 'info', NODE_ENV: 'test', ...env },
      command:
        openFiles === undefined ? program : ['/bin/sh', '-c', `ulimit -n ${openFiles}; exec "$@"`, 'sh', ...program],
      outputTo: fd,
    });
    this.restaurant = restaurant;
  }

  override async start(): Promise<void> {
    await this.restaurant.ready;
    await super.start();
  }

  /** Starts it where it has to fail; answers its exit code and what it said. */
  async startInVain(): Promise<{ code: number | null; said: string }> {
    await this.restaurant.ready;
    this.launch();
    const late = setTimeout(() => void this.kill(), 20_000);
    const code = await this.ended();
    clearTimeout(late);
    return { code, said: this.output };
  }

  /** Settles when a start that comes after this call, by whomever, has opened. */
  async opensAgain(): Promise<void> {
    const before = this.output.length;
    await eventually('it listens again', () => this.output.includes('Server listening at', before), 60_000);
    await this.untilReady();
  }
}

/** A server process of the calling test, started. */
export async function processOfThisTest(env: Record<string, string> = {}): Promise<RestaurantProcess> {
  const server = await unstartedProcess(env);
  await server.start();
  return server;
}

/** A server process of the calling test that is run as `npm start` runs it. */
export async function supervisedProcess(env: Record<string, string> = {}): Promise<RestaurantProcess> {
  const server = await unstartedProcess(env, newRestaurant(), { isSupervised: true });
  await server.start();
  return server;
}

/** A server process of the calling test, started, that may have no more than so many files open. */
export async function processWithFewFiles(openFiles: number): Promise<RestaurantProcess> {
  const server = await unstartedProcess({}, newRestaurant(), { openFiles });
  await server.start();
  return server;
}

/** One that the calling test starts itself. */
export async function unstartedProcess(
  env: Record<string, string> = {},
  restaurant = newRestaurant(),
  circumstances: Circumstances = {},
): Promise<RestaurantProcess> {
  const server = new RestaurantProcess(await freePort(), restaurant, env, circumstances);
  onTestFinished(async () => {
    // A supervisor takes its server with it, which a kill would leave behind.
    if (circumstances.isSupervised) await server.stop();
    await server.kill();
    await restaurant.remove();
  });
  return server;
}
