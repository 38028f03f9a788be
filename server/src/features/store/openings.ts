import type { Opening, OpeningHours, Store, StoreSettings } from '@soban/contract/store';
import { weekdays } from '@soban/contract/vocabulary';
import { instantAt, wallClock } from './wall-clock.ts';

const dayMilliseconds = 86_400_000;
/** Days ahead: a screen that hears nothing new for a week knows when the next day begins all the same. */
const daysAhead = 8;

/** The store as everybody knows it at this instant (epoch milliseconds). */
export function storeAt(settings: StoreSettings, now: number): Store {
  const { hours, timeZone } = settings;
  return { ...settings, openings: hours && openingsFrom(hours, timeZone, now) };
}

/** What the hours come to in the days ahead, oldest first, beginning with what goes on; each belongs to the day it begins on. */
export function openingsFrom(hours: OpeningHours, timeZone: string, now: number): Opening[] {
  const today = Date.parse(wallClock(timeZone).format(now).slice(0, 10));
  const openings: Opening[] = [];
  for (let at = -1; at <= daysAhead; at += 1) {
    const opening = openingOn(today + at * dayMilliseconds, hours, timeZone);
    if (opening && Date.parse(opening.closesAt) > now) openings.push(opening);
  }
  return openings;
}

/** `date` is a day's midnight in UTC, whatever the time zone. */
function openingOn(date: number, hours: OpeningHours, timeZone: string): Opening | undefined {
  // Sunday comes first where days are counted.
  const weekday = weekdays[(new Date(date).getUTCDay() + 6) % 7];
  const day = weekday && hours[weekday];
  if (!day) return undefined;
  const at = (time: string) => {
    const onThisDay = time >= day.open;
    const written = new Date(onThisDay ? date : date + dayMilliseconds).toISOString().slice(0, 10);
    return instantAt(`${written} ${time}`, timeZone);
  };
  const [opensAt, lastOrderAt, closesAt] = [at(day.open), at(day.lastOrder), at(day.close)];
  // Where the clocks leave out the whole time between two of them.
  if (lastOrderAt <= opensAt) return undefined;
  return {
    opensAt: new Date(opensAt).toISOString(),
    lastOrderAt: new Date(lastOrderAt).toISOString(),
    closesAt: new Date(closesAt).toISOString(),
  };
}
