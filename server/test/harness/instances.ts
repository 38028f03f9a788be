import { randomUUID } from 'node:crypto';
import { Client as PostgresClient } from 'pg';
import { onTestFinished } from 'vitest';
import type { Service } from '../services/service.ts';
import { startApp, type TestApp } from './app-harness.ts';
import { newRestaurant, type Restaurant } from './restaurant.ts';

/** A restaurant whose database several servers can share, new and empty. */
export async function newSharedRestaurant(postgres: Service): Promise<Restaurant> {
  const name = `soban_${randomUUID().replaceAll('-', '')}`;
  const client = new PostgresClient({ connectionString: postgres.url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const restaurant = newRestaurant();
  const url = new URL(`/${name}`, postgres.url).href;
  return { ...restaurant, env: { ...restaurant.env, DATABASE_URL: url, DB_POOL_MIN_SIZE: '0' } };
}

/** Two servers of one restaurant for the calling test alone. */
export async function twoInstances(
  restaurant: Restaurant,
  env: Record<string, string> = {},
): Promise<[TestApp, TestApp]> {
  const first = await startApp(env, restaurant);
  const second = await startApp(env, restaurant);
  onTestFinished(async () => {
    await first.stop();
    await second.stop();
  });
  return [first, second];
}

/** Waits until it is so, and answers how many milliseconds that took. */
export async function untilSo(what: string, isSo: () => Promise<boolean>, timeout = 10_000): Promise<number> {
  const begun = performance.now();
  while (!(await isSo())) {
    if (performance.now() - begun > timeout) throw new Error(`${what}: not within ${timeout} ms`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.now() - begun;
}
