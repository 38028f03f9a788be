import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { every } from './every.ts';
import { inTime } from './in-time.ts';
import { Outage } from './outage.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('repeated work is never beside itself, goes on after it was slow, and ends when it is stopped', async () => {
  const begun: PromiseWithResolvers<void>[] = [];
  const stop = every(1000, () => {
    const work = Promise.withResolvers<void>();
    begun.push(work);
    return work.promise;
  });
  await vi.advanceTimersByTimeAsync(3500);
  expect(begun).toHaveLength(1);
  begun[0]?.resolve();
  await vi.advanceTimersByTimeAsync(1000);
  expect(begun).toHaveLength(2);
  begun[1]?.resolve();
  stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(begun).toHaveLength(2);
});

test('an answer in time is the answer, a late one an error, and a refusal stays what it is', async () => {
  expect(await inTime(Promise.resolve('here'), 100)).toBe('here');
  const late = expect(inTime(new Promise(() => undefined), 100)).rejects.toThrow('no answer in 100 ms');
  await vi.advanceTimersByTimeAsync(101);
  await late;
  await expect(inTime(Promise.reject(new Error('no')), 100)).rejects.toThrow('no');
  expect(vi.getTimerCount()).toBe(0);
});

test('each fall and each return is told once', () => {
  const told: string[] = [];
  const outage = new Outage(
    (error) => told.push(`away: ${String(error)}`),
    () => told.push('back'),
  );
  outage.worked();
  for (const reason of ['a', 'b']) outage.failed(reason);
  expect(outage.isOn).toBe(true);
  for (let time = 0; time < 2; time += 1) outage.worked();
  outage.failed('c');
  outage.forget();
  outage.worked();
  expect(told).toEqual(['away: a', 'back', 'away: c']);
  expect(outage.isOn).toBe(false);
});
