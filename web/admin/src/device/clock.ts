import { serverNow } from '@soban/web-shared/server-clock';
import { useSyncExternalStore } from 'react';

/*
 * One clock for every waiting time on the screen: they turn together, and a card renders only when its own minute does.
 */
const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

/** Whole minutes; a clock that is slightly behind counts as just now. */
export function minutesBetween(since: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
}

export function useMinutesSince(instant: string): number {
  return useSyncExternalStore(subscribe, () => minutesBetween(instant, serverNow()));
}

const step = 10_000;

/** Now by the server's clock, in steps of ten seconds: enough to notice that something has become late. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(serverNow() / step) * step);
}
