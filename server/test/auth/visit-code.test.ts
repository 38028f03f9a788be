import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { startApp, type TestApp } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { join, joinAs, pair } from '../harness/guest.ts';
import { signIn } from '../harness/staff.ts';
import { inTurn } from './door.ts';

async function restaurant(app: TestApp) {
  const owner = await signIn(app.anyone);
  await owner.changeStore({ visitCode: true });
  const tablet = await pair(app.anyone, 1);
  const dish = new Dishes(await tablet.menu()).plain;
  const token = await owner.joinToken(tablet.table.id);
  const from = (address: string) => app.anyone.with({ 'x-forwarded-for': address });
  return { owner, tablet, dish, token, from };
}

async function opened() {
  const app = await startApp({ TRUST_PROXY: '1' });
  return { app, ...(await restaurant(app)) };
}

const wrongOf = (code: string) => String((Number(code) + 1) % 10_000).padStart(4, '0');

test('a visit has a code that board and tablet show, and phones are asked for', async () => {
  const { app, owner, tablet, dish, token, from } = await opened();
  const board = await listen(owner.client, storeStream);
  const early = await joinAs(from('10.0.0.1'), token);
  const visit = await owner.seat(tablet.table.id);
  const { code = '' } = visit;
  expect(code).toMatch(/^\d{4}$/);
  expect((await board.next('session_started')).data).toEqual(visit);
  expect((await tablet.visit()).session).toMatchObject({ code });
  expect((await owner.boardTable(tablet.table.id)).session).toMatchObject({ code });
  // Who waited at the table before has to say it as well.
  (await early.client.call(endpoints.whoAmI)).refused('unauthenticated');
  (await join(from('10.0.0.1'), token)).refused('code_required');
  (await join(from('10.0.0.1'), token, wrongOf(code))).refused('code_required');
  const phone = await joinAs(from('10.0.0.1'), token, code);
  await phone.order(orderOf(dish));
  // Who is in may scan again.
  await joinAs(phone.client, token);
  await owner.endSession(tablet.table.id);
  const next = await owner.seat(tablet.table.id);
  (await join(from('10.0.0.1'), token, next.code === code ? wrongOf(code) : code)).refused('code_required');

  await owner.changeStore({ visitCode: false });
  await joinAs(from('10.0.0.2'), token);
  await app.stop();
  await app.restaurant.remove();
});

test('guessing a code ends soon, keeps nobody else out, and is remembered over a restart', async () => {
  const first = await opened();
  const { owner, tablet, token, from } = first;
  const { code = '' } = await owner.seat(tablet.table.id);
  const guess = async () => (await join(from('10.1.1.1'), token, wrongOf(code))).status;
  const statuses = await inTurn(22, guess);
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 403), 429, 429]);
  (await join(from('10.1.1.1'), token, code)).refused('rate_limited');
  const device = { cookie: `soban_device=${'d'.repeat(32)}` };
  const typing = async (at: number) => (await join(from(`10.2.2.${at}`).with(device), token, wrongOf(code))).status;
  expect(await inTurn(6, typing)).toEqual([403, 403, 403, 403, 403, 429]);
  await joinAs(from('10.1.1.2'), token, code);

  await first.app.stop();
  const second = await startApp({ TRUST_PROXY: '1' }, first.app.restaurant);
  const at = (address: string) => second.anyone.with({ 'x-forwarded-for': address });
  (await join(at('10.1.1.1'), token, code)).refused('rate_limited');
  await joinAs(at('10.1.1.3'), token, code);
  await second.stop();
  await first.app.restaurant.remove();
});

test('wrong tokens count for their address alone, and never against a right one', async () => {
  const { app, owner, token, from } = await opened();
  await owner.changeStore({ visitCode: false });
  const guess = async (at: number) => (await join(from('10.3.3.3'), `${'guess'.repeat(4)}${at}`)).status;
  expect(await inTurn(21, guess)).toEqual([...Array.from({ length: 20 }, () => 401), 429]);
  await joinAs(from('10.3.3.3'), token);
  await pair(from('10.3.3.3'), 2);
  (await join(from('10.3.3.4'), 'another-guess-at-it')).refused('unauthenticated');
  await app.stop();
  await app.restaurant.remove();
});
