import { randomUUID } from 'node:crypto';
import * as endpoints from '@soban/contract/endpoints';
import type { Store } from '@soban/contract/store';
import { eventually } from '@soban/testing/eventually';
import { expect, onTestFinished, test } from 'vitest';
import { appOfThisFile, startApp } from '../harness/app-harness.ts';
import { withoutRequestId } from '../harness/client.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { type Guest, join, joinAs, pair } from '../harness/guest.ts';
import { employ } from '../harness/second-store.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile({ PUBLIC_URL: 'https://order.example.com/' });
const { anyone } = app;
const owner = await signIn(anyone);
const dish = new Dishes(await (await pair(anyone, 12)).menu()).plain;

/** A free table, its tablet, and what its QR code carries; each time the next one. */
let used = 0;
async function freshTable() {
  used += 1;
  const tablet = await pair(anyone, (used % 11) + 1);
  await owner.tryToEndSession(tablet.table.id);
  return { tablet, tableId: tablet.table.id, token: await owner.joinToken(tablet.table.id) };
}

async function letting(settings: Partial<Pick<Store, 'phoneOrdering' | 'visitCode'>>): Promise<void> {
  await owner.changeStore(settings);
  onTestFinished(async () => void (await owner.changeStore({ phoneOrdering: 'self_seating', visitCode: false })));
}

const whoIs = ({ client }: Guest) => client.call(endpoints.whoAmI);
const isOut = async (phone: Guest) => expect((await whoIs(phone)).refused('unauthenticated').reason).toBe('revoked');

test('a table has one QR code, whose token is in the part of its address that is sent nowhere', async () => {
  const { tableId, token } = await freshTable();
  const qr = (await owner.client.call(endpoints.readTableQr, { params: { id: tableId } })).ok();
  expect(qr).toEqual({ url: `https://order.example.com/#join=${token}`, joinToken: token, isAddressSet: true });
  expect(new URL(qr.url)).toMatchObject({ pathname: '/', search: '', hash: `#join=${token}` });
  expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(16);
  const { items } = (await owner.client.call(endpoints.listTableQrs)).ok();
  expect(items.map(({ table }) => table.number)).toEqual(items.map((_, at) => at + 1));
  expect(new Set(items.map(({ joinToken }) => joinToken)).size).toBe(items.length);
  expect(items.find(({ table }) => table.id === tableId)).toMatchObject(qr);
});

test('many who want to see a new code at once see the same', async () => {
  const ids = (await owner.client.call(endpoints.listTables)).ok().map(({ id }) => id);
  const id = ids.at(-1) ?? '';
  const tokens = await Promise.all(Array.from({ length: 8 }, () => owner.joinToken(id)));
  expect(new Set(tokens).size).toBe(1);
});

test('a phone joins the visit that goes on, sees what was ordered before, and orders with the others', async () => {
  const { tablet, token } = await freshTable();
  const first = await tablet.order(orderOf(dish));
  const answer = (await join(anyone, token)).ok();
  expect(answer).toMatchObject({ table: tablet.table, session: { id: first.sessionId, orderCount: 1 } });
  const phone = await joinAs(anyone, token);
  expect((await whoIs(phone)).ok()).toMatchObject({ kind: 'table', phone: true, table: tablet.table });
  expect((await whoIs(tablet)).ok()).toMatchObject({ kind: 'table', phone: false });
  expect((await phone.visit()).items).toEqual([first]);
  const [onTablet, onPhone] = [
    await listen(tablet.client, tablet.streamPath),
    await listen(phone.client, phone.streamPath),
  ];
  const second = await phone.order(orderOf(dish, 2));
  for (const stream of [onTablet, onPhone]) expect((await stream.next('order_created')).data).toMatchObject(second);
  expect((await owner.boardTable(tablet.table.id)).session).not.toHaveProperty('awaiting');
  expect(await phone.call('water')).toMatchObject({ tableId: tablet.table.id });
});

