import { setTimeout as sleep } from 'node:timers/promises';
import * as endpoints from '@soban/contract/endpoints';
import type { Order } from '@soban/contract/orders';
import { expect, test } from 'vitest';
import type { Client } from '../harness/client.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { Guest, pair } from '../harness/guest.ts';
import { StaffMember, signIn } from '../harness/staff.ts';
import type { TestServer } from '../harness/test-server.ts';
import { newDatabaseOn } from '../live/chain.ts';
import { startPostgres } from '../services/postgres.ts';
import { lookInto } from './databases.ts';
import { instancesOf } from './instance.ts';
import { branch, openStore } from './people.ts';
import { expectGapFree, Screen } from './screen.ts';

const minute = 60_000;
/** Milliseconds by which the instances' idea of the time may differ from the database's. */
const agreement = 500;
/** Seconds that a person's sign-in lasts here. */
const shortSignIn = 20;

test('two servers with clocks five minutes apart keep numbers, business days and sign-ins right', async (context) => {
  const postgres = await startPostgres();
  context.onTestFinished(() => postgres.stop());
  const databaseUrl = await newDatabaseOn(postgres.url);
  const env = { JWT_ADMIN_EXPIRY: String(shortSignIn) };
  const [slow, fast] = await instancesOf(context, [
    { databaseUrl, env, clockAhead: -2.5 * minute },
    { databaseUrl, env, clockAhead: 2.5 * minute },
  ]);
  if (!slow || !fast) throw new Error('No servers.');
  await Promise.all([slow.start(), fast.start()]);

  // The next full minute that leaves time to get ready; the database's clock is this machine's.
  const cutoff = Math.ceil((Date.now() + 8000) / minute) * minute;
  const dayCutoff = new Date(cutoff).toISOString().slice(11, 16);
  await lookInto(databaseUrl, (database) => openStore(database, { tables: 1, dayCutoff }));
  const guest = await pair(slow.anyone, 1, branch);
  const onFast = new Guest(fast.anyone, guest);
  const order = orderOf(new Dishes(await onFast.menu()).plain);
  const owner = await signIn(fast.anyone, { ...branch, username: 'owner' });
  const screens = await Screen.open(
    [slow, fast].map(({ url }) => ({ token: guest.token, tableId: guest.table.id, where: () => url })),
  );

  const expiries = Promise.all([expiryOf(slow, [slow, fast]), expiryOf(fast, [slow, fast])]);

  // Before the cut-off the fast server would already be in the new day; after it the slow one would be in the old.
  const placed: Order[] = [];
  while (Date.now() < cutoff + 5000) {
    placed.push(await guest.order(order), await onFast.order(order));
    await sleep(Date.now() < cutoff - 2000 ? 500 : 20);
  }
  const sequences = placed.map(({ number }) => Number(/(\d+)$/.exec(number)?.[1]));
  const newDay = sequences.indexOf(1, 1);
  expect(newDay, 'numbers begin again').toBeGreaterThan(0);
  expect(sequences).toEqual(placed.map((_, at) => (at < newDay ? at + 1 : at - newDay + 1)));
  const lastBefore = Date.parse(placed[newDay - 1]?.createdAt ?? '');
  const firstAfter = Date.parse(placed[newDay]?.createdAt ?? '');
  expect(Math.abs(lastBefore - cutoff)).toBeLessThan(agreement);
  expect(Math.abs(firstAfter - cutoff)).toBeLessThan(agreement);

  const [signedInOnSlow, signedInOnFast] = await expiries;
  expect(Math.abs(signedInOnSlow)).toBeLessThan(2000);
  expect(Math.abs(signedInOnFast)).toBeLessThan(2000);
  (await owner.client.call(endpoints.readBoard)).refused('unauthenticated');

  // The session belongs to the day it began in, on whichever server it is ended and read.
  const again = await signIn(slow.anyone, { ...branch, username: 'owner' });
  const ended = await again.endSession(guest.table.id);
  expect(Math.abs(Date.parse(ended.endedAt) - Date.now())).toBeLessThan(agreement + 1000);
  const dayBefore = new Date(cutoff - 24 * 60 * minute).toISOString().slice(0, 10);
  const there = new StaffMember(fast.anyone, again.token);
  const { items } = await there.history(guest.table.id, { from: dayBefore, to: dayBefore });
  expect(items).toHaveLength(1);
  await lookInto(databaseUrl, (database) => expectGapFree(database, screens));
  await Promise.all(screens.map((screen) => screen.close()));
  await context.annotate(
    `the last order of the day at ${lastBefore - cutoff} ms, the first of the next at ${firstAfter - cutoff} ms; ` +
      `sign-ins ended ${signedInOnSlow} and ${signedInOnFast} ms after their time`,
  );
}, 150_000);

/** Signs in at one server and uses the token at all; answers how many milliseconds after its time it was refused. */
async function expiryOf(at: TestServer, all: readonly TestServer[]): Promise<number> {
  const since = Date.now();
  const { token } = await signIn(at.anyone, { ...branch, username: 'owner' });
  const isGood = async ({ anyone }: { anyone: Client }) =>
    (await anyone.bearing(token).call(endpoints.readStore)).status === 200;
  const ends = await Promise.all(
    all.map(async (instance) => {
      expect(await isGood(instance), 'good everywhere').toBe(true);
      while (await isGood(instance)) await sleep(100);
      return Date.now() - since - shortSignIn * 1000;
    }),
  );
  return ends.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0] ?? Number.NaN;
}
