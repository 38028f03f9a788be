import { expect, test } from 'vitest';
import { Refusal } from '../../refusal.ts';
import { loginThrottle } from './login-throttle.ts';

const minute = 60_000;

/** A throttle with a clock of its own, and a way to knock at it with a wrong password. */
function door() {
  let now = Date.parse('2026-11-20T12:00:00Z');
  const throttle = loginThrottle(undefined, () => now);
  return {
    pass: (minutes: number) => {
      now += minutes * minute;
    },
    /** How a wrong password is met: undefined where it was looked at, else the seconds to wait. */
    wrong: async (account: string, address: string): Promise<number | undefined> => {
      try {
        await throttle.attempt(account, address);
      } catch (error) {
        if (error instanceof Refusal) return error.details.retryAfter;
        throw error;
      }
      await throttle.failed(address);
      return undefined;
    },
    right: async (account: string, address: string): Promise<void> => {
      await throttle.attempt(account, address);
      await throttle.succeeded(account, address);
    },
  };
}

async function times<Result>(count: number, work: (at: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < count; at += 1) results.push(await work(at));
  return results;
}

test('an account takes five failures in fifteen minutes and then says when to come back', async () => {
  const { wrong, pass } = door();
  expect(await times(5, () => wrong('owner', '10.0.0.1'))).toEqual(Array(5).fill(undefined));
  pass(5);
  expect(await wrong('owner', '10.0.0.2')).toBe(600);
  pass(10);
  expect(await wrong('owner', '10.0.0.2')).toBeUndefined();
});

test('an address takes twenty, whichever accounts they were for', async () => {
  const { wrong, pass } = door();
  expect(await times(20, (at) => wrong(`account ${at}`, '10.0.0.1'))).toEqual(Array(20).fill(undefined));
  expect(await wrong('account 21', '10.0.0.1')).toBe(900);
  expect(await wrong('account 21', '10.0.0.2')).toBeUndefined();
  pass(15);
  expect(await wrong('account 22', '10.0.0.1')).toBeUndefined();
});

test('the right password clears the count', async () => {
  const { wrong, right } = door();
  await times(4, () => wrong('owner', '10.0.0.1'));
  await right('owner', '10.0.0.1');
  expect(await times(5, () => wrong('owner', '10.0.0.1'))).toEqual(Array(5).fill(undefined));
});

test('a stranger who fails on purpose does not lock the owner out of where the owner has been', async () => {
  const { wrong, right } = door();
  await right('owner', 'the shop');
  await times(5, () => wrong('owner', 'far away'));
  expect(await wrong('owner', 'far away')).toBeGreaterThan(0);
  await right('owner', 'the shop');
});

test('attempts at the same time get no further than attempts in a row', async () => {
  const throttle = loginThrottle();
  const attempts = Array.from({ length: 30 }, () => throttle.attempt('owner', '10.0.0.1'));
  const refused = (await Promise.allSettled(attempts)).filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(25);
  await expect(throttle.attempt('owner', '10.0.0.1')).rejects.toThrow(Refusal);
});
