import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { appOfThisTest } from '../harness/app-harness.ts';
import { pair } from '../harness/guest.ts';
import { signIn } from '../harness/staff.ts';

test('a caller who asks too often has to wait, and nobody else', async () => {
  const { anyone } = await appOfThisTest({ RATE_LIMIT_PER_MINUTE: '20', TRUST_PROXY: '1' });
  const from = (address: string) => anyone.with({ 'x-forwarded-for': address });
  const [greedy, modest] = [await pair(from('10.0.0.1'), 1), await pair(from('10.0.0.1'), 2)];
  const owner = await signIn(from('10.0.0.2'));

  const statuses: number[] = [];
  for (let request = 1; request <= 25; request += 1) {
    statuses.push((await greedy.client.call(endpoints.listOrders)).status);
  }
  expect(statuses.slice(0, 19).every((status) => status === 200)).toBe(true);
  // The first of them was still a stranger’s.
  expect(statuses.slice(-4)).toEqual([429, 429, 429, 429]);
  const refusal = await greedy.client.call(endpoints.listOrders);
  refusal.refused('rate_limited');
  const retryAfter = Number(refusal.headers.get('retry-after'));
  expect(retryAfter).toBeGreaterThan(0);
  expect(retryAfter).toBeLessThanOrEqual(60);
  (await greedy.client.call(endpoints.readMenu)).refused('rate_limited');
  (await greedy.client.call(endpoints.placeCall, { body: { reason: 'bill' } })).refused('rate_limited');

  expect((await modest.client.call(endpoints.listOrders)).status).toBe(200);
  expect((await owner.client.call(endpoints.readBoard)).status).toBe(200);
});

test('failing to sign in is not free either', async () => {
  const { anyone } = await appOfThisTest({ RATE_LIMIT_PER_MINUTE: '10' });
  const guess = () => anyone.bearing('a.wrong.token').call(endpoints.whoAmI);
  for (let request = 1; request <= 10; request += 1) (await guess()).refused('unauthenticated');
  (await guess()).refused('rate_limited');
});

test('behind no proxy nobody can give himself another address', async () => {
  const { anyone } = await appOfThisTest({ RATE_LIMIT_PER_MINUTE: '10' });
  const statuses = new Set<number>();
  for (let request = 1; request <= 15; request += 1) {
    statuses.add((await anyone.with({ 'x-forwarded-for': `10.0.0.${request}` }).call(endpoints.whoAmI)).status);
  }
  expect(statuses).toEqual(new Set([401, 429]));
});

test('without a limit there is none', async () => {
  const { anyone } = await appOfThisTest({ RATE_LIMIT_PER_MINUTE: '0' });
  const answers = await Promise.all(Array.from({ length: 200 }, () => anyone.call(endpoints.whoAmI)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
});
