import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { employ } from '../harness/second-store.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const guest = await pair(app.anyone, 1);
await employ(app, 'manager', 'manager-password');
await employ(app, 'staff', 'staff-password');
const manager = await signIn(app.anyone, { username: 'manager', password: 'manager-password' });
const waiter = await signIn(app.anyone, { username: 'staff', password: 'staff-password' });

test('the tables by number', async () => {
  const tables = (await waiter.client.call(endpoints.listTables)).ok();
  expect(tables.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
  (await guest.client.call(endpoints.listTables)).refused('forbidden');
});

test('a table’s new name is told to the board and to the table', async () => {
  const streams = [await listen(owner.client, storeStream), await listen(guest.client, guest.streamPath)];
  const renamed = await manager.changeTable(guest.table.id, { name: 'Window' });
  expect(renamed).toEqual({ ...guest.table, name: 'Window' });
  for (const stream of streams) expect((await stream.next('table_updated')).data).toEqual(renamed);
  expect((await owner.boardTable(guest.table.id)).name).toBe('Window');
});

test('tables are changed by owner and manager', async () => {
  const { id } = guest.table;
  const mine = { name: 'Mine' };
  (await waiter.tryToChangeTable(id, mine)).refused('forbidden');
  (await guest.client.call(endpoints.changeTable, { params: { id }, body: mine })).refused('forbidden');
  expect((await owner.tryToChangeTable(id, {})).faultsAt()).toEqual(['/']);
  expect((await owner.tryToChangeTable(id, { name: 'x'.repeat(41) })).faultsAt()).toEqual(['/name']);
  (await owner.tryToChangeTable('no-such-table', mine)).refused('not_found');
});

test('the store’s settings are everybody’s to read and the owner’s to change', async () => {
  const before = (await waiter.client.call(endpoints.readStore)).ok();
  expect(before.kitchen).toEqual({ warnAfterMinutes: 10, lateAfterMinutes: 20 });
  const kitchen = { warnAfterMinutes: 5, lateAfterMinutes: 12 };
  const after = (await owner.client.call(endpoints.changeStore, { body: { kitchen } })).ok();
  expect(after).toEqual({ ...before, kitchen });
  expect((await manager.client.call(endpoints.readStore)).ok()).toEqual(after);
  (await manager.client.call(endpoints.changeStore, { body: { kitchen } })).refused('forbidden');
  (await guest.client.call(endpoints.readStore)).refused('forbidden');
});

test('what changes of the store is told to the board and to every table', async () => {
  const other = await pair(app.anyone, 2);
  const streams = [
    await listen(owner.client, storeStream),
    await listen(guest.client, guest.streamPath),
    await listen(other.client, other.streamPath),
  ];
  const kitchen = { warnAfterMinutes: 6, lateAfterMinutes: 13 };
  const changed = (await owner.client.call(endpoints.changeStore, { body: { kitchen } })).ok();
  const paused = (await waiter.client.call(endpoints.pauseOrders, { body: { minutes: 15 } })).ok();
  const resumed = (await manager.client.call(endpoints.resumeOrders)).ok();
  expect(paused.pauses).toHaveLength(1);
  expect(resumed).toEqual(changed);
  for (const stream of streams) {
    const told = [0, 1, 2].map(async (at) => (await stream.next('store_updated', at)).data);
    expect(await Promise.all(told)).toEqual([changed, paused, resumed]);
  }
});

test.each([
  [{ warnAfterMinutes: 10, lateAfterMinutes: 10 }, '/kitchen/lateAfterMinutes'],
  [{ warnAfterMinutes: 10, lateAfterMinutes: 5 }, '/kitchen/lateAfterMinutes'],
  [{ warnAfterMinutes: 0, lateAfterMinutes: 5 }, '/kitchen/warnAfterMinutes'],
  [{ warnAfterMinutes: 10, lateAfterMinutes: 241 }, '/kitchen/lateAfterMinutes'],
  [{ warnAfterMinutes: 10 }, '/kitchen/lateAfterMinutes'],
  [{ warnAfterMinutes: 10, lateAfterMinutes: 20, lateAfterHours: 1 }, '/kitchen/lateAfterHours'],
])('%o are no kitchen’s limits', async (kitchen, fault) => {
  expect((await owner.client.callBadly(endpoints.changeStore, { body: { kitchen } })).faultsAt()).toEqual([fault]);
});
