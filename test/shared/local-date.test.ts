import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type LocalDate,
  LocalDateSchema,
  addDays,
  addWorkingDays,
  compareLocalDates,
  daysBetween,
  financialYear,
  formatLocalDate,
  formatShortDate,
  isLocalDate,
  isWeekend,
  localDate,
  londonDay,
  startOfLondonDay,
} from '../../shared/local-date.ts';
import { runs } from './property-runs.ts';

const DAY_MS = 86_400_000;
const utcDay = (ms: number) => localDate(new Date(ms).toISOString().slice(0, 10));
const anyDay = fc.integer({ min: Date.UTC(1900, 0, 1) / DAY_MS, max: Date.UTC(2199, 0, 1) / DAY_MS });

/** London's calendar day as the platform's own time zone tables have it. */
function londonDayByIntl(instant: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'short' }).formatToParts(
    instant,
  );
  const part = (type: string) => parts.find((p) => p.type === type)?.value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}

describe('localDate', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '0000-01-01', '1900-02-29'])(
    'refuses %s',
    (text) => {
      expect(isLocalDate(text)).toBe(false);
      expect(() => localDate(text)).toThrow(RangeError);
      expect(LocalDateSchema.safeParse(text).success).toBe(false);
    },
  );

  it.each([
    '2026-1-1',
    '20260101',
    '2026-01-01T00:00',
    ' 2026-01-01',
    '2026-01-01\n',
    '２026-01-01',
    '',
    '+002026-01-01',
  ])('refuses the writing %j', (text) => {
    expect(isLocalDate(text)).toBe(false);
  });

  it.each(['2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01', '9999-12-31'])('takes %s', (text) => {
    const day: LocalDate = LocalDateSchema.parse(text);
    expect(localDate(day)).toBe(text);
  });
});

describe('arithmetic on days', () => {
  it('agrees with counting in UTC, where every day has 24 hours', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (day, n) => {
        const from = utcDay(day * DAY_MS);
        const to = utcDay((day + n) * DAY_MS);
        expect(addDays(from, n)).toBe(to);
        expect(daysBetween(from, to)).toBe(n);
        expect(compareLocalDates(from, to)).toBe(Math.sign(-n) + 0);
        expect(isWeekend(to)).toBe([0, 6].includes(new Date((day + n) * DAY_MS).getUTCDay()));
      }),
      runs(10_000),
    );
  });

  it('refuses part of a day', () => {
    expect(() => addDays(localDate('2026-01-01'), 0.5)).toThrow(RangeError);
    expect(() => addWorkingDays(localDate('2026-01-01'), 0.5, new Set())).toThrow(RangeError);
  });
});

describe('the accounting day', () => {
  it.each([
    ['2026-03-28T23:59:59.999Z', '2026-03-28'],
    ['2026-03-29T00:30:00Z', '2026-03-29'],
    ['2026-03-29T22:59:59.999Z', '2026-03-29'],
    ['2026-03-29T23:00:00Z', '2026-03-30'],
    ['2026-06-30T23:30:00Z', '2026-07-01'],
    ['2026-10-24T22:59:59.999Z', '2026-10-24'],
    ['2026-10-24T23:00:00Z', '2026-10-25'],
    ['2026-10-25T23:30:00Z', '2026-10-25'],
    ['2026-10-26T00:00:00Z', '2026-10-26'],
  ])('of %s is %s', (moment, day) => {
    expect(londonDay(new Date(moment))).toBe(day);
  });

  it('agrees with the platform through both changes of the clocks in 2026', () => {
    for (const middle of [Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25)]) {
      for (let ms = middle - 2 * DAY_MS; ms < middle + 2 * DAY_MS; ms += 15 * 60_000) {
        expect(londonDay(new Date(ms))).toBe(londonDayByIntl(new Date(ms)));
      }
    }
  });

  it('agrees with the platform at any moment since 1972', () => {
    const moment = fc.date({ min: new Date('1972-01-01'), max: new Date('2037-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, (date) => {
        expect(londonDay(date)).toBe(londonDayByIntl(date));
      }),
      runs(10_000),
    );
  });

  it('begins at midnight on London clocks', () => {
    expect(startOfLondonDay(localDate('2026-03-29')).toISOString()).toBe('2026-03-29T00:00:00.000Z');
    expect(startOfLondonDay(localDate('2026-03-30')).toISOString()).toBe('2026-03-29T23:00:00.000Z');
    expect(startOfLondonDay(localDate('2026-10-25')).toISOString()).toBe('2026-10-24T23:00:00.000Z');
    expect(startOfLondonDay(localDate('2026-10-26')).toISOString()).toBe('2026-10-26T00:00:00.000Z');
    fc.assert(
      fc.property(anyDay, (n) => {
        const day = utcDay(n * DAY_MS);
        const start = startOfLondonDay(day);
        expect(londonDay(start)).toBe(day);
        expect(londonDay(new Date(start.getTime() - 1))).toBe(addDays(day, -1));
      }),
      runs(5_000),
    );
  });

  it('refuses an invalid Date', () => {
    expect(() => londonDay(new Date(Number.NaN))).toThrow(RangeError);
  });
});

describe('the financial year', () => {
  it.each([
    ['2026-03-31', 2025],
    ['2026-04-01', 2026],
    ['2025-12-31', 2025],
    ['2026-01-01', 2025],
  ])('of %s starts in %s', (day, year) => {
    expect(financialYear(localDate(day))).toBe(year);
  });
});

describe('days as people read them', () => {
  it('has every month in full and cut to three letters', () => {
    const months = Array.from({ length: 12 }, (_, i) => localDate(`2026-${String(i + 1).padStart(2, '0')}-05`));
    const long = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
    expect(months.map(formatLocalDate)).toEqual(months.map((day) => long.format(new Date(day))));
    expect(months.map((day) => formatShortDate(day).split(' ')[1])).toEqual(
      months.map((day) => formatLocalDate(day).split(' ')[1]?.slice(0, 3)),
    );
    expect(formatLocalDate(localDate('2026-11-24'))).toBe('24 November 2026');
    expect(formatShortDate(localDate('2026-09-04'))).toBe('4 Sep 2026');
  });
});

describe('working days', () => {
  const christmas = new Set(['2026-12-25', '2026-12-28', '2027-01-01'].map(localDate));

  it.each([
    ['2026-12-24', 1, '2026-12-29'],
    ['2026-12-24', 5, '2027-01-05'],
    ['2026-12-26', 0, '2026-12-29'],
    ['2026-12-24', 0, '2026-12-24'],
    ['2026-12-29', -1, '2026-12-24'],
    ['2026-12-27', -1, '2026-12-24'],
    ['2026-12-26', 1, '2026-12-29'],
    ['2026-11-20', 1, '2026-11-23'],
  ])('%s and %s more is %s', (from, n, expected) => {
    expect(addWorkingDays(localDate(from), n, christmas)).toBe(expected);
  });

  it('passes exactly that many working days', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, n) => {
        const from = utcDay(day * DAY_MS);
        const to = addWorkingDays(from, n, christmas);
        let passed = 0;
        for (let d = from; d !== to;) {
          d = addDays(d, 1);
          if (!isWeekend(d) && !christmas.has(d)) passed += 1;
        }
        expect(passed).toBe(n);
        expect(isWeekend(to)).toBe(false);
      }),
      runs(1_000),
    );
  });
});
