import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { appOfThisFile, startApp } from '../harness/app-harness.ts';
import type { Client } from '../harness/client.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { type Guest, pair } from '../harness/guest.ts';
import { demoPassword } from '../harness/restaurant.ts';
import { employ } from '../harness/second-store.ts';
import { type StaffMember, signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);

const reasonFor = async ({ client }: Guest | StaffMember) =>
  (await client.call(endpoints.whoAmI)).refused('unauthenticated').reason;
const isIn = async ({ client }: Guest | StaffMember) => (await client.call(endpoints.whoAmI)).status === 200;

test('logging out kills this token and its streams at once, and no other', async () => {
  const leaving = await pair(app.anyone, 1);
  const staying = await pair(app.anyone, 1);
  const [over, live] = [
    await listen(leaving.client, leaving.streamPath),
    await listen(staying.client, staying.streamPath),
  ];
  (await leaving.client.call(endpoints.signOut)).ok();
  expect(await reasonFor(leaving)).toBe('revoked');
  (await leaving.place({ items: [] })).refused('unauthenticated');
  await over.over;
  const call = await staying.call('water');
  expect((await live.next('call_created')).data).toEqual(call);
  expect(over.heard).toEqual([]);
});

test('a new password signs the person out everywhere but here', async () => {
  await employ(app, 'manager', 'first-password');
  const account = { username: 'manager', password: 'first-password' };
  const [here, there] = [await signIn(app.anyone, account), await signIn(app.anyone, account)];
  const stream = await listen(there.client, storeStream);
  const own = await listen(here.client, storeStream);

  const wrong = await here.client.call(endpoints.changePassword, {
    body: { currentPassword: 'guess', password: 'second-password' },
  });
  expect(wrong.faultsAt()).toEqual(['/currentPassword']);
  const change = { currentPassword: 'first-password', password: 'second-password' };
  (await here.client.call(endpoints.changePassword, { body: change })).ok();

  expect(await reasonFor(there)).toBe('revoked');
  await stream.over;
  expect(await isIn(here)).toBe(true);
  await signIn(app.anyone, { username: 'manager', password: 'second-password' });
  const old = await app.anyone.call(endpoints.signInStaff, { body: { storeCode: 'demo', ...account } });
  old.refused('unauthenticated');
  const call = await (await pair(app.anyone, 2)).call('bill');
  expect((await own.next('call_created')).data).toEqual(call);
});

test('a disabled account is out within seconds, and comes in no more than one that never was', async () => {
  await employ(app, 'kitchen', 'the-kitchen-password');
  const account = { username: 'kitchen', password: 'the-kitchen-password' };
  const cook = await signIn(app.anyone, account);
  const stream = await listen(cook.client, storeStream);
  await app.database.transaction((tx) =>
    tx.updateTable('staff').set({ disabled_at: Date.now() }).where('username', '=', 'kitchen').execute(),
  );
  await stream.over;
  expect(await isIn(cook)).toBe(false);
  const knock = (username: string) =>
    app.anyone.call(endpoints.signInStaff, { body: { storeCode: 'demo', ...account, username } });
  expect((await knock('kitchen')).refused('unauthenticated').detail).toBe(
    (await knock('nobody')).refused('unauthenticated').detail,
  );
});

test('a table that is paired anew throws its old devices out, streams and all', async () => {
  const tablet = await pair(app.anyone, 3);
  const other = await pair(app.anyone, 4);
  const stream = await listen(tablet.client, tablet.streamPath);
  await owner.changeTable(tablet.table.id, { password: 'a-new-one-for-3' });
  expect(await reasonFor(tablet)).toBe('revoked');
  await stream.over;
  expect(await isIn(other)).toBe(true);
  await pair(app.anyone, 3, { password: 'a-new-one-for-3' });
  const old = { storeCode: 'demo', tableNumber: 3, password: demoPassword };
  (await app.anyone.call(endpoints.signInTable, { body: old })).refused('unauthenticated');
});

test('renaming a table signs nobody out', async () => {
  const tablet = await pair(app.anyone, 5);
  await owner.changeTable(tablet.table.id, { name: 'Window' });
  expect(await isIn(tablet)).toBe(true);
});

test.each([
  ['a table’s', (anyone: Client) => pair(anyone, 1), (who: Guest) => who.streamPath],
  ['a member of the staff’s', (anyone: Client) => signIn(anyone), () => storeStream],
] as const)('%s sign-in is renewed from now, and its stream goes on with it', async (_, enter, stream) => {
  const short = await startApp({ JWT_TABLE_EXPIRY: '3', JWT_ADMIN_EXPIRY: '3' });
  try {
    const who = await enter(short.anyone);
    const live = await listen(who.client, stream(who as Guest));
    const before = (await who.client.call(endpoints.whoAmI)).ok().expiresAt;
    const renewal = (await who.client.call(endpoints.renewSignIn)).ok();
    expect(Date.parse(renewal.expiresAt)).toBeGreaterThan(Date.parse(before));
    const renewed = who.client.bearing(renewal.token);
    expect((await renewed.call(endpoints.whoAmI)).ok().expiresAt).toBe(renewal.expiresAt);
    // The stream ends with the renewed sign-in, and not with the first.
    await live.over;
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(renewal.expiresAt));
    expect((await renewed.call(endpoints.whoAmI)).refused('unauthenticated').reason).toBe('expired');
  } finally {
    await short.stop();
    await short.restaurant.remove();
  }
});

test('what was revoked stays revoked over a restart, and what was not stays good', async () => {
  const first = await startApp();
  const [gone, good] = [await pair(first.anyone, 1), await pair(first.anyone, 2)];
  (await gone.client.call(endpoints.signOut)).ok();
  await first.stop();
  const second = await startApp({}, first.restaurant);
  const reach = ({ token }: Guest) => second.anyone.bearing(token).call(endpoints.whoAmI);
  expect((await reach(gone)).refused('unauthenticated').reason).toBe('revoked');
  expect((await reach(good)).ok().kind).toBe('table');
  await second.stop();
  await first.restaurant.remove();
});