test('at the visit’s end its phones are out at once, and see nothing of the next party', async () => {
  const { tablet, tableId, token } = await freshTable();
  const first = await tablet.order(orderOf(dish));
  const phone = await joinAs(anyone, token);
  const stream = await listen(phone.client, phone.streamPath);
  const own = await listen(tablet.client, tablet.streamPath);
  await owner.endSession(tableId);
  await stream.over;
  await isOut(phone);
  await tablet.order(orderOf(dish));
  await own.next('order_created');
  await isOut(phone);
  (await phone.place(orderOf(dish))).refused('unauthenticated');
  (await phone.client.call(endpoints.listOrders)).refused('unauthenticated');
  (await phone.client.call(endpoints.readOrder, { params: { id: first.id } })).refused('unauthenticated');
  (await phone.client.call(endpoints.renewSignIn)).refused('unauthenticated');
  expect(stream.heard.map(({ type }) => type)).toEqual(['session_ended']);
  // Its guest may sit down again, as somebody new.
  const again = await joinAs(anyone, token);
  expect((await again.visit()).items).toHaveLength(1);
  (await again.client.call(endpoints.readOrder, { params: { id: first.id } })).refused('not_found');
});

test('a phone is replayed nothing of the party before, not even what it paid', async () => {
  const { tablet, tableId, token } = await freshTable();
  const { lastEventId } = await owner.board();
  await tablet.order({ ...orderOf(dish, 3), note: 'our anniversary' });
  await owner.endSession(tableId);
  const order = await tablet.order(orderOf(dish));
  const phone = await joinAs(anyone, token);
  for (const from of [lastEventId, '0']) {
    const stream = await listen(phone.client, phone.streamPath, { lastEventId: from });
    await stream.until('the replay', ({ heard }) => heard.length > 0);
    const own = stream.heard.filter(({ type }) => type !== 'menu_updated' && type !== 'resync');
    expect(own.every(({ data }) => 'id' in data && data.id === order.id)).toBe(true);
    expect(JSON.stringify(stream.heard)).not.toMatch(/anniversary|session_ended/);
  }
});

test('a party that seats itself by phone is seen on the board, and has to be nodded to once', async () => {
  const { tablet, tableId, token } = await freshTable();
  const phone = await joinAs(anyone, token);
  expect(await phone.visit()).toMatchObject({ items: [], session: null });
  const [board, waiting] = [await listen(owner.client, storeStream), await listen(phone.client, phone.streamPath)];
  const order = await phone.order(orderOf(dish));
  expect((await board.next('order_created')).data).toMatchObject({ id: order.id, session: { awaiting: true } });
  // It comes back and hears all of its own visit from here on.
  await waiting.over;
  const live = await listen(phone.client, phone.streamPath);
  expect(await phone.visit()).toMatchObject({ items: [order], session: { awaiting: true, orderCount: 1 } });
  expect((await owner.boardTable(tableId)).session).toMatchObject({ id: order.sessionId, awaiting: true });

  const visit = await owner.acceptVisit(order.sessionId);
  expect(visit).not.toHaveProperty('awaiting');
  for (const stream of [board, live]) expect((await stream.next('session_updated')).data).toEqual(visit);
  expect(await owner.acceptVisit(order.sessionId)).toEqual(visit);
  const second = await tablet.order(orderOf(dish));
  expect((await live.next('order_created')).data).toMatchObject({ id: second.id });
  expect(board.heard.filter(({ type }) => type === 'session_updated')).toHaveLength(1);
  await owner.endSession(tableId);
  const late = await owner.client.call(endpoints.acceptSession, { params: { id: order.sessionId } });
  late.refused('session_ended');
});

test('what nobody has nodded to is not cooked because its visit ends', async () => {
  const { tableId, token } = await freshTable();
  const phone = await joinAs(anyone, token);
  const order = await phone.order(orderOf(dish));
  const ended = await owner.endSession(tableId, { unfinished: 'keep' });
  expect(ended).toMatchObject({ id: order.sessionId, total: 0, orderCount: 0 });
  expect(await owner.readOrder(order.id)).toMatchObject({ status: 'canceled' });
});

test('a visit that staff or the tablet opened needs no nod', async () => {
  for (const open of ['seat', 'order'] as const) {
    const { tablet, tableId, token } = await freshTable();
    const phone = await joinAs(anyone, token);
    if (open === 'seat') await owner.seat(tableId);
    else await tablet.order(orderOf(dish));
    // It has waited for a visit of its own: it joins the one that others have begun by scanning again.
    await isOut(phone);
    const again = await joinAs(anyone, token);
    await again.order(orderOf(dish));
    expect((await owner.boardTable(tableId)).session).not.toHaveProperty('awaiting');
  }
});

