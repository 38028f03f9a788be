import type { DayHours, Opening, OpeningHours, Store } from './store.ts';
import { type Weekday, weekdays } from './vocabulary.ts';

/** What decides whether guests may order. */
export type Ordering = Pick<Store, 'openings' | 'pauses'>;

/** Why guests cannot order, and until when (epoch milliseconds): null where nobody knows yet. */
export interface Closure {
  why: 'paused' | 'last_order' | 'closed';
  until: number | null;
}

/** What keeps guests from ordering anything, or anything of the category; undefined where nothing does. */
export function closureAt(ordering: Ordering, now: number, categoryId: string | null = null): Closure | undefined {
  const obstacle = obstacleAt(ordering, now, categoryId);
  if (!obstacle) return undefined;
  let { until } = obstacle;
  // What ends one obstacle may lie within another: a pause that lasts beyond the last order.
  while (until !== null) {
    const further = obstacleAt(ordering, until, categoryId);
    if (!further) break;
    ({ until } = further);
  }
  return { why: obstacle.why, until };
}

function obstacleAt({ openings, pauses }: Ordering, at: number, categoryId: string | null): Closure | undefined {
  for (const pause of pauses) {
    if (pause.categoryId !== null && pause.categoryId !== categoryId) continue;
    const until = pause.until === null ? null : Date.parse(pause.until);
    if (until === null || until > at) return { why: 'paused', until };
  }
  if (openings === null || openings.some((opening) => takesOrders(opening, at))) return undefined;
  const next = openings.map(({ opensAt }) => Date.parse(opensAt)).find((opensAt) => opensAt > at);
  const isOpen = openings.some(({ opensAt, closesAt }) => Date.parse(opensAt) <= at && at < Date.parse(closesAt));
  return { why: isOpen ? 'last_order' : 'closed', until: next ?? null };
}

function takesOrders({ opensAt, lastOrderAt: last }: Opening, at: number): boolean {
  return Date.parse(opensAt) <= at && at < Date.parse(last);
}

/** The last order of the opening that goes on, in epoch milliseconds; undefined where none goes on, or always one. */
export function lastOrderAt({ openings }: Ordering, now: number): number | undefined {
  const running = openings?.find((opening) => takesOrders(opening, now));
  return running && Date.parse(running.lastOrderAt);
}

/** The instants at which the answer to whether guests may order may be another one, in epoch milliseconds. */
export function changesOf({ openings, pauses }: Ordering): number[] {
  const instants = [
    ...(openings ?? []).flatMap(({ opensAt, lastOrderAt: last, closesAt }) => [opensAt, last, closesAt]),
    ...pauses.flatMap(({ until }) => until ?? []),
  ];
  return instants.map((instant) => Date.parse(instant));
}

/** What makes no sense of a store's hours, and where. */
export interface HoursProblem {
  day: Weekday;
  field: keyof DayHours;
  kind: 'no_time' | 'last_order_outside' | 'overlap';
}

const dayMinutes = 1440;

/** Everything that makes no sense of a week's hours; empty when they are fine. */
export function hoursProblems(hours: OpeningHours): HoursProblem[] {
  return weekdays.flatMap((day, at): HoursProblem[] => {
    const today = hours[day];
    if (!today) return [];
    const length = minutesFrom(today.open, today.close);
    if (length === 0) return [{ day, field: 'close', kind: 'no_time' }];
    const last = minutesFrom(today.open, today.lastOrder);
    const problems: HoursProblem[] = [];
    if (last === 0 || last > length) problems.push({ day, field: 'lastOrder', kind: 'last_order_outside' });
    const tomorrow = weekdays[(at + 1) % weekdays.length] ?? day;
    const next = hours[tomorrow];
    if (next && minuteOf(today.open) + length > dayMinutes + minuteOf(next.open)) {
      problems.push({ day: tomorrow, field: 'open', kind: 'overlap' });
    }
    return problems;
  });
}

/** From one time of day to the next time that it is the other. */
function minutesFrom(from: string, to: string): number {
  return (minuteOf(to) - minuteOf(from) + dayMinutes) % dayMinutes;
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
