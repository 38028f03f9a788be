import type { DayHours, OpeningHours } from '@soban/contract/store';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openingsFrom } from './openings.ts';
import { instantAt, wallClock } from './wall-clock.ts';

const closed: OpeningHours = {
  monday: null,
  tuesday: null,
  wednesday: null,
  thursday: null,
  friday: null,
  saturday: null,
  sunday: null,
};
const everyDay = (day: DayHours): OpeningHours => ({
  monday: day,
  tuesday: day,
  wednesday: day,
  thursday: day,
  friday: day,
  saturday: day,
  sunday: day,
});
const bar = { open: '18:00', lastOrder: '01:30', close: '02:00' };

/** The first opening there is at an instant. */
function first(hours: OpeningHours, timeZone: string, now: string) {
  const [opening] = openingsFrom(hours, timeZone, Date.parse(now));
  return opening && [opening.opensAt, opening.lastOrderAt, opening.closesAt];
}

describe('hours belong to the day they begin on', () => {
  const friday = { ...closed, friday: bar };
  // 2026-11-20 is a Friday.
  const night = ['2026-11-20T09:00:00.000Z', '2026-11-20T16:30:00.000Z', '2026-11-20T17:00:00.000Z'];
  test.each([
    '2026-11-14T02:00:00+09:00',
    '2026-11-20T17:59:00+09:00',
    '2026-11-21T00:30:00+09:00',
    '2026-11-21T01:59:59+09:00',
  ])('at %s that of Friday goes on or comes next', (now) => {
    expect(first(friday, 'Asia/Seoul', now)).toEqual(night);
  });
  test('and after it comes that of the next Friday', () => {
    expect(first(friday, 'Asia/Seoul', '2026-11-21T02:00:00+09:00')?.[0]).toBe('2026-11-27T09:00:00.000Z');
  });
});

describe('where clocks change', () => {
  const earlyAndLate = everyDay({ open: '01:30', lastOrder: '02:30', close: '03:30' });
  test.each([
    // 2026-03-29 in Berlin: 02:00 is 03:00 at once, so 02:30 is never and 03:00 is as far.
    [
      'Europe/Berlin',
      '2026-03-29T00:00:00+01:00',
      ['2026-03-29T00:30:00.000Z', '2026-03-29T01:00:00.000Z', '2026-03-29T01:30:00.000Z'],
    ],
    // 2026-10-25 in Berlin: 03:00 is 02:00 again, so 02:30 is twice and the first counts.
    [
      'Europe/Berlin',
      '2026-10-25T00:00:00+02:00',
      ['2026-10-24T23:30:00.000Z', '2026-10-25T00:30:00.000Z', '2026-10-25T02:30:00.000Z'],
    ],
    // 2026-03-08 in New York: 02:00 is 03:00 at once.
    [
      'America/New_York',
      '2026-03-08T00:00:00-05:00',
      ['2026-03-08T06:30:00.000Z', '2026-03-08T07:00:00.000Z', '2026-03-08T07:30:00.000Z'],
    ],
    // 2026-11-01 in New York: 02:00 is 01:00 again, so 01:30 is twice.
    [
      'America/New_York',
      '2026-11-01T00:00:00-04:00',
      ['2026-11-01T05:30:00.000Z', '2026-11-01T07:30:00.000Z', '2026-11-01T08:30:00.000Z'],
    ],
    [
      'Asia/Seoul',
      '2026-03-29T00:00:00+09:00',
      ['2026-03-28T16:30:00.000Z', '2026-03-28T17:30:00.000Z', '2026-03-28T18:30:00.000Z'],
    ],
  ])('in %s on %s', (timeZone, now, opening) => {
    expect(first(earlyAndLate, timeZone, now)).toEqual(opening);
  });

  test('a night that goes over the change ends when the clock on the wall says so', () => {
    const night = { ...closed, saturday: { open: '18:00', lastOrder: '04:30', close: '05:00' } };
    // Saturday, 2026-03-28, and 2026-10-24.
    expect(first(night, 'Europe/Berlin', '2026-03-29T04:00:00+02:00')?.[1]).toBe('2026-03-29T02:30:00.000Z');
    expect(first(night, 'Europe/Berlin', '2026-10-25T04:00:00+01:00')?.[1]).toBe('2026-10-25T03:30:00.000Z');
  });

  test('a day whose whole time the clocks leave out does not open', () => {
    const hour = { ...closed, sunday: { open: '02:10', lastOrder: '02:50', close: '02:55' } };
    expect(first(hour, 'Europe/Berlin', '2026-03-28T12:00:00+01:00')?.[0]).toBe('2026-04-05T00:10:00.000Z');
  });
});

const zones = ['Asia/Seoul', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Antarctica/Troll'] as const;
const year = { min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2027-01-01T00:00:00Z') };

test('the clocks get as far as a time at the first instant at which they show it, or more', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer(year), (timeZone, at) => {
      const clock = wallClock(timeZone);
      const written = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
      const reached = instantAt(written, timeZone);
      expect(clock.format(reached) >= written).toBe(true);
      for (const earlier of [1, 30 * 60_000, 3_600_000, 7_200_000]) {
        expect(clock.format(reached - earlier) < written).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

test('openings follow each other, each in its own order, and none that is over is among them', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  const time = (at: number) =>
    `${String(Math.floor((at % 1440) / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
  const day = fc
    .tuple(minute, fc.integer({ min: 2, max: 1300 }))
    .chain(([open, length]) =>
      fc
        .integer({ min: 1, max: length })
        .map((last) => ({ open: time(open), lastOrder: time(open + last), close: time(open + length) })),
    );
  fc.assert(
    fc.property(fc.constantFrom(...zones), day, fc.integer(year), (timeZone, hours, now) => {
      const openings = openingsFrom(everyDay(hours), timeZone, now);
      expect(openings.length).toBeGreaterThanOrEqual(7);
      let before = 0;
      for (const { opensAt, lastOrderAt, closesAt } of openings) {
        const [opens, last, closes] = [opensAt, lastOrderAt, closesAt].map((instant) => Date.parse(instant));
        expect(opens).toBeGreaterThan(before);
        expect(last).toBeGreaterThan(Number(opens));
        expect(closes).toBeGreaterThanOrEqual(Number(last));
        expect(closes).toBeGreaterThan(now);
        before = Number(opens);
      }
    }),
    { numRuns: 500 },
  );
});
