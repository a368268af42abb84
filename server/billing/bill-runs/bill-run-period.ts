import { monthPeriod, quarterPeriod, type BillingPeriod } from '../../../shared/billing-period.ts';
import type { BillCycle } from '../../../shared/contracts/organisations.ts';
import type { LocalDate } from '../../../shared/local-date.ts';

/** The period of a cycle that begins on that day; null when none does. Quarters begin in January, April, July, October. */
export function periodFrom(cycle: BillCycle, from: LocalDate): BillingPeriod | null {
  const period = periodAround(cycle, from);
  return period.from === from ? period : null;
}

/** The period of a cycle that the day falls in. */
export function periodAround(cycle: BillCycle, day: LocalDate): BillingPeriod {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  return cycle === 'monthly' ? monthPeriod(year, month) : quarterPeriod(year, Math.ceil(month / 3));
}
