import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { newDatabaseOn } from '../live/chain.ts';
import { startMariadb } from '../services/mariadb.ts';
import { startPostgres } from '../services/postgres.ts';
import { newFolder } from '../services/programs.ts';
import { lookInto } from './databases.ts';
import { instancesOf } from './instance.ts';
import { seat } from './people.ts';

test.concurrent.for([
  ['PostgreSQL', startPostgres],
  ['MariaDB', startMariadb],
] as const)(
  '%s: three servers that start at once on an empty database share it',
  { timeout: 120_000 },
  async ([, startService], context) => {
    const service = await startService();
    context.onTestFinished(() => service.stop());
    const databaseUrl = await newDatabaseOn(service.url);
    const options = { databaseUrl, env: { DATA_DIR: newFolder('data') } };
    const servers = await instancesOf(context, [options, options, options]);
    await Promise.all(servers.map((server) => server.start()));

    const [first, second, third] = servers;
    if (!first || !second || !third) throw new Error('No servers.');
    const { guests, order } = await seat(first.anyone, 2);
    for (const [at, { anyone }] of [first, second, third].entries()) {
      const placed = await anyone
        .bearing(guests[0].token)
        .call(endpoints.placeOrder, { headers: { 'idempotency-key': `start-${at}` }, body: order });
      expect(placed.status, placed.text).toBe(201);
    }
    await lookInto(databaseUrl, async ({ read }) => {
      expect(await read.selectFrom('stores').select('code').execute()).toEqual([{ code: 'demo' }]);
      expect(await read.selectFrom('tables').select('id').execute()).toHaveLength(12);
      expect(await read.selectFrom('orders').select('id').execute()).toHaveLength(3);
    });
  },
);
