import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BillingPeriodSchema,
  contains,
  formatPeriod,
  monthPeriod,
  nextPeriod,
  quarterPeriod,
} from '../../shared/billing-period.ts';
import { addDays, localDate } from '../../shared/local-date.ts';
import { runs } from './property-runs.ts';

const period = (from: string, before: string) => ({ from: localDate(from), before: localDate(before) });

describe('a billing period', () => {
  it('of a month runs from its first day to before the next first', () => {
    expect(monthPeriod(2026, 12)).toEqual(period('2026-12-01', '2027-01-01'));
    expect(monthPeriod(2024, 2)).toEqual(period('2024-02-01', '2024-03-01'));
  });

  it('of a quarter is three months', () => {
    expect(quarterPeriod(2026, 1)).toEqual(period('2026-01-01', '2026-04-01'));
    expect(quarterPeriod(2026, 4)).toEqual(period('2026-10-01', '2027-01-01'));
  });

  it.each([0, 13, 1.5, Number.NaN])('refuses month %s', (month) => {
    expect(() => monthPeriod(2026, month)).toThrow(RangeError);
  });

  it.each([0, 5, 1.5])('refuses quarter %s', (quarter) => {
    expect(() => quarterPeriod(2026, quarter)).toThrow(RangeError);
  });

  it('holds its first day and not the day after its last', () => {
    const november = monthPeriod(2026, 11);
    expect(contains(november, localDate('2026-11-01'))).toBe(true);
    expect(contains(november, localDate('2026-11-30'))).toBe(true);
    expect(contains(november, localDate('2026-10-31'))).toBe(false);
    expect(contains(november, localDate('2026-12-01'))).toBe(false);
  });

  it('is followed by one of the same kind, without gap or overlap', () => {
    expect(nextPeriod(monthPeriod(2026, 1))).toEqual(monthPeriod(2026, 2));
    expect(nextPeriod(monthPeriod(2026, 12))).toEqual(monthPeriod(2027, 1));
    expect(nextPeriod(quarterPeriod(2026, 4))).toEqual(quarterPeriod(2027, 1));
    expect(nextPeriod(period('2025-04-01', '2026-04-01'))).toEqual(period('2026-04-01', '2027-04-01'));
    expect(nextPeriod(period('2026-11-02', '2026-11-09'))).toEqual(period('2026-11-09', '2026-11-16'));
  });

  it('puts every day in exactly one month and one quarter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80_000 }), (n) => {
        const day = addDays(localDate('1950-01-01'), n);
        const year = Number(day.slice(0, 4));
        const months = Array.from({ length: 12 }, (_, i) => monthPeriod(year, i + 1));
        const quarters = Array.from({ length: 4 }, (_, i) => quarterPeriod(year, i + 1));
        expect(months.filter((month) => contains(month, day))).toEqual([monthPeriod(year, Number(day.slice(5, 7)))]);
        expect(quarters.filter((quarter) => contains(quarter, day))).toHaveLength(1);
      }),
      runs(1_000),
    );
  });

  it('is named by its month, or by its first and last days', () => {
    expect(formatPeriod(monthPeriod(2026, 11))).toBe('November 2026');
    expect(formatPeriod(quarterPeriod(2026, 4))).toBe('1 October 2026 to 31 December 2026');
    expect(formatPeriod(period('2026-11-15', '2026-12-15'))).toBe('15 November 2026 to 14 December 2026');
  });

  it('is refused on the wire when empty or the wrong way round', () => {
    expect(BillingPeriodSchema.parse(monthPeriod(2026, 11))).toEqual(monthPeriod(2026, 11));
    expect(BillingPeriodSchema.safeParse(period('2026-11-01', '2026-11-01')).success).toBe(false);
    expect(BillingPeriodSchema.safeParse(period('2026-11-02', '2026-11-01')).success).toBe(false);
  });
});
