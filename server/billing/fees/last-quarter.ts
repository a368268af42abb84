import { quarterPeriod, type BillingPeriod } from '../../../shared/billing-period.ts';
import type { LocalDate } from '../../../shared/local-date.ts';

/** The last calendar quarter that is over on `today`. */
export function lastQuarter(today: LocalDate): BillingPeriod {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const quarter = Math.ceil(month / 3) - 1;
  return quarter === 0 ? quarterPeriod(year - 1, 4) : quarterPeriod(year, quarter);
}
