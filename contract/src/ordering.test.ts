import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesOf, closureAt, hoursProblems, lastOrderAt, type Ordering } from './ordering.ts';
import type { DayHours, OpeningHours, Pause } from './store.ts';

const at = (time: string) => Date.parse(`2026-11-20T${time}:00Z`);
const instant = (time: number) => new Date(time).toISOString();
const opening = {
  opensAt: '2026-11-20T11:00:00Z',
  lastOrderAt: '2026-11-20T21:00:00Z',
  closesAt: '2026-11-20T22:00:00Z',
};
const nextDay = {
  opensAt: '2026-11-21T11:00:00Z',
  lastOrderAt: '2026-11-21T21:00:00Z',
  closesAt: '2026-11-21T22:00:00Z',
};
const tomorrow = Date.parse(nextDay.opensAt);
const pause = (until: string | null, categoryId: string | null = null): Pause => ({
  categoryId,
  until: until && instant(at(until)),
});
const store = (pauses: Pause[], openings: Ordering['openings'] = [opening, nextDay]): Ordering => ({
  openings,
  pauses,
});

describe('guests can order', () => {
  test.each([
    ['10:59', { why: 'closed', until: at('11:00') }],
    ['11:00', undefined],
    ['20:59', undefined],
    ['21:00', { why: 'last_order', until: tomorrow }],
    ['21:59', { why: 'last_order', until: tomorrow }],
    ['22:00', { why: 'closed', until: tomorrow }],
  ])('within the hours: %s', (time, closure) => {
    expect(closureAt(store([]), at(time))).toEqual(closure);
  });

  test('always, where there are no hours, and never where every day is closed', () => {
    expect(closureAt(store([], null), at('03:00'))).toBeUndefined();
    expect(closureAt(store([], []), at('12:00'))).toEqual({ why: 'closed', until: null });
  });

  test.each([
    ['a while', pause('12:15'), at('12:15')],
    ['until somebody says so', pause(null), null],
    ['a while that lasts beyond the last order', pause('21:30'), tomorrow],
  ])('again after a pause: %s', (_, paused, until) => {
    expect(closureAt(store([paused]), at('12:00'))).toEqual({ why: 'paused', until });
  });

  test('all but what is paused, and that as soon as neither its own pause nor everything’s holds', () => {
    const both = store([pause('12:15', 'soups'), pause('12:30')]);
    expect(closureAt(both, at('12:00'), 'soups')).toEqual({ why: 'paused', until: at('12:30') });
    const one = store([pause('12:15', 'soups')]);
    expect(closureAt(one, at('12:00'))).toBeUndefined();
    expect(closureAt(one, at('12:00'), 'rice')).toBeUndefined();
    expect(closureAt(one, at('12:00'), 'soups')).toEqual({ why: 'paused', until: at('12:15') });
    expect(closureAt(one, at('12:15'), 'soups')).toBeUndefined();
  });

  test('until the last order of the opening that goes on', () => {
    expect(lastOrderAt(store([]), at('12:00'))).toBe(at('21:00'));
    expect(lastOrderAt(store([]), at('21:00'))).toBeUndefined();
    expect(lastOrderAt(store([], null), at('12:00'))).toBeUndefined();
  });
});

test('nothing changes but at the changes, and what is said of until when comes true', () => {
  const time = fc.integer({ min: 0, max: 3000 }).map((minutes) => at('00:00') + minutes * 60_000);
  const pauses = fc.array(
    fc.record({ categoryId: fc.constantFrom(null, 'a', 'b'), until: fc.option(time.map(instant), { nil: null }) }),
    { maxLength: 4 },
  );
  const openings = fc.option(
    fc.array(time, { minLength: 0, maxLength: 9 }).map((times) => {
      const sorted = times.toSorted((one, other) => one - other);
      return Array.from({ length: Math.floor(sorted.length / 3) }, (_, index) => {
        const [opensAt = 0, last = 0, closesAt = 0] = sorted.slice(index * 3, index * 3 + 3);
        return { opensAt: instant(opensAt), lastOrderAt: instant(last), closesAt: instant(closesAt) };
      });
    }),
    { nil: null },
  );
  fc.assert(
    fc.property(openings, pauses, time, fc.constantFrom(null, 'a'), (days, paused, now, category) => {
      const ordering = store(paused, days);
      const moment = Math.max(0, ...changesOf(ordering).filter((change) => change <= now));
      const closure = closureAt(ordering, now, category);
      expect(closureAt(ordering, moment, category)).toEqual(closure);
      if (!closure || closure.until === null) return;
      expect(closure.until).toBeGreaterThan(now);
      expect(closureAt(ordering, closure.until, category)).toBeUndefined();
      expect(closureAt(ordering, closure.until - 1, category)).toBeDefined();
    }),
  );
});

describe('hours', () => {
  const everyDay = (day: DayHours | null): OpeningHours => ({
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: day,
    sunday: day,
  });
  const hours = (open: string, lastOrder: string, close: string) => ({ open, lastOrder, close });

  test.each([
    ['closed all week', everyDay(null)],
    ['a usual day', everyDay(hours('11:00', '21:30', '22:00'))],
    ['the last order at the close', everyDay(hours('11:00', '22:00', '22:00'))],
    ['past midnight', everyDay(hours('18:00', '01:30', '02:00'))],
    ['from midnight to midnight', everyDay(hours('00:00', '23:30', '23:59'))],
    ['until the next day begins', everyDay(hours('05:00', '04:30', '04:59'))],
  ])('make sense: %s', (_, week) => {
    expect(hoursProblems(week)).toEqual([]);
  });

  test.each([
    ['no time at all', hours('11:00', '11:00', '11:00'), 'close', 'no_time'],
    ['a last order before the opening', hours('11:00', '10:00', '22:00'), 'lastOrder', 'last_order_outside'],
    ['a last order at the opening', hours('11:00', '11:00', '22:00'), 'lastOrder', 'last_order_outside'],
    ['a last order after the close', hours('11:00', '22:30', '22:00'), 'lastOrder', 'last_order_outside'],
    ['a last order after a close past midnight', hours('18:00', '03:00', '02:00'), 'lastOrder', 'last_order_outside'],
  ])('make none: %s', (_, day, field, kind) => {
    expect(hoursProblems({ ...everyDay(null), friday: day })).toEqual([{ day: 'friday', field, kind }]);
  });

  test('of one day reach no further than the next one’s opening, also from Sunday to Monday', () => {
    const late = hours('18:00', '01:30', '02:00');
    const early = hours('01:00', '10:00', '10:00');
    expect(hoursProblems({ ...everyDay(null), sunday: late, monday: early })).toEqual([
      { day: 'monday', field: 'open', kind: 'overlap' },
    ]);
    expect(hoursProblems({ ...everyDay(null), sunday: late, monday: hours('02:00', '10:00', '10:00') })).toEqual([]);
    expect(hoursProblems({ ...everyDay(null), sunday: early, monday: late })).toEqual([]);
  });
});