test('phones that joined before anybody ordered: one opens the visit, the others hear that they have to join it', async () => {
  const { token } = await freshTable();
  const [one, other] = [await joinAs(anyone, token), await joinAs(anyone, token)];
  const stream = await listen(other.client, other.streamPath);
  const answers = await Promise.all([one.place(orderOf(dish)), other.place(orderOf(dish))]);
  const [winner, ...more] = answers.filter(({ status }) => status === 201).map((answer) => answer.ok());
  expect(more).toEqual([]);
  for (const answer of answers) if (answer.status !== 201) answer.refused('unauthenticated');
  await stream.over;
  expect(stream.heard).toEqual([]);
  const again = await joinAs(anyone, token);
  expect((await again.visit()).items).toEqual([winner]);
});

test('who waits sees the menu and nothing of the table, and calls nobody', async () => {
  const { tablet, token } = await freshTable();
  const phone = await joinAs(anyone, token);
  const call = await tablet.call('water');
  expect((await phone.menu()).categories.length).toBeGreaterThan(0);
  expect((await phone.client.call(endpoints.listCalls)).ok().items).toEqual([]);
  (await phone.client.call(endpoints.placeCall, { body: { reason: 'help' } })).refused('no_open_session');
  await phone.order(orderOf(dish));
  expect((await phone.client.call(endpoints.listCalls)).ok().items).toEqual([call]);
});

test('a rotated code is dead at once; who waits by it is out, and who sits there stays', async () => {
  const [free, taken] = [await freshTable(), await freshTable()];
  await taken.tablet.order(orderOf(dish));
  const waiting = await joinAs(anyone, free.token);
  const stream = await listen(waiting.client, waiting.streamPath);
  const sitting = await joinAs(anyone, taken.token);
  const next = [await owner.rotate(free.tableId), await owner.rotate(taken.tableId)];
  await stream.over;
  await isOut(waiting);
  (await whoIs(sitting)).ok();
  for (const token of [free.token, taken.token]) (await join(anyone, token)).refused('unauthenticated');
  for (const token of next) (await join(anyone, token)).ok();
  expect(await owner.joinToken(free.tableId)).toBe(next[0]);

  const { items } = (await owner.client.call(endpoints.rotateTableQrs)).ok();
  expect(items.some(({ joinToken }) => next.includes(joinToken))).toBe(false);
  for (const token of next) (await join(anyone, token)).refused('unauthenticated');
  const audited = await app.database.read
    .selectFrom('audit_entries')
    .select('subject_id')
    .where('action', '=', 'table.qr_rotated')
    .execute();
  expect(audited.filter((entry) => entry.subject_id === free.tableId)).toHaveLength(2);
});

test('whoever joins while the code is rotated holds no sign-in afterwards that it would not have', async () => {
  const { tableId, token } = await freshTable();
  const [answers] = await Promise.all([
    Promise.all(Array.from({ length: 12 }, () => join(anyone, token))),
    owner.rotate(tableId),
  ]);
  for (const answer of answers) {
    if (answer.status !== 200) answer.refused('unauthenticated');
    else
      await anyone
        .bearing(answer.ok().token)
        .call(endpoints.whoAmI)
        .then((me) => me.refused('unauthenticated'));
  }
});

test('wrong, rotated and malformed-but-possible tokens are answered alike', async () => {
  const { tableId, token } = await freshTable();
  const next = await owner.rotate(tableId);
  const client = anyone.with({ 'x-request-id': 'same' });
  const wrong = [token, 'x'.repeat(24), next.toUpperCase(), ` ${next}`.trim().slice(0, 23), `${next}0`];
  const told = [];
  for (const each of wrong) told.push(withoutRequestId((await join(client, each)).refused('unauthenticated')));
  expect(new Set(told.map((problem) => JSON.stringify(problem))).size).toBe(1);
  await employ(app, 'kitchen', 'the-kitchen-password', 'cook');
  await employ(app, 'staff', 'the-waiter-password', 'waiter');
  const cook = await signIn(anyone, { username: 'cook', password: 'the-kitchen-password' });
  const waiter = await signIn(anyone, { username: 'waiter', password: 'the-waiter-password' });
  (await cook.client.call(endpoints.readTableQr, { params: { id: tableId } })).refused('forbidden');
  expect(await waiter.joinToken(tableId)).toBe(next);
  (await waiter.client.call(endpoints.rotateTableQr, { params: { id: tableId } })).refused('forbidden');
});

