import { LRUCache } from 'lru-cache';
import { wallClock } from './wall-clock.ts';

export interface StoreClock {
  /** IANA time zone. */
  timeZone: string;
  /** `HH:MM` when a business day begins. */
  dayCutoff: string;
}

const dayMilliseconds = 86_400_000;
const days = new LRUCache<string, string>({ max: 1000 });

/** The business day, `YYYY-MM-DD`, that the instant (epoch milliseconds) falls in: before the cut-off it is still yesterday's. */
export function businessDay(instant: number, { timeZone, dayCutoff }: StoreClock): string {
  // A day never changes within a minute; formatting a date costs more than all the rest of an order's arithmetic.
  const key = `${timeZone} ${dayCutoff} ${Math.floor(instant / 60_000)}`;
  const known = days.get(key);
  if (known) return known;
  const [date = '', time = ''] = wallClock(timeZone).format(instant).split(' ');
  const isYesterday =
    time < dayCutoff && !hasBegunBefore(instant, `${date} ${dayCutoff}`, time, { timeZone, dayCutoff });
  const day = isYesterday ? new Date(Date.parse(date) - dayMilliseconds).toISOString().slice(0, 10) : date;
  days.set(key, day);
  return day;
}

/** Where clocks go back over the cut-off it comes twice, and the day has begun at the first: it never falls back. */
function hasBegunBefore(instant: number, cutoff: string, time: string, { timeZone, dayCutoff }: StoreClock): boolean {
  const left = minuteOfDay(dayCutoff) - minuteOfDay(time);
  // By as much as clocks go back anywhere in the world.
  return [30, 60, 120].some(
    (back) => back > left && wallClock(timeZone).format(instant + (left - back) * 60_000) === cutoff,
  );
}

function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
