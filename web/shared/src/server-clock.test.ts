import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { hearServerTime, serverNow } from './server-clock.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
beforeEach(() => vi.useFakeTimers({ now: noon }));
afterEach(() => vi.useRealTimers());

it('counts on the server’s clock when the device is off', () => {
  hearServerTime('Sun, 01 Mar 2026 12:10:00 GMT', noon);
  expect(serverNow()).toBe(noon + 600_500);
  vi.advanceTimersByTime(60_000);
  expect(serverNow()).toBe(noon + 660_500);
});

it('keeps the device’s own clock when that is as good as a header of whole seconds', () => {
  hearServerTime('Sun, 01 Mar 2026 12:00:01 GMT', noon);
  expect(serverNow()).toBe(noon);
});

it('takes the middle of a slow way for the moment the server spoke', () => {
  hearServerTime('Sun, 01 Mar 2026 12:05:00 GMT', noon - 8000);
  expect(serverNow()).toBe(noon + 304_500);
});

it('goes on with what it knew after an answer without a time', () => {
  hearServerTime('Sun, 01 Mar 2026 12:10:00 GMT', noon);
  hearServerTime(null, noon);
  hearServerTime('yesterday', noon);
  expect(serverNow()).toBe(noon + 600_500);
});