test('a phone that joins again is the same phone, and a tablet stays what it is', async () => {
  const { tablet, token } = await freshTable();
  await tablet.order(orderOf(dish));
  const count = async () => (await app.database.read.selectFrom('sign_ins').select('id').execute()).length;
  const phone = await joinAs(anyone, token);
  const before = await count();
  const again = await joinAs(phone.client, token);
  (await whoIs(again)).ok();
  (await join(anyone.with({ cookie: `soban_table=${tablet.token}` }), token)).ok();
  expect(await count()).toBe(before);
  expect((await whoIs(tablet)).ok()).toMatchObject({ phone: false });
});

test('a store where phones only look', async () => {
  await letting({ phoneOrdering: 'off' });
  const { tablet, token } = await freshTable();
  const waiting = await joinAs(anyone, token);
  (await waiting.place(orderOf(dish))).refused('forbidden');
  await tablet.order(orderOf(dish));
  const phone = await joinAs(anyone, token);
  expect((await phone.menu()).categories.length).toBeGreaterThan(0);
  (await phone.place(orderOf(dish))).refused('forbidden');
  expect((await phone.visit()).items).toHaveLength(1);
});

test('a store where parties are seated first', async () => {
  await letting({ phoneOrdering: 'open_visit' });
  const { tableId, token } = await freshTable();
  const waiting = await joinAs(anyone, token);
  const key = randomUUID();
  (await waiting.place(orderOf(dish), key)).refused('no_open_session');
  expect((await owner.boardTable(tableId)).session).toBeNull();
  await owner.seat(tableId);
  const phone = await joinAs(anyone, token);
  await phone.order(orderOf(dish), key);
  expect((await owner.boardTable(tableId)).session).toMatchObject({ orderCount: 1 });
});

test('a phone’s key is its visit’s: the same intent is one order, and the next party may use the key anew', async () => {
  const { tableId, token } = await freshTable();
  const key = randomUUID();
  const phone = await joinAs(anyone, token);
  const [one, other] = await Promise.all([phone.order(orderOf(dish), key), phone.order(orderOf(dish), key)]);
  expect(one).toEqual(other);
  expect(await phone.order(orderOf(dish), key)).toEqual(one);
  (await phone.place(orderOf(dish, 2), key)).refused('idempotency_conflict');
  await owner.endSession(tableId);
  const next = await joinAs(anyone, token);
  expect((await next.order(orderOf(dish, 2), key)).id).not.toBe(one.id);
});

test('a visit that is taken back has its phones again, streams and all', async () => {
  const { tablet, tableId, token } = await freshTable();
  const first = await tablet.order(orderOf(dish));
  const phone = await joinAs(anyone, token);
  await owner.endSession(tableId);
  await isOut(phone);
  (await owner.client.call(endpoints.reopenSession, { params: { id: first.sessionId } })).ok();
  expect((await phone.visit()).items.map(({ id }) => id)).toEqual([first.id]);
  const stream = await listen(phone.client, phone.streamPath);
  const second = await phone.order(orderOf(dish));
  expect((await stream.next('order_created')).data).toMatchObject({ id: second.id });
  await owner.endSession(tableId);
  await stream.over;
  await isOut(phone);
});

test.runIf(app.database.isShared)('on every instance', async () => {
  const other = await startApp({}, app.restaurant);
  onTestFinished(() => other.stop());
  const { tablet, tableId, token } = await freshTable();
  await tablet.order(orderOf(dish));
  const phone = await joinAs(other.anyone, token);
  const stream = await listen(phone.client, phone.streamPath);
  (await whoIs(phone)).ok();
  await owner.endSession(tableId);
  await stream.over;
  // A notice that comes before the event ends it as well.
  expect(stream.heard.filter(({ type }) => type !== 'session_ended')).toEqual([]);
  // And one may still be on its way when the event has come.
  await eventually('the phone is out', async () => (await whoIs(phone)).status === 401);
  await isOut(phone);
  await owner.rotate(tableId);
  (await join(other.anyone, token)).refused('unauthenticated');
});

test('a new password throws the table’s phones out too', async () => {
  const { tablet, tableId, token } = await freshTable();
  await tablet.order(orderOf(dish));
  const phone = await joinAs(anyone, token);
  const stream = await listen(phone.client, phone.streamPath);
  await owner.changeTable(tableId, { password: 'a-new-one-for-it' });
  await stream.over;
  await isOut(phone);
});
