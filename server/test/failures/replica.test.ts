import type { HistoryQuery } from '@soban/contract/orders';
import { eventually } from '@soban/testing/eventually';
import { Client, type ClientConfig } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { appOfThisTest } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';
import { signIn } from '../harness/staff.ts';
import { startPostgresWithReplica } from '../services/postgres.ts';

const aDay = 86_400_000;
const dayBefore = (days: number) => new Date(Date.now() - days * aDay).toISOString().slice(0, 10);

async function query(config: ClientConfig, text: string, values: unknown[] = []): Promise<void> {
  const client = new Client(config);
  await client.connect();
  await client.query(text, values);
  await client.end();
}

test('a replica answers for days long past, never for today, and is not missed when it is gone', async () => {
  const { primary, replica } = await startPostgresWithReplica();
  onTestFinished(() => Promise.all([primary.stop(), replica.stop()]).then(() => undefined));
  const app = await appOfThisTest({ DATABASE_URL: primary.url, DATABASE_REPLICA_URL: replica.url });
  const owner = await signIn(app.anyone);
  const guest = await pair(app.anyone, 1);
  const dish = new Dishes(await guest.menu()).plain;

  // A visit of last week, as the replica will know it.
  await guest.order(orderOf(dish));
  const { id } = await owner.endSession(guest.table.id);
  const before = { connectionString: primary.url };
  await query(before, 'update table_sessions set business_day = $1, total = 1 where id = $2', [dayBefore(7), id]);
  const history = async (days: HistoryQuery) => (await owner.history(guest.table.id, days)).items;
  const lastWeek = () => history({ from: dayBefore(8), to: dayBefore(6) });
  await eventually('the replica has it', async () => (await lastWeek()).some((visit) => visit.total === 1));

  // From here on the replica lags.
  await query({ connectionString: replica.url }, 'select pg_wal_replay_pause()');
  await query(before, 'update table_sessions set total = 2 where id = $1', [id]);
  expect((await lastWeek())[0]?.total, 'asked of the replica').toBe(1);

  // What was just written is there at once, however the replica lags.
  await guest.order(orderOf(dish));
  const today = await owner.endSession(guest.table.id);
  expect((await history({ from: dayBefore(6) })).map((visit) => visit.id)).toEqual([today.id]);
  expect((await history({ to: dayBefore(-1) }))[0]?.id).toBe(today.id);

  await replica.kill();
  expect((await lastWeek())[0]?.total, 'asked of the primary').toBe(2);
  await replica.restart();
  await query({ connectionString: replica.url }, 'select pg_wal_replay_pause()');
  await query(before, 'update table_sessions set total = 3 where id = $1', [id]);
  await eventually('the replica is asked again', async () => (await lastWeek())[0]?.total === 2);
});
