import { bankHolidaysOf } from '../../../shared/bank-holidays.ts';
import type { LocalDate } from '../../../shared/local-date.ts';

/** Day by day what was registered, and what is known of the days themselves. */
export interface UsageHistory {
  /** Every day in order, none left out, so that a week earlier is seven places earlier. */
  readonly days: readonly LocalDate[];
  /** How many were registered, place by place. */
  readonly counts: readonly number[];
  /** The place of the first day from which on registrations are known. */
  readonly knownFrom: number;
  /** Bank holidays of England and Wales by day, with their names. */
  readonly holidays: ReadonlyMap<LocalDate, string>;
  /** Days of receipt from which new fees hold. */
  readonly feeChanges: readonly LocalDate[];
}

/** The bank holidays of every year from the one of `from` to that of `to`. */
export function holidaysBetween(from: LocalDate, to: LocalDate): ReadonlyMap<LocalDate, string> {
  const holidays = new Map<LocalDate, string>();
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    for (const [day, name] of bankHolidaysOf(year)) holidays.set(day, name);
  }
  return holidays;
}
