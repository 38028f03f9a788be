import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { startApp, type TestApp } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { type EventReader, openStream, storeStream } from '../harness/event-reader.ts';
import { type Guest, pair } from '../harness/guest.ts';
import { newRestaurant } from '../harness/restaurant.ts';
import { type StaffMember, signIn } from '../harness/staff.ts';

/** Two instances on one database, with a guest and the owner at each. */
export interface Chain {
  readonly instances: readonly [TestApp, TestApp];
  readonly guests: readonly [Guest, Guest];
  readonly owners: readonly [StaffMember, StaffMember];
  /** Places an order at one of the instances; answers its id. */
  order(at: 0 | 1): Promise<string>;
  /** The newest event of the store. */
  position(): Promise<number>;
  /** The board's stream of one of the instances, heard from now on. */
  board(at: 0 | 1): Promise<EventReader>;
  close(): Promise<void>;
}

export async function openChain(env: Record<string, string>): Promise<Chain> {
  const restaurant = newRestaurant();
  const instances = [await startApp(env, restaurant), await startApp(env, restaurant)] as const;
  const [one, other] = instances;
  const owners = [await signIn(one.anyone), await signIn(other.anyone)] as const;
  const guests = [await pair(one.anyone, 1), await pair(other.anyone, 2)] as const;
  const dish = new Dishes(await guests[0].menu()).plain;
  return {
    instances,
    guests,
    owners,
    order: async (at) => (await guests[at].order(orderOf(dish))).id,
    position: async () => Number((await owners[0].board()).lastEventId),
    board: async (at) => {
      const reader = await openStream(owners[at].client, storeStream);
      await reader.greeted();
      return reader;
    },
    close: async () => {
      await Promise.all(instances.map((instance) => instance.stop()));
      await restaurant.remove();
    },
  };
}

let databases = 0;

/** A new database on a PostgreSQL or MariaDB server. */
export async function newDatabaseOn(server: string): Promise<string> {
  databases += 1;
  const name = `chain_${process.pid}_${databases}`;
  const url = new URL(server);
  if (url.protocol === 'mysql:') {
    const connection = await createConnection(server);
    await connection.query(`create database ${name}`);
    await connection.end();
  } else {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
  }
  url.pathname = `/${name}`;
  return url.href;
}
