import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { appOfThisTest } from '../harness/app-harness.ts';
import { signIn } from '../harness/staff.ts';
import { inTurn, Knocker, right, tally, times } from './door.ts';

async function door() {
  const app = await appOfThisTest({ TRUST_PROXY: '1' });
  return { app, from: (address: string) => new Knocker(app, address) };
}

test('the sixth failure for one account has to wait, from wherever it comes, known account or not', async () => {
  const { from } = await door();
  for (const account of [1, 99]) {
    expect(tally(await inTurn(5, (at) => from(`10.0.${account}.${at}`).knock(account)))).toEqual({ wrong: 5 });
    expect(await from(`10.0.${account}.6`).knock(account)).toBe('wait');
    expect(await from(`10.0.${account}.7`).knock(account, right)).toBe('wait');
  }
});

test('the twenty-first failure from one address has to wait, whichever accounts it tried', async () => {
  const { from } = await door();
  expect(tally(await inTurn(20, (at) => from('10.1.1.1').knock(at + 1)))).toEqual({ wrong: 20 });
  expect(await from('10.1.1.1').knock(21)).toBe('wait');
  expect(await from('10.1.1.2').knock(21)).toBe('wrong');
});

test.each([
  ['IPv6 addresses of one network', (at: number) => `2001:db8:1:2:${(at + 1).toString(16)}::1`],
  ['an IPv4 address, written as one or as IPv6', (at: number) => (at % 2 === 0 ? '10.1.2.3' : '::ffff:10.1.2.3')],
])('%s count as one', async (_, address) => {
  const { from } = await door();
  expect(tally(await inTurn(20, (at) => from(address(at)).knock(at + 1)))).toEqual({ wrong: 20 });
  for (const at of [20, 21]) expect(await from(address(at)).knock(99)).toBe('wait');
  for (const another of ['2001:db8:1:3::1', '10.1.2.4']) expect(await from(another).knock(98)).toBe('wrong');
});

test('the right password in between starts the count anew', async () => {
  const { from } = await door();
  for (let round = 1; round <= 3; round += 1) {
    expect(tally(await inTurn(4, () => from('10.2.2.2').knock(5)))).toEqual({ wrong: 4 });
    expect(await from('10.2.2.2').knock(5, right)).toBe('in');
  }
});

test('many guesses at the same time get no further than guesses in a row', async () => {
  const { from } = await door();
  expect(tally(await times(30, (at) => from(`10.3.3.${at}`).knock(6)))).toEqual({ wrong: 5, wait: 25 });
});

test('one’s own password is guessed five times by who has taken over a sign-in', async () => {
  const { app } = await door();
  const { token } = await signIn(app.anyone);
  const change = (currentPassword: string) =>
    app.anyone
      .bearing(token)
      .call(endpoints.changePassword, { body: { currentPassword, password: 'another-good-one' } });
  const statuses = await times(12, async () => (await change('wrong')).status);
  expect(statuses.filter((status) => status === 400)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(7);
  expect((await change(right)).status).toBe(429);
});
