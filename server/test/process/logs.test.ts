import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { listen } from '../harness/event-reader.ts';
import { join, joinAs, pair } from '../harness/guest.ts';
import { processOfThisTest } from '../harness/process-harness.ts';
import { demoPassword, jwtSecret } from '../harness/restaurant.ts';
import { signIn } from '../harness/staff.ts';

const typed = { wrong: 'a-wrong-guess-1', next: 'the-next-password-2', paired: 'table-nine-anew-3' };

test('whatever happens, no password and no token is ever in the log', async () => {
  const server = await processOfThisTest({ LOG_LEVEL: 'trace' });
  // The banner names the demo's passwords on purpose; what comes after it is the log.
  server.output = '';
  const owner = await signIn(server.anyone);
  const guest = await pair(server.anyone, 9);
  await listen(guest.client, guest.streamPath);
  const joinToken = await owner.joinToken(guest.table.id);
  const phone = await joinAs(server.anyone, joinToken);
  await join(server.anyone, `${joinToken}x`);
  await server.anyone.callBadly(endpoints.joinTable, { body: { joinToken, code: 'none' } });
  await server.anyone.callBadly(endpoints.joinTable, { body: { joinToken: [joinToken] } });
  await guest.order(orderOf(new Dishes(await guest.menu()).plain));
  const login = { storeCode: 'demo', username: 'owner', password: typed.wrong };
  await server.anyone.call(endpoints.signInStaff, { body: login });
  await server.anyone.callBadly(endpoints.signInStaff, { body: { ...login, password: [typed.wrong] } });
  await server.anyone.callBadly(endpoints.signInStaff, { body: `{ "password": "${typed.wrong}", ` });
  await server.anyone.callBadly(endpoints.whoAmI, { query: `?token=${guest.token}` });
  await server.anyone.bearing(`${guest.token}x`).call(endpoints.whoAmI);
  await owner.tryToChangeTable(guest.table.id, { password: typed.paired });
  await owner.client.call(endpoints.changePassword, { body: { currentPassword: typed.wrong, password: typed.next } });
  await owner.client.call(endpoints.changePassword, { body: { currentPassword: demoPassword, password: typed.next } });
  await owner.client.call(endpoints.signOut);
  expect(await server.stop()).toBe(0);

  expect(server.output).toContain('unauthenticated');
  const secrets = { ...typed, demoPassword, jwtSecret, guest: guest.token, owner: owner.token, joinToken };
  for (const [name, secret] of Object.entries(secrets)) expect(server.output, name).not.toContain(secret);
  const signatures = [guest.token, phone.token, owner.token].map((token) => token.split('.')[2] ?? token);
  for (const signature of signatures) expect(server.output).not.toContain(signature);
  expect(server.output).not.toMatch(/\$2[aby]\$\d\d\$/);
});

test('in production the log is one JSON object a line, and a refusal is in it under its request’s id', async () => {
  const server = await processOfThisTest({ NODE_ENV: 'production' });
  const answer = await server.anyone.callBadly(endpoints.listOrders, { query: '?secret=typed-by-a-person' });
  const { requestId } = answer.refused('unauthenticated');
  await server.stop();
  const lines = server.output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toContainEqual(
    expect.objectContaining({ reqId: requestId, code: 'unauthenticated', method: 'GET', url: '/api/orders' }),
  );
  expect(server.output).not.toContain('typed-by-a-person');
});
