import { Store } from '@soban/contract/store';
import { Table } from '@soban/contract/tables';
import Type from 'typebox';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { listen } from '../harness/event-reader.ts';
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
const path = `/api/tables/${guest.table.id}`;

test('the tables by number', async () => {
  const tables = (await waiter.client.get('/api/tables')).as(Type.Array(Table));
  expect(tables.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
  (await guest.client.get('/api/tables')).refused('forbidden');
});

test('a table’s new name is told to the board and to the table', async () => {
  const streams = [await listen(owner.client, '/api/sse/store'), await listen(guest.client, guest.streamPath)];
  const renamed = (await manager.client.patch(path, { name: 'Window' })).as(Table);
  expect(renamed).toEqual({ ...guest.table, name: 'Window' });
  for (const stream of streams) expect((await stream.next('table_updated')).data).toEqual(renamed);
  expect((await owner.boardTable(guest.table.id)).name).toBe('Window');
});

test('tables are changed by owner and manager', async () => {
  (await waiter.client.patch(path, { name: 'Mine' })).refused('forbidden');
  (await guest.client.patch(path, { name: 'Mine' })).refused('forbidden');
  expect((await owner.client.patch(path, {})).faultsAt()).toEqual(['/']);
  expect((await owner.client.patch(path, { name: 'x'.repeat(41) })).faultsAt()).toEqual(['/name']);
  (await owner.client.patch('/api/tables/no-such-table', { name: 'Mine' })).refused('not_found');
});

test('the store’s settings are everybody’s to read and the owner’s to change', async () => {
  const before = (await waiter.client.get('/api/store')).as(Store);
  expect(before.kitchen).toEqual({ warnAfterMinutes: 10, lateAfterMinutes: 20 });
  const kitchen = { warnAfterMinutes: 5, lateAfterMinutes: 12 };
  const after = (await owner.client.patch('/api/store', { kitchen })).as(Store);
  expect(after).toEqual({ ...before, kitchen });
  expect((await manager.client.get('/api/store')).as(Store)).toEqual(after);
  (await manager.client.patch('/api/store', { kitchen })).refused('forbidden');
  (await guest.client.get('/api/store')).refused('forbidden');
});

test.each([
  [{ warnAfterMinutes: 10, lateAfterMinutes: 10 }, '/kitchen/lateAfterMinutes'],
  [{ warnAfterMinutes: 10, lateAfterMinutes: 5 }, '/kitchen/lateAfterMinutes'],
  [{ warnAfterMinutes: 0, lateAfterMinutes: 5 }, '/kitchen/warnAfterMinutes'],
  [{ warnAfterMinutes: 10, lateAfterMinutes: 241 }, '/kitchen/lateAfterMinutes'],
  [{ warnAfterMinutes: 10 }, '/kitchen/lateAfterMinutes'],
])('%o are no kitchen’s limits', async (kitchen, fault) => {
  expect((await owner.client.patch('/api/store', { kitchen })).faultsAt()).toEqual([fault]);
});
