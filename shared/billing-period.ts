import { z } from 'zod';
import {
  type LocalDate,
  LocalDateSchema,
  addDays,
  compareLocalDates,
  daysBetween,
  formatLocalDate,
  localDate,
} from './local-date.ts';

/** A span of days with the first included and the last excluded, so that neighbouring periods neither gap nor overlap. */
export type BillingPeriod = { readonly from: LocalDate; readonly before: LocalDate };

/** A billing period on the wire; refused when empty or the wrong way round. */
export const BillingPeriodSchema = z
  .strictObject({ from: LocalDateSchema, before: LocalDateSchema })
  .refine(({ from, before }) => from < before, 'must begin before it ends');

function firstOfMonth(year: number, month: number): LocalDate {
  const monthsFromZero = year * 12 + month - 1;
  const y = Math.floor(monthsFromZero / 12);
  return localDate(`${String(y).padStart(4, '0')}-${String((monthsFromZero % 12) + 1).padStart(2, '0')}-01`);
}

/** A calendar month; months count from 1. @throws RangeError for a month outside 1 to 12. */
export function monthPeriod(year: number, month: number): BillingPeriod {
  if (!Number.isInteger(month) || month < 1 || month > 12) throw new RangeError('Months are numbered 1 to 12');
  return { from: firstOfMonth(year, month), before: firstOfMonth(year, month + 1) };
}

/** A calendar quarter: 1 is January to March. @throws RangeError for a quarter outside 1 to 4. */
export function quarterPeriod(year: number, quarter: number): BillingPeriod {
  if (!Number.isInteger(quarter) || quarter < 1 || quarter > 4) throw new RangeError('Quarters are numbered 1 to 4');
  return { from: firstOfMonth(year, quarter * 3 - 2), before: firstOfMonth(year, quarter * 3 + 1) };
}

/** Whether the day falls in the period; the day named by `before` does not. */
export function contains(period: BillingPeriod, day: LocalDate): boolean {
  return compareLocalDates(period.from, day) <= 0 && compareLocalDates(day, period.before) < 0;
}

/** Whole calendar months between the two ends; undefined when either end is not the first of a month. */
function wholeMonths(period: BillingPeriod): number | undefined {
  if (!period.from.endsWith('-01') || !period.before.endsWith('-01')) return undefined;
  const monthNumber = (day: LocalDate) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return monthNumber(period.before) - monthNumber(period.from);
}

/**
 * The period that begins where this one ends: as many calendar months where it is made of whole months, else as many
 * days.
 */
export function nextPeriod(period: BillingPeriod): BillingPeriod {
  const months = wholeMonths(period);
  if (months !== undefined) {
    const year = Number(period.before.slice(0, 4));
    return { from: period.before, before: firstOfMonth(year, Number(period.before.slice(5, 7)) + months) };
  }
  return { from: period.before, before: addDays(period.before, daysBetween(period.from, period.before)) };
}

/** 'November 2026' for a calendar month, else both days included: '1 October 2026 to 31 December 2026'. */
export function formatPeriod(period: BillingPeriod): string {
  const first = formatLocalDate(period.from);
  if (wholeMonths(period) === 1) return first.slice(2);
  return `${first} to ${formatLocalDate(addDays(period.before, -1))}`;
}
