import * as endpoints from '@soban/contract/endpoints';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { instancesOf } from '../cluster/instance.ts';
import { seat } from '../cluster/people.ts';
import { newDatabaseOn } from '../live/chain.ts';
import { startMariadb } from '../services/mariadb.ts';
import { startPostgres } from '../services/postgres.ts';
import type { Service } from '../services/service.ts';

interface Failover {
  start: () => Promise<Service>;
  /** An account that a server which only reads makes no exception for. */
  account: (url: URL) => string[];
  readOnly: (isSo: boolean) => string[];
}

const postgres: Failover = {
  start: startPostgres,
  account: () => [],
  readOnly: (isSo) => [
    `alter system set default_transaction_read_only = ${isSo ? 'on' : 'off'}`,
    'select pg_reload_conf()',
  ],
};

const mariadb: Failover = {
  start: startMariadb,
  account: (url) => {
    url.username = 'soban';
    return [
      "create user soban@'%'",
      `grant select, insert, update, delete, create, drop, alter, index, references on ${url.pathname.slice(1)}.* to soban@'%'`,
    ];
  },
  readOnly: (isSo) => [`set global read_only = ${isSo ? 1 : 0}`],
};

async function tell(server: string, statements: string[]): Promise<void> {
  if (server.startsWith('mysql:')) {
    const connection = await createConnection(server);
    for (const statement of statements) await connection.query(statement);
    await connection.end();
    return;
  }
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

describe.concurrent.each([
  ['PostgreSQL', postgres],
  ['MariaDB', mariadb],
] as const)('%s', (_, { start, account, readOnly }) => {
  test('a server that only reads, as after a failover: not ready until it writes again', async (context) => {
    const service = await start();
    context.onTestFinished(() => service.stop());
    const databaseUrl = new URL(await newDatabaseOn(service.url));
    await tell(service.url, account(databaseUrl));
    const [server] = await instancesOf(context, [{ databaseUrl: databaseUrl.href }]);
    if (!server) throw new Error('No server.');
    await server.start();
    const { guests, order } = await seat(server.anyone, 1);

    await tell(service.url, readOnly(true));
    await server.untilReady(503);
    (await server.anyone.call(endpoints.readReadiness)).refused('unavailable');
    (await guests[0].place(order, 'kept')).refused('unavailable');
    expect((await guests[0].client.call(endpoints.listOrders)).status).toBe(200);

    await tell(service.url, readOnly(false));
    await server.untilReady(200);
    expect((await guests[0].order(order, 'kept')).number).toMatch(/1$/);
  }, 120_000);
});
