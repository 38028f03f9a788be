import { expect, test } from 'vitest';
import { Refusal } from '../../refusal.ts';
import { inMemoryLoginThrottle } from './login-throttle.ts';

const minute = 60_000;

/** A throttle with a clock of its own, and a way to knock at it with a wrong password. */
function door() {
  let now = Date.parse('2026-11-20T12:00:00Z');
  const throttle = inMemoryLoginThrottle(() => now);
  return {
    pass: (minutes: number) => {
      now += minutes * minute;
    },
    /** How a wrong password is met: undefined where it was looked at, else the seconds to wait. */
    wrong: (account: string, address: string): number | undefined => {
      try {
        throttle.attempt(account, address);
      } catch (error) {
        if (error instanceof Refusal) return error.details.retryAfter;
        throw error;
      }
      throttle.failed(address);
      return undefined;
    },
    right: (account: string, address: string): void => {
      throttle.attempt(account, address);
      throttle.succeeded(account, address);
    },
  };
}

const times = <Result>(count: number, work: (at: number) => Result) =>
  Array.from({ length: count }, (_, at) => work(at));

test('an account takes five failures in fifteen minutes and then says when to come back', () => {
  const { wrong, pass } = door();
  expect(times(5, () => wrong('owner', '10.0.0.1'))).toEqual(Array(5).fill(undefined));
  pass(5);
  expect(wrong('owner', '10.0.0.2')).toBe(600);
  pass(10);
  expect(wrong('owner', '10.0.0.2')).toBeUndefined();
});

test('an address takes twenty, whichever accounts they were for', () => {
  const { wrong, pass } = door();
  expect(times(20, (at) => wrong(`account ${at}`, '10.0.0.1'))).toEqual(Array(20).fill(undefined));
  expect(wrong('account 21', '10.0.0.1')).toBe(900);
  expect(wrong('account 21', '10.0.0.2')).toBeUndefined();
  pass(15);
  expect(wrong('account 22', '10.0.0.1')).toBeUndefined();
});

test('the right password clears the count', () => {
  const { wrong, right } = door();
  times(4, () => wrong('owner', '10.0.0.1'));
  right('owner', '10.0.0.1');
  expect(times(5, () => wrong('owner', '10.0.0.1'))).toEqual(Array(5).fill(undefined));
});

test('a stranger who fails on purpose does not lock the owner out of where the owner has been', () => {
  const { wrong, right } = door();
  right('owner', 'the shop');
  times(5, () => wrong('owner', 'far away'));
  expect(wrong('owner', 'far away')).toBeGreaterThan(0);
  expect(() => right('owner', 'the shop')).not.toThrow();
});

test('attempts at the same time get no further than attempts in a row', () => {
  const throttle = inMemoryLoginThrottle();
  times(5, () => throttle.attempt('owner', '10.0.0.1'));
  expect(() => throttle.attempt('owner', '10.0.0.1')).toThrow(Refusal);
});
