import { afterAll, onTestFinished } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config/config.ts';
import type { Database } from '../../src/db/database.ts';
import { prepareDemoStore } from '../../src/demo/demo-store.ts';
import { bcryptPasswords } from '../../src/features/auth/passwords.ts';
import { createLog } from '../../src/log/log.ts';
import { Client } from './client.ts';
import { newRestaurant, type Restaurant } from './restaurant.ts';

/** A whole server inside the test's own process, reached over HTTP like any other. */
export interface TestApp {
  readonly restaurant: Restaurant;
  readonly url: string;
  /** Nobody in particular. */
  readonly anyone: Client;
  /** For looking behind the scenes, and for what no route offers. */
  readonly database: Database;
  stop(): Promise<void>;
}

/** Starts a server; the caller stops it. `env` overrides its configuration. */
export async function startApp(env: Record<string, string> = {}, restaurant = newRestaurant()): Promise<TestApp> {
  await restaurant.ready;
  const config = readConfig({ ...restaurant.env, ...env }, restaurant.folder);
  const app = await createApp(config, createLog(config.logLevel));
  const { database } = app;
  await app.open(async () => {
    await prepareDemoStore({
      database,
      passwords: bcryptPasswords(config.bcryptCost),
      folder: restaurant.folder,
      password: config.demoPassword,
    });
  });
  const url = `http://127.0.0.1:${await app.listen()}`;
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= app.stop());
  return { restaurant, url, anyone: new Client(url), database, stop };
}

/** A server for all tests of the calling file. */
export async function appOfThisFile(env: Record<string, string> = {}): Promise<TestApp> {
  const app = await startApp(env);
  afterAll(() => close(app));
  return app;
}

/** A server for the calling test alone. */
export async function appOfThisTest(env: Record<string, string> = {}): Promise<TestApp> {
  const app = await startApp(env);
  onTestFinished(() => close(app));
  return app;
}

async function close(app: TestApp): Promise<void> {
  await app.stop();
  await app.restaurant.remove();
}
