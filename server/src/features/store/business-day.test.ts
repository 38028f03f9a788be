import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessDay } from './business-day.ts';

const seoul = { timeZone: 'Asia/Seoul', dayCutoff: '05:00' };

describe('in Seoul, where a business day begins at 05:00', () => {
  test.each([
    ['2026-11-20T04:59:59.999+09:00', '2026-11-19'],
    ['2026-11-20T05:00:00.000+09:00', '2026-11-20'],
    ['2026-11-20T23:59:59+09:00', '2026-11-20'],
    ['2026-11-21T00:30:00+09:00', '2026-11-20'],
    ['2027-01-01T03:00:00+09:00', '2026-12-31'],
    ['2028-03-01T04:00:00+09:00', '2028-02-29'],
  ])('%s belongs to %s', (instant, day) => {
    expect(businessDay(Date.parse(instant), seoul)).toBe(day);
  });
});

test('a cut-off at midnight makes it the calendar day', () => {
  const clock = { timeZone: 'Asia/Tokyo', dayCutoff: '00:00' };
  expect(businessDay(Date.parse('2026-11-20T00:00:00+09:00'), clock)).toBe('2026-11-20');
  expect(businessDay(Date.parse('2026-11-19T23:59:00+09:00'), clock)).toBe('2026-11-19');
});

describe('where clocks change', () => {
  const newYork = { timeZone: 'America/New_York', dayCutoff: '05:00' };
  test.each([
    // 2026-03-08: 02:00 is 03:00 at once.
    ['2026-03-08T04:59:00-04:00', '2026-03-07'],
    ['2026-03-08T05:00:00-04:00', '2026-03-08'],
    // 2026-11-01: 02:00 is 01:00 again.
    ['2026-11-01T01:30:00-04:00', '2026-10-31'],
    ['2026-11-01T01:30:00-05:00', '2026-10-31'],
    ['2026-11-01T04:59:00-05:00', '2026-10-31'],
    ['2026-11-01T05:00:00-05:00', '2026-11-01'],
  ])('%s belongs to %s', (instant, day) => {
    expect(businessDay(Date.parse(instant), newYork)).toBe(day);
  });
});

/** Every zone with what is special about it, and an instant at which its clocks go back. */
const clocksGoBack = {
  'America/New_York': '2026-11-01T06:00:00Z',
  'Europe/Berlin': '2026-10-25T01:00:00Z',
  // By half an hour.
  'Australia/Lord_Howe': '2026-04-04T15:00:00Z',
  // By two hours.
  'Antarctica/Troll': '2026-10-25T01:00:00Z',
  // At one in the morning, to midnight.
  'America/Havana': '2026-11-01T05:00:00Z',
  // At midnight, to the evening before.
  'Asia/Beirut': '2026-10-24T21:00:00Z',
};

test('time never goes back to an earlier business day, wherever clocks do and whatever the cut-off', () => {
  const cutoff = fc
    .integer({ min: 0, max: 24 * 60 - 1 })
    .map((at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`);
  const minutes = (most: number) => fc.integer({ min: 0, max: most });
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.entries(clocksGoBack)),
      cutoff,
      minutes(240),
      minutes(180),
      ([timeZone, change], dayCutoff, start, later) => {
        const clock = { timeZone, dayCutoff };
        const at = Date.parse(change) + (start - 120) * 60_000;
        expect(businessDay(at, clock) <= businessDay(at + later * 60_000, clock)).toBe(true);
      },
    ),
    { numRuns: 20_000 },
  );
});

test('a day begins at its cut-off and lasts until the next, all year round', () => {
  const zone = fc.constantFrom('Asia/Seoul', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC');
  const year = { min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2027-01-01T00:00:00Z') };
  fc.assert(
    fc.property(zone, fc.integer({ min: 0, max: 23 }), fc.integer(year), (timeZone, hour, at) => {
      const day = businessDay(at, { timeZone, dayCutoff: `${String(hour).padStart(2, '0')}:00` });
      // Another way to the same day: the date in the zone as many hours ago as the cut-off has, clock changes aside.
      const date = (instant: number) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(instant);
      expect([
        date(at - (hour + 1) * 3_600_000),
        date(at - hour * 3_600_000),
        date(at - (hour - 1) * 3_600_000),
      ]).toContain(day);
    }),
    { numRuns: 500 },
  );
});
