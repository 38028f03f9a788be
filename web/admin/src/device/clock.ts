import { everySecond } from '@soban/web-shared/every-second';
import { serverNow } from '@soban/web-shared/server-clock';
import { useSyncExternalStore } from 'react';

/** Whole minutes; a clock that is slightly behind counts as just now. */
export function minutesBetween(since: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
}

export function useMinutesSince(instant: string): number {
  return useSyncExternalStore(everySecond, () => minutesBetween(instant, serverNow()));
}

const step = 10_000;

/** Now by the server's clock, in steps of ten seconds: enough to notice that something has become late. */
export function useNow(): number {
  return useSyncExternalStore(everySecond, () => Math.floor(serverNow() / step) * step);
}
