import { monthPeriod, type BillingPeriod } from '../../../shared/billing-period.ts';
import { addDays, addWorkingDays, londonDay, startOfLondonDay } from '../../../shared/local-date.ts';

/** One monthly round of bills: the month whose registrations it bills, and when it goes out. */
export interface BillRound {
  readonly registered: BillingPeriod;
  readonly issuedAt: Date;
}

const HOUR_MS = 3_600_000;
const BEFORE_WORK_HOURS = 6;
const ROUND_TAKES_HOURS = 1;
const WORKING_DAY_OF_MONTH = 2;

/**
 * The last `months` rounds that are over by `end`, oldest first. Each goes out early on the second working day of the
 * month (weekends only; a practice world keeps no bank holidays).
 */
export function billRounds(end: Date, months: number): BillRound[] {
  const today = londonDay(end);
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const rounds = Array.from({ length: months + 1 }, (_, ago) => roundOf(year, month - ago));
  const over = rounds.filter(({ issuedAt }) => issuedAt.getTime() + ROUND_TAKES_HOURS * HOUR_MS <= end.getTime());
  return over.slice(0, months).toReversed();
}

/** The month that is running at `end`, up to the day before: registered and not to be billed yet. None on its first day. */
export function runningMonth(rounds: readonly BillRound[], end: Date): BillRound[] {
  const last = rounds.at(-1);
  const today = londonDay(end);
  if (last === undefined || last.registered.before >= today) return [];
  return [{ registered: { from: last.registered.before, before: today }, issuedAt: end }];
}

function roundOf(year: number, month: number): BillRound {
  const monthOfYear = (number: number): BillingPeriod => {
    const fromZero = year * 12 + number - 1;
    return monthPeriod(Math.floor(fromZero / 12), (fromZero % 12) + 1);
  };
  const day = addWorkingDays(addDays(monthOfYear(month).from, -1), WORKING_DAY_OF_MONTH, new Set());
  const issuedAt = new Date(startOfLondonDay(day).getTime() + BEFORE_WORK_HOURS * HOUR_MS);
  return { registered: monthOfYear(month - 1), issuedAt };
}
