import { onTestFinished } from 'vitest';
import { startApp, type TestApp } from '../harness/app-harness.ts';
import { newRestaurant, type Restaurant } from '../harness/restaurant.ts';
import { newDatabaseOn } from '../live/chain.ts';
import type { Service } from '../services/service.ts';

/** A restaurant whose database several servers can share, new and empty. */
export async function newSharedRestaurant({ url }: Service): Promise<Restaurant> {
  const restaurant = newRestaurant();
  const env = { DATABASE_URL: await newDatabaseOn(url), DB_POOL_MIN_SIZE: '0' };
  return { ...restaurant, env: { ...restaurant.env, ...env } };
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
