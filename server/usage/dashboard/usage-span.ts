import { monthPeriod, type BillingPeriod } from '../../../shared/billing-period.ts';
import type { UsageSpan } from '../../../shared/contracts/usage-dashboard.ts';
import { addDays, daysBetween, localDate, type LocalDate } from '../../../shared/local-date.ts';

/** The days a dashboard speaks of and those it compares them with; all half-open. */
export interface UsageSpans {
  readonly period: BillingPeriod;
  /** As many calendar months before, up to the same day of the month. */
  readonly previous: BillingPeriod;
  /** The same days of the year before. */
  readonly yearAgo: BillingPeriod;
}

/** The last `months` calendar months up to and with today, and what they are compared with. */
export function usageSpans(today: LocalDate, months: UsageSpan): UsageSpans {
  const period = { from: monthsBack(today, months - 1).from, before: addDays(today, 1) };
  return {
    period,
    previous: { from: monthsBack(period.from, months).from, before: addDays(sameDayBack(today, months), 1) },
    yearAgo: { from: monthsBack(period.from, 12).from, before: addDays(sameDayBack(today, 12), 1) },
  };
}

/** The calendar month that many months before the one the day falls in. */
export function monthsBack(day: LocalDate, months: number): BillingPeriod {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  return monthPeriod(Math.floor(count / 12), (count % 12) + 1);
}

/** The same day of an earlier month, or its last day where it is shorter. */
function sameDayBack(day: LocalDate, months: number): LocalDate {
  const month = monthsBack(day, months);
  const last = daysBetween(month.from, month.before);
  return addDays(month.from, Math.min(Number(day.slice(8)), last) - 1);
}

const FIRST_MONTH_DAYS = 31;

/** Whether registrations are known from the first month of a period on, so that there is something to compare with. */
export function reachesBack(firstDay: LocalDate | null, { from }: BillingPeriod): boolean {
  return firstDay !== null && firstDay < addDays(from, FIRST_MONTH_DAYS);
}

/** The Monday of the week that the day falls in. */
export function mondayOf(day: LocalDate): LocalDate {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/** The first day of the month that the day falls in. */
export function firstOfMonth(day: LocalDate): LocalDate {
  return localDate(`${day.slice(0, 7)}-01`);
}
